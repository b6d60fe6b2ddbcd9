import { describe, expect, test } from 'vitest';
import { frechetDistance, type Moments, momentsOf } from '../../../src/gan/metrics/frechetDistance.ts';
import { Random } from '../../../src/gan/Random.ts';

describe('moments', () => {
  test('worked out by hand', () => {
    // Means 2 and 4; the first varies by 1, the second by 4 and against it.
    const { mean, covariance } = momentsOf(Float32Array.of(1, 6, 2, 4, 3, 2), 2);
    expect(Array.from(mean)).toEqual([2, 4]);
    expect(Array.from(covariance)).toEqual([1, -2, -2, 4]);
  });

  test('a small variance beside a large mean is not lost', () => {
    const { covariance } = momentsOf(Float32Array.of(1e6, 1e6 + 0.125, 1e6 + 0.25), 1);
    expect(covariance[0]).toBe(1 / 64);
  });
});

describe('known distances of Gaussians', () => {
  test('in one dimension: squared distances of means and of standard deviations', () => {
    expect(frechetDistance(gaussian([1], [9]), gaussian([3], [25]))).toBeCloseTo(4 + 4, 12);
  });

  test('the same covariance: the squared distance of the means', () => {
    const covariance = [3, 1, 0.5, 1, 2, 0.25, 0.5, 0.25, 1];
    expect(frechetDistance(gaussian([0, 0, 0], covariance), gaussian([1, 2, 3], covariance))).toBeCloseTo(
      14,
      12,
    );
  });

  test('covariances with the same axes: squared distances of the standard deviations', () => {
    // Axes (1, 1) / √2 and (1, −1) / √2; variances 4 and 1 against 25 and 9.
    const distance = frechetDistance(
      gaussian([0, 0], [2.5, 1.5, 1.5, 2.5]),
      gaussian([0, 0], [17, 8, 8, 17]),
    );
    expect(distance).toBeCloseTo((5 - 2) ** 2 + (3 - 1) ** 2, 12);
  });

  test('covariances with other axes, by the closed form of two dimensions', () => {
    // tr (Σ₁Σ₂)^½ = √(tr Σ₁Σ₂ + 2 √(det Σ₁ det Σ₂)).
    const [a, b] = [gaussian([0, 0], [4, 1, 1, 2]), gaussian([0, 0], [1, -0.5, -0.5, 3])];
    const trace = 4 * 1 + 2 * 1 * -0.5 + 2 * 3;
    const expected = 6 + 4 - 2 * Math.sqrt(trace + 2 * Math.sqrt(7 * 2.75));
    expect(frechetDistance(a, b)).toBeCloseTo(expected, 12);
  });

  test('a line against another at right angles: all of both variances', () => {
    const distance = frechetDistance(gaussian([0, 0], [4, 0, 0, 0]), gaussian([0, 0], [0, 0, 0, 9]));
    expect(distance).toBeCloseTo(13, 12);
  });

  test('samples of Gaussians come near it', () => {
    const sample = (stream: string, spread: number, shift: number) =>
      new Random(1, stream).normals(40_000 * 3).map(value => spread * value + shift);
    const distance = frechetDistance(momentsOf(sample('a', 1, 0), 3), momentsOf(sample('b', 2, 1), 3));
    expect(Math.abs(distance - 6)).toBeLessThan(0.1);
  });
});

