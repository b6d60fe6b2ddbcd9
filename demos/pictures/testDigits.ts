import type { PixelImage } from 'genesis-particles';

const SIDE = 28;
/** Bytes before the first image, and before the first label. */
const HEADER = { images: 16, labels: 8 };

export interface TestDigit {
  readonly image: PixelImage;
  /** Which digit it is. */
  readonly label: string;
}

/** The first of MNIST's test images, as they come: what no network here was trained on. */
export async function testDigits(count: number): Promise<TestDigit[]> {
  const [images, labels] = await Promise.all([
    firstBytes('t10k-images.idx3.gz.bin', HEADER.images + count * SIDE * SIDE),
    firstBytes('t10k-labels.idx1.gz.bin', HEADER.labels + count),
  ]);
  return Array.from({ length: count }, (_, index) => {
    const data = new Uint8ClampedArray(SIDE * SIDE * 4).fill(255);
    const start = HEADER.images + index * SIDE * SIDE;
    for (let pixel = 0; pixel < SIDE * SIDE; pixel++) {
      data.fill(images[start + pixel]!, 4 * pixel, 4 * pixel + 3);
    }
    return { image: { width: SIDE, height: SIDE, data }, label: String(labels[HEADER.labels + index]) };
  });
}

/** The start of a gzipped file; the rest of it is not waited for. */
async function firstBytes(name: string, length: number): Promise<Uint8Array> {
  const response = await fetch(`../data/mnist/${name}`);
  if (!response.ok || !response.body) throw new Error(`The digits are missing: ${name}, ${response.status}.`);
  const reader = response.body.pipeThrough(new DecompressionStream('gzip')).getReader();
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; ) {
    const { done, value } = await reader.read();
    if (done) throw new Error(`The digits end early: ${name} has ${at} bytes of ${length}.`);
    bytes.set(value.subarray(0, length - at), at);
    at += value.length;
  }
  void reader.cancel();
  return bytes;
}
