import type { RawImages } from 'genesis-particles/gan';
import type { TestDigit } from '../pictures/testDigits.ts';

/** Grey digits as a data set. */
export function toDataset(digits: readonly TestDigit[]): RawImages {
  const { width, height } = digits[0]!.image;
  const size = width * height;
  const images = new Uint8Array(digits.length * size);
  for (const [index, { image }] of digits.entries()) {
    for (let pixel = 0; pixel < size; pixel++) images[index * size + pixel] = image.data[4 * pixel]!;
  }
  return {
    images,
    width,
    height,
    channels: 1,
    labels: Uint8Array.from(digits, ({ label }) => Number(label)),
  };
}