describe('collapsed samples', () => {
  const real = momentsOf(cloud(300, 20, 'real', 20), 20);
  const variance = Array.from({ length: 20 }, (_, i) => real.covariance[i * 21]!).reduce((a, b) => a + b);

  test('all equal: the distance is that of the means, and all variance of the real ones', () => {
    const mean = new Float32Array(20).map((_, i) => i / 4);
    const equal = momentsOf(
      new Float32Array(20 * 50).map((_, at) => mean[at % 20]!),
      20,
    );
    const shift = mean.reduce((sum, value, i) => sum + (value - real.mean[i]!) ** 2, 0);
    expect(frechetDistance(equal, real)).toBeCloseTo(shift + variance, 4);
    expect(frechetDistance(real, equal)).toBeCloseTo(shift + variance, 4);
    expect(frechetDistance(equal, equal)).toBe(0);
  });

  test('on one line: that direction of the covariance counts alone', () => {
    // Along v, with variance s²: tr (Σ₁Σ₂)^½ = s √(vᵀ Σ v).
    const v = new Random(3, 'direction').normals(20);
    const length = Math.hypot(...v);
    const factors = [-3, -1, 1, 3];
    const line = momentsOf(
      Float32Array.from(factors.flatMap(factor => Array.from(v, each => factor * each))),
      20,
    );
    let along = 0;
    for (let i = 0; i < 20; i++) {
      for (let j = 0; j < 20; j++) along += (v[i]! * v[j]! * real.covariance[i * 20 + j]!) / length ** 2;
    }
    const own = (20 / 3) * length ** 2;
    const shift = real.mean.reduce((sum, value, i) => sum + (value - line.mean[i]!) ** 2, 0);
    const expected = shift + variance + own - 2 * Math.sqrt(own * along);
    expect(Math.abs(frechetDistance(line, real) / expected - 1)).toBeLessThan(1e-6);
    expect(Math.abs(frechetDistance(real, line) / expected - 1)).toBeLessThan(1e-6);
  });

  test('fewer samples than dimensions', () => {
    const few = momentsOf(cloud(5, 20, 'few', 20), 20);
    expect(frechetDistance(few, real)).toBeGreaterThan(0);
    expect(frechetDistance(few, few) / variance).toBeLessThan(1e-6);
  });
});

test('equal sets are 0 apart, and both sides count alike', () => {
  const [a, b] = [momentsOf(cloud(200, 12, 'a', 12), 12), momentsOf(cloud(300, 12, 'b', 12), 12)];
  expect(frechetDistance(a, a)).toBeLessThan(1e-9);
  expect(frechetDistance(a, a)).toBeGreaterThanOrEqual(0);
  expect(frechetDistance(a, b)).toBeCloseTo(frechetDistance(b, a), 8);
});

test('the more noise, the further', () => {
  const clean = cloud(500, 8, 'clean', 8);
  const noise = new Random(2, 'noise').normals(clean.length);
  const moments = momentsOf(clean, 8);
  const distances = [0, 0.5, 1, 2].map(amount =>
    frechetDistance(
      momentsOf(
        clean.map((value, at) => value + amount * noise[at]!),
        8,
      ),
      moments,
    ),
  );
  for (const [place, distance] of distances.entries()) {
    if (place > 0) expect(distance).toBeGreaterThan(1.5 * distances[place - 1]! + 0.1);
  }
});

test('what is no set of features is refused', () => {
  expect(() => momentsOf(Float32Array.of(1, 2), 2)).toThrow(/at least 2/);
  expect(() => momentsOf(Float32Array.of(1, 2, 3, Number.NaN), 2)).toThrow(/NaN/);
  expect(() => frechetDistance(gaussian([0], [1]), gaussian([0, 0], [1, 0, 0, 1]))).toThrow(
    /of 1 and of 2 dimensions/,
  );
});

function gaussian(mean: number[], covariance: number[]): Moments {
  return { mean: Float64Array.from(mean), covariance: Float64Array.from(covariance) };
}

/** Points that vary in `rank` of the directions, some more than others. */
function cloud(count: number, dimensions: number, stream: string, rank: number): Float32Array {
  const mixing = new Random(7, 'mixing').normals(dimensions * rank);
  const source = new Random(1, stream).normals(count * rank);
  const points = new Float32Array(count * dimensions);
  for (let at = 0; at < points.length; at++) {
    const [point, i] = [Math.floor(at / dimensions), at % dimensions];
    for (let k = 0; k < rank; k++) points[at]! += mixing[i * rank + k]! * source[point * rank + k]!;
  }
  return points;
}
