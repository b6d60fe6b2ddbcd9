/** The measure of likeness that the benchmark's `fidelity` rows use. */
import { describe, expect, test } from 'vitest';
import { type Picture, ssim } from '../../../bench/fidelity/ssim.ts';
import { mulberry32 } from '../../../src/particles/mulberry32.ts';

const picture = (value: (x: number, y: number, c: number) => number, width = 14, channels = 3): Picture => {
  const height = 12;
  const values = Array.from({ length: width * height * channels }, (_, i) => {
    const pixel = Math.floor(i / channels);
    return value(pixel % width, Math.floor(pixel / width), i % channels);
  });
  return { width, height, channels, values };
};

const random = mulberry32(1);
const noise = picture(() => random());
const ramp = picture(x => x / 14);

describe('structural similarity', () => {
  test('of a picture with itself is 1', () => {
    expect(ssim(noise, noise)).toBeCloseTo(1, 12);
    expect(ssim(ramp, ramp)).toBeCloseTo(1, 12);
  });

  test('does not depend on which picture comes first', () => {
    expect(ssim(noise, ramp)).toBeCloseTo(ssim(ramp, noise), 12);
    expect(ssim(noise, ramp)).toBeLessThan(0.5);
  });

  test('of two even greys is what the formula says of their means alone', () => {
    // (2 · 0.5 · 0.25 + 0.0001) / (0.25 + 0.0625 + 0.0001): variances and covariance are 0.
    expect(
      ssim(
        picture(() => 0.5),
        picture(() => 0.25),
      ),
    ).toBeCloseTo(0.2501 / 0.3126, 9);
  });

  test('of a checkerboard with its negative is what the formula says of means of one half', () => {
    // Variance v, covariance −v and, but for the window's rim, means of ½: (0.0009 − 2v) / (0.0009 + 2v) with v = ¼.
    const board = picture((x, y) => (x + y) % 2);
    const negative = picture((x, y) => 1 - ((x + y) % 2));
    expect(ssim(board, negative)).toBeCloseTo((0.0009 - 0.5) / (0.0009 + 0.5), 4);
  });

  test('falls with noise', () => {
    const noisy = (amount: number) =>
      picture((x, y, c) => x / 14 + amount * Math.sin(37 * x + 91 * y + 13 * c));
    expect(ssim(ramp, noisy(0.02))).toBeGreaterThan(ssim(ramp, noisy(0.1)));
  });

  test('of pictures of other sizes, or smaller than the window, is refused', () => {
    expect(() =>
      ssim(
        noise,
        picture(() => 0, 15),
      ),
    ).toThrow('14 × 12 × 3 and 15 × 12 × 3');
    expect(() =>
      ssim(
        picture(() => 0, 8),
        picture(() => 0, 8),
      ),
    ).toThrow('smaller than the window');
  });
});
