/** What can be said of a screenshot in numbers. */
import { PNG } from 'pngjs';

/** From here on a pixel of the picture itself counts as white. */
const WHITE = 250;

/** Share of pixels with a channel at its upper end where the picture itself is not white: light that is lost. */
export function clippedShare(screenshot: Buffer, itself: Buffer): number {
  const { width, height, data } = PNG.sync.read(screenshot);
  const picture = PNG.sync.read(itself).data;
  const valueAt = (pixels: Buffer, i: number) => Math.max(pixels[i]!, pixels[i + 1]!, pixels[i + 2]!);
  let clipped = 0;
  for (let i = 0; i < data.length; i += 4) {
    if (valueAt(data, i) === 255 && valueAt(picture, i) < WHITE) clipped++;
  }
  return clipped / (width * height);
}

/** Pearson's correlation of the luminances of two screenshots. */
export function likeness(one: Buffer, other: Buffer): number {
  const [a, b] = [luminances(one), luminances(other)];
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [both, squareA, squareB] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    both += (a[i]! - meanA) * (b[i]! - meanB);
    squareA += (a[i]! - meanA) ** 2;
    squareB += (b[i]! - meanB) ** 2;
  }
  return both / Math.sqrt(squareA * squareB || 1);
}

/** Rec. 709 weights on the encoded values, as a viewer's eye roughly takes them. */
function luminances(screenshot: Buffer): Float64Array {
  const { data } = PNG.sync.read(screenshot);
  return Float64Array.from(
    { length: data.length / 4 },
    (_, i) => 0.2126 * data[4 * i]! + 0.7152 * data[4 * i + 1]! + 0.0722 * data[4 * i + 2]!,
  );
}
