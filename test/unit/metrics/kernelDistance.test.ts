import { describe, expect, test } from 'vitest';
import { kernelDistance, kernelSumsOf } from '../../../src/gan/metrics/kernelDistance.ts';
import { Random } from '../../../src/gan/Random.ts';

const distanceOf = (x: Float32Array, y: Float32Array, dimensions: number) =>
  kernelDistance(kernelSumsOf(x, dimensions), kernelSumsOf(y, dimensions));

test('worked out by hand, on a line', () => {
  // k(0, 1) = 1, k(2, 3) = 343; between: 1, 1, 27 and 64.
  expect(distanceOf(Float32Array.of(0, 1), Float32Array.of(2, 3), 1)).toBeCloseTo(1 + 343 - (2 * 93) / 4, 10);
});

test.each([1, 2, 3, 4, 11])('pair by pair, in %i dimensions', dimensions => {
  const [x, y] = [cloud(17, dimensions, 'x', 0.5), cloud(9, dimensions, 'y', -1)];
  const expected = pairByPair(x, y, dimensions);
  expect(Math.abs(distanceOf(x, y, dimensions) - expected)).toBeLessThan(1e-10 * (1 + Math.abs(expected)));
});

test('both sides count alike', () => {
  const [x, y] = [cloud(40, 6, 'x', 0), cloud(25, 6, 'y', 1)];
  expect(distanceOf(x, y, 6)).toBeCloseTo(distanceOf(y, x, 6), 12);
});

describe('two samples of one distribution', () => {
  test('are no further apart than chance, however few they are', () => {
    const distances = Array.from({ length: 200 }, (_, k) =>
      distanceOf(cloud(12, 4, `x${k}`, 0), cloud(200, 4, `y${k}`, 0), 4),
    );
    const mean = distances.reduce((sum, distance) => sum + distance) / distances.length;
    // With each point's kernel of itself counted, the small set alone would add about 1.
    expect(Math.abs(mean)).toBeLessThan(0.06);
    expect(distances.filter(distance => distance < 0).length).toBeGreaterThan(50);
  });
});

test('a wider shift is a larger distance', () => {
  const [none, near, far] = [0, 0.5, 1].map(shift =>
    distanceOf(cloud(300, 5, 'x', 0), cloud(300, 5, 'y', shift), 5),
  );
  expect(none).toBeLessThan(near! / 4);
  expect(near).toBeLessThan(far! / 2);
});

test('moments alike to the second do not hide the third', () => {
  // Mean 0, variance 1, the one skewed: the Fréchet distance sees nothing.
  const skewed = new Float32Array(4000).map((_, at) => (at % 5 === 0 ? 2 : -0.5));
  const even = new Float32Array(4000).map((_, at) => (at % 2 === 0 ? 1 : -1));
  expect(distanceOf(skewed, even, 1)).toBeGreaterThan(1);
});

test('what is no set of features is refused', () => {
  expect(() => kernelSumsOf(Float32Array.of(1, 2), 2)).toThrow(/at least 2/);
  expect(() => kernelSumsOf(Float32Array.of(1, 2, 3, Number.POSITIVE_INFINITY), 2)).toThrow(/Infinity/);
  const [one, two] = [kernelSumsOf(new Float32Array(6), 1), kernelSumsOf(new Float32Array(6), 2)];
  expect(() => kernelDistance(one, two)).toThrow(/of 1 and of 2 dimensions/);
});

function pairByPair(x: Float32Array, y: Float32Array, dimensions: number): number {
  const kernel = (a: Float32Array, i: number, b: Float32Array, j: number) => {
    let product = 0;
    for (let k = 0; k < dimensions; k++) product += a[i * dimensions + k]! * b[j * dimensions + k]!;
    return (product / dimensions + 1) ** 3;
  };
  const mean = (a: Float32Array, b: Float32Array) => {
    let [sum, pairs] = [0, 0];
    for (let i = 0; i < a.length / dimensions; i++) {
      for (let j = 0; j < b.length / dimensions; j++) {
        if (a === b && i === j) continue;
        sum += kernel(a, i, b, j);
        pairs++;
      }
    }
    return sum / pairs;
  };
  return mean(x, x) + mean(y, y) - 2 * mean(x, y);
}

/** Normal points around (shift, shift, …). */
function cloud(count: number, dimensions: number, stream: string, shift: number): Float32Array {
  return new Random(1, stream).normals(count * dimensions).map(value => value + shift);
}
