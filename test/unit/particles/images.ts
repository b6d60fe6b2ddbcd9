/** Images for the layouts' tests. */
import type { PixelImage } from '../../../src/image.ts';
import type { Reading } from '../../../src/particles/layouts/flowTables.ts';
import { readMnist } from '../../long/mnistImages.ts';

/** The first `count` MNIST test digits. */
export function testDigits(count: number): PixelImage[] {
  const { images, width, height } = readMnist('test');
  return Array.from({ length: count }, (_, index) =>
    paint(width, height, (x, y) => {
      const value = images[(index * height + y) * width + x]!;
      return [value, value, value];
    }),
  );
}

/** A picture from a function of the pixel's column and row. */
export function paint(
  width: number,
  height: number,
  color: (x: number, y: number) => readonly [number, number, number],
): PixelImage {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data.set([...color(x, y), 255], (y * width + x) * 4);
  }
  return { width, height, data };
}

/** The usual way to read an image. */
export const reading = (smooth: boolean): Reading => ({
  weight: 'brightness',
  smooth,
  straight: false,
  keyed: false,
  reserve: 0,
});
