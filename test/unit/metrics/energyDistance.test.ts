import { describe, expect, test } from 'vitest';
import {
  energyDistance,
  meanDistanceBetween,
  meanDistanceWithin,
} from '../../../src/gan/metrics/energyDistance.ts';
import { Random } from '../../../src/gan/Random.ts';

const points = (...values: number[]) => Float32Array.from(values);

describe('worked out by hand', () => {
  test('on a line', () => {
    // Between: |0 − 10|, |0 − 11|, |1 − 10|, |1 − 11|, mean 10. Within: 1 and 1.
    expect(energyDistance(points(0, 1), points(10, 11), 1)).toBe(18);
  });

  test('with sets of different sizes', () => {
    const [x, y] = [points(0, 2), points(1, 3, 5)];
    expect(meanDistanceBetween(x, y, 1)).toBeCloseTo((1 + 3 + 5 + 1 + 1 + 3) / 6);
    expect(meanDistanceWithin(x, 1)).toBe(2);
    expect(meanDistanceWithin(y, 1)).toBeCloseTo((2 + 4 + 2) / 3);
    expect(energyDistance(x, y, 1)).toBeCloseTo(2 * (14 / 6) - 2 - 8 / 3);
  });

  test('in the plane, with 3-4-5 triangles', () => {
    // Between: 0, 10, 5 and 5. Within: 5 and 10. Unbiased estimates may be negative.
    expect(energyDistance(points(0, 0, 3, 4), points(0, 0, 6, 8), 2)).toBe(-5);
  });
});

test('both sides count alike', () => {
  const [x, y] = [cloud(40, 3, 'x', 0), cloud(25, 3, 'y', 1)];
  expect(energyDistance(x, y, 3)).toBeCloseTo(energyDistance(y, x, 3), 10);
});

test('two samples of one distribution are no further apart than chance, however few they are', () => {
  for (const count of [20, 400]) {
    const distances = Array.from({ length: 30 }, (_, k) =>
      energyDistance(cloud(count, 2, `x${k}`, 0), cloud(400, 2, `y${k}`, 0), 2),
    );
    const mean = distances.reduce((sum, distance) => sum + distance) / distances.length;
    // With each point's distance to itself counted, the smaller sets would come out 1.8 / 20 = 0.09 too large.
    expect(Math.abs(mean)).toBeLessThan(0.02);
  }
});

test('a wider shift is a larger distance', () => {
  const [near, middle, far] = [0, 0.5, 1].map(shift =>
    energyDistance(cloud(300, 2, 'x', 0), cloud(300, 2, 'y', shift), 2),
  );
  expect(near).toBeLessThan(middle!);
  expect(middle).toBeLessThan(far!);
});

test('the spread of the second set may be handed in', () => {
  const [x, y] = [cloud(10, 2, 'x', 0), cloud(12, 2, 'y', 1)];
  expect(energyDistance(x, y, 2, meanDistanceWithin(y, 2))).toBe(energyDistance(x, y, 2));
});

test.each([
  [points(1, 2, 3), 2],
  [points(1, 2), 2],
  [points(), 1],
])('%o is refused as points of %i dimensions', (set, dimensions) => {
  expect(() => energyDistance(set, points(0, 0, 1, 1), dimensions)).toThrow(RangeError);
});

/** Normal points around (shift, shift, …). */
function cloud(count: number, dimensions: number, stream: string, shift: number): Float32Array {
  return new Random(1, stream).normals(count * dimensions).map(value => value + shift);
}
