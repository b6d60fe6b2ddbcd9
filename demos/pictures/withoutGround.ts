import type { PixelImage } from 'genesis-particles';

/** How far a colour may be from another, of 255 in each channel, to be the same ground. */
const NEAR = 32;

/**
 * A picture without the even ground that it stands before: what is of the upper corners' colour and connected with them
 * becomes nothing. One whose corners are transparent, or of two colours, stays as it is.
 */
export function withoutGround({ width, height, data }: PixelImage): PixelImage {
  const pixels = new Uint8ClampedArray(data);
  const at = (place: number) => pixels.subarray(4 * place, 4 * place + 4);
  const [left, right] = [Array.from(at(0)), Array.from(at(width - 1))];
  const isNear = (a: ArrayLike<number>, b: ArrayLike<number>) =>
    [0, 1, 2, 3].every(channel => Math.abs(a[channel]! - b[channel]!) <= NEAR);
  const waiting = left[3] === 255 && isNear(left, right) ? [0, width - 1] : [];
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    if (!isNear(at(place), left)) continue;
    at(place).fill(0);
    const x = place % width;
    if (x > 0) waiting.push(place - 1);
    if (x < width - 1) waiting.push(place + 1);
    if (place >= width) waiting.push(place - width);
    if (place < width * (height - 1)) waiting.push(place + width);
  }
  return { width, height, data: pixels };
}
