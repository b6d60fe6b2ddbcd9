/**
 * How alike two pictures look: the structural similarity of Wang, Bovik, Sheikh & Simoncelli, "Image Quality Assessment:
 * From Error Visibility to Structural Similarity", IEEE TIP 13(4), 2004, with the window and constants of that paper.
 */

/** Values from 0 to 1 as a viewer sees them (sRGB-encoded), `channels` a pixel, row by row. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly values: ArrayLike<number>;
}

const SIDE = 11;
const SIGMA = 1.5;
const C1 = 0.01 ** 2;
const C2 = 0.03 ** 2;

/**
 * The mean of the index over all places where the 11 × 11 Gaussian window (σ 1.5) lies inside the pictures, and over the
 * channels. 1 for equal pictures, never more.
 * @throws RangeError where the pictures differ in size, or are smaller than the window.
 */
export function ssim(a: Picture, b: Picture): number {
  const { width, height, channels } = a;
  if (b.width !== width || b.height !== height || b.channels !== channels) {
    throw new RangeError(
      `The pictures differ in size: ${width} × ${height} × ${channels} and ${b.width} × ${b.height} × ${b.channels}.`,
    );
  }
  if (width < SIDE || height < SIDE) {
    throw new RangeError(
      `The pictures are ${width} × ${height}, smaller than the window of ${SIDE} × ${SIDE}.`,
    );
  }
  let sum = 0;
  for (let c = 0; c < channels; c++) {
    for (let y = 0; y + SIDE <= height; y++) {
      for (let x = 0; x + SIDE <= width; x++) sum += indexAt(a, b, x, y, c);
    }
  }
  return sum / (channels * (width - SIDE + 1) * (height - SIDE + 1));
}

/** The index of one window, whose top left corner is at (x, y). */
function indexAt(a: Picture, b: Picture, x: number, y: number, c: number): number {
  let [meanA, meanB, squareA, squareB, product] = [0, 0, 0, 0, 0];
  for (let j = 0; j < SIDE; j++) {
    for (let i = 0; i < SIDE; i++) {
      const weight = WINDOW[j]! * WINDOW[i]!;
      const at = ((y + j) * a.width + x + i) * a.channels + c;
      const [va, vb] = [a.values[at]!, b.values[at]!];
      meanA += weight * va;
      meanB += weight * vb;
      squareA += weight * va * va;
      squareB += weight * vb * vb;
      product += weight * va * vb;
    }
  }
  const varianceA = squareA - meanA * meanA;
  const varianceB = squareB - meanB * meanB;
  const covariance = product - meanA * meanB;
  return (
    ((2 * meanA * meanB + C1) * (2 * covariance + C2)) /
    ((meanA * meanA + meanB * meanB + C1) * (varianceA + varianceB + C2))
  );
}

const WINDOW: readonly number[] = (() => {
  const weights = Array.from({ length: SIDE }, (_, i) =>
    Math.exp(-((i - (SIDE - 1) / 2) ** 2) / (2 * SIGMA ** 2)),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map(weight => weight / total);
})();
