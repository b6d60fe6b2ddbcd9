/** Brings a field of any size and scale into the form in which particles feel it: small, smooth, within ±1. */

/** Signed numbers over an image, row by row from the top. */
export interface Field {
  readonly width: number;
  readonly height: number;
  /** width × height finite numbers, of any scale. */
  readonly data: ArrayLike<number>;
}

/** Cells a side of what comes out, whatever the size and shape of the field. */
export const SIDE = 64;

/** Standard deviation of the blur, in image heights: a gradient is noisy, and a pixel alone is not to be seen. */
const BLUR = 0.035;
/** Share of the cells that is not beyond full strength: the few that stick out would silence all others. */
const HEARD = 0.99;

/**
 * The field on `SIDE` × `SIDE` cells, scaled by the 99th percentile of its absolute values and smoothed, into `into`.
 * @param spare as many numbers to work with.
 * @returns whether it is anything but 0.
 */
export function condense(field: Field, into: Float32Array, spare: Float32Array): boolean {
  resample(field, into);
  scale(into, spare);
  blur(into, spare, (BLUR * SIDE * field.height) / field.width, 1);
  blur(into, spare, BLUR * SIDE, SIDE);
  // A blur takes most from what changes fastest.
  return scale(into, spare);
}

/** Means of the pixels that fall into a cell; the pixel that a cell lies in, where there are fewer. */
function resample({ width, height, data }: Field, into: Float32Array): void {
  for (let row = 0; row < SIDE; row++) {
    const top = Math.floor((row * height) / SIDE);
    const bottom = Math.max(top + 1, Math.floor(((row + 1) * height) / SIDE));
    for (let column = 0; column < SIDE; column++) {
      const left = Math.floor((column * width) / SIDE);
      const right = Math.max(left + 1, Math.floor(((column + 1) * width) / SIDE));
      let sum = 0;
      for (let y = top; y < bottom; y++) {
        for (let x = left; x < right; x++) sum += data[y * width + x]!;
      }
      into[row * SIDE + column] = sum / ((bottom - top) * (right - left));
    }
  }
}

function scale(values: Float32Array, spare: Float32Array): boolean {
  for (let i = 0; i < values.length; i++) spare[i] = Math.abs(values[i]!);
  spare.sort();
  const most = spare[Math.floor(HEARD * spare.length)]! || spare.at(-1)!;
  if (most === 0) return false;
  for (let i = 0; i < values.length; i++) values[i] = Math.max(-1, Math.min(1, values[i]! / most));
  return true;
}

/** Gaussian, along rows (`stride` 1) or columns (`SIDE`); beyond the edge it goes on as at the edge. */
function blur(values: Float32Array, spare: Float32Array, deviation: number, stride: 1 | typeof SIDE): void {
  const reach = Math.min(SIDE - 1, Math.ceil(2.5 * deviation));
  spare.fill(0);
  let total = 0;
  for (let d = -reach; d <= reach; d++) {
    const weight = Math.exp(-0.5 * (d / deviation) ** 2);
    total += weight;
    for (let i = 0; i < values.length; i++) {
      const at = stride === 1 ? i % SIDE : Math.floor(i / SIDE);
      const from = Math.max(0, Math.min(SIDE - 1, at + d));
      spare[i]! += weight * values[i + (from - at) * stride]!;
    }
  }
  for (let i = 0; i < values.length; i++) values[i] = spare[i]! / total;
}
