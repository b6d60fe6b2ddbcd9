import type { ImageShape } from '../networks/models.ts';

/** About the image's centre: turned and resized, then shifted. */
export interface Distortion {
  /** Pixels to the right. */
  readonly x: number;
  /** Pixels down. */
  readonly y: number;
  /** Radians, clockwise as seen. */
  readonly angle: number;
  /** Above 0; 2 is twice as large. */
  readonly scale: number;
}

/**
 * An image distorted, each pixel the bilinear mean of the four that it comes from. What comes in from beyond the border is as
 * the border: networks have no other ground to put there.
 * @param numbers as networks see them, so that what is transparent adds no colour
 */
export function distort(
  numbers: Float32Array,
  [height, width, channels]: ImageShape,
  { x, y, angle, scale }: Distortion,
): Float32Array {
  const result = new Float32Array(numbers.length);
  const [cos, sin] = [Math.cos(angle) / scale, Math.sin(angle) / scale];
  const [centreX, centreY] = [(width - 1) / 2, (height - 1) / 2];
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const [right, down] = [column - centreX - x, row - centreY - y];
      const fromX = clamp(centreX + cos * right + sin * down, width - 1);
      const fromY = clamp(centreY - sin * right + cos * down, height - 1);
      const [left, top] = [Math.floor(fromX), Math.floor(fromY)];
      const [shareX, shareY] = [fromX - left, fromY - top];
      const upper = (top * width + left) * channels;
      const lower = top + 1 < height ? upper + width * channels : upper;
      const beside = left + 1 < width ? channels : 0;
      for (let channel = 0; channel < channels; channel++) {
        const [a, b] = [numbers[upper + channel]!, numbers[upper + beside + channel]!];
        const [c, d] = [numbers[lower + channel]!, numbers[lower + beside + channel]!];
        result[(row * width + column) * channels + channel] =
          (1 - shareY) * ((1 - shareX) * a + shareX * b) + shareY * ((1 - shareX) * c + shareX * d);
      }
    }
  }
  return result;
}

const clamp = (place: number, last: number) => Math.min(last, Math.max(0, place));
