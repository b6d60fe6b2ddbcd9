import type { PixelImage } from 'genesis-particles';
import { gunzip } from '../../src/gan/data/gunzip.ts';
import { parseIdx } from '../../src/gan/data/parseIdx.ts';

/** The first `count` MNIST test digits, white on opaque black. */
export async function testDigits(count: number): Promise<PixelImage[]> {
  const response = await fetch('/data/mnist/t10k-images.idx3.gz.bin');
  if (!response.ok) throw new Error(`The MNIST test images answered ${response.status}.`);
  const bytes = await gunzip(new Uint8Array(await response.arrayBuffer()), "MNIST's test images");
  const { images, width, height } = parseIdx(bytes, "MNIST's test images");
  return Array.from({ length: count }, (_, index) => {
    const data = new Uint8ClampedArray(width * height * 4).fill(255);
    for (let i = 0; i < width * height; i++) {
      data.fill(images[index * width * height + i]!, 4 * i, 4 * i + 3);
    }
    return { width, height, data };
  });
}
