import type { PixelImage } from 'genesis-particles';

export const DIGIT_SIDE = 28;
/** Of the digit itself, its longer side. */
const BOX = 20;
/** Less light than this, of 255, is no part of it. */
const DARK = 40;

/**
 * A white digit on black as MNIST has them: its longer side 20 pixels, its centre of mass in the middle of 28 × 28 (LeCun
 * and others 1998). Where there is no light the picture is black.
 */
export function asDigit({ width, height, data }: PixelImage): PixelImage {
  const digit = new Uint8ClampedArray(4 * DIGIT_SIDE ** 2).fill(255);
  const light = (x: number, y: number) =>
    x < 0 || y < 0 || x >= width || y >= height ? 0 : (data[4 * (width * y + x)] as number);
  let [left, top, right, bottom, mass, massX, massY] = [width, height, -1, -1, 0, 0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const here = light(x, y);
      if (here < DARK) continue;
      [left, right] = [Math.min(left, x), Math.max(right, x)];
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
      mass += here;
      massX += here * (x + 0.5);
      massY += here * (y + 0.5);
    }
  }
  /** Pixels of the picture for one of the digit. */
  const scale = Math.max(right - left + 1, bottom - top + 1) / BOX;
  const at = (centre: number, index: number) => centre + (index - DIGIT_SIDE / 2) * scale;
  for (let y = 0; y < DIGIT_SIDE; y++) {
    for (let x = 0; x < DIGIT_SIDE; x++) {
      const grey = mass > 0 ? meanLight(light, at(massX / mass, x), at(massY / mass, y), scale) : 0;
      digit.fill(grey, 4 * (DIGIT_SIDE * y + x), 4 * (DIGIT_SIDE * y + x) + 3);
    }
  }
  return { width: DIGIT_SIDE, height: DIGIT_SIDE, data: digit };
}

/** Of the square with that corner. */
function meanLight(light: (x: number, y: number) => number, x: number, y: number, side: number): number {
  const samples = Math.max(2, Math.ceil(side));
  let sum = 0;
  for (let i = 0; i < samples; i++) {
    for (let j = 0; j < samples; j++) {
      sum += light(
        Math.floor(x + ((i + 0.5) * side) / samples),
        Math.floor(y + ((j + 0.5) * side) / samples),
      );
    }
  }
  return sum / samples ** 2;
}
