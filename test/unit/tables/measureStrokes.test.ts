/** How thick strokes are and how far they lean, of pictures for which it is known. */
import { expect, test } from 'vitest';
import { measureStrokes } from '../../../training/measureStrokes.ts';

const SIDE = 40;
const LENGTH = 24;

/** A bar of that width, as high as LENGTH, sheared by an angle in degrees; grey where it covers a part of a pixel. */
function bar(width: number, slant: number): Float32Array {
  const parts = 8;
  const slope = Math.tan((slant * Math.PI) / 180);
  return Float32Array.from({ length: SIDE * SIDE }, (_, pixel) => {
    let covered = 0;
    for (let part = 0; part < parts * parts; part++) {
      const x = (pixel % SIDE) + ((part % parts) + 0.5) / parts - SIDE / 2;
      const y = Math.floor(pixel / SIDE) + (Math.floor(part / parts) + 0.5) / parts - SIDE / 2;
      if (Math.abs(x + y * slope) < width / 2 && Math.abs(y) < LENGTH / 2) covered++;
    }
    return covered / parts ** 2;
  });
}

test.each([
  [2, 0],
  [3.5, 0],
  [5, 0],
  [3, 30],
  [3, -25],
])('a bar of width %d, sheared by %d degrees', (width, angle) => {
  const { thickness, slant } = measureStrokes(bar(width, angle), SIDE);
  // The bar's ends are part of its border. A sheared bar is thinner across than along a row.
  const across = width * Math.cos((angle * Math.PI) / 180);
  const expected = (2 * width * LENGTH) / (2 * width + (2 * LENGTH * width) / across);
  expect(thickness / expected).toBeGreaterThan(0.93);
  expect(thickness / expected).toBeLessThan(1.07);
  expect(slant).toBeCloseTo(angle, 0);
});

test('what is measured does not depend on how dark the ink is, nor on where the digit stands', () => {
  const once = bar(3, 20);
  const { thickness, slant } = measureStrokes(
    once.map(value => 255 * value),
    SIDE,
  );
  const moved = Float32Array.from(once, (_, pixel) => once[pixel - 3 * SIDE - 4] ?? 0);
  for (const other of [measureStrokes(once, SIDE), measureStrokes(moved, SIDE)]) {
    expect(other.thickness).toBeCloseTo(thickness, 5);
    expect(other.slant).toBeCloseTo(slant, 5);
  }
});

test('of nothing nothing can be measured', () => {
  const { thickness, slant } = measureStrokes(new Float32Array(16), 4);
  expect(thickness).toBeNaN();
  expect(slant).toBeNaN();
});

test('the twin measures the same', () => {
  // It says so in training/test_twin.py.
  const { thickness, slant } = measureStrokes([0, 0, 2, 3, 0, 1, 4, 0, 0, 3, 1, 0, 2, 2, 0, 0], 4);
  expect(thickness).toBeCloseTo(1.198574, 6);
  expect(slant).toBeCloseTo(34.441766, 6);
});
