import { expect, test } from 'vitest';
import { featureDiversity } from '../../../src/gan/metrics/featureDiversity.ts';
import { Random } from '../../../src/gan/Random.ts';

test('two points: their distance', () => {
  expect(featureDiversity(Float32Array.of(1, 1, 4, 5), 2)).toBeCloseTo(5, 14);
});

test('pair by pair', () => {
  const points = new Random(1, 'points').normals(30 * 7);
  let [squares, pairs] = [0, 0];
  for (let i = 0; i < 30; i++) {
    for (let j = 0; j < i; j++, pairs++) {
      for (let k = 0; k < 7; k++) squares += (points[i * 7 + k]! - points[j * 7 + k]!) ** 2;
    }
  }
  expect(featureDiversity(points, 7)).toBeCloseTo(Math.sqrt(squares / pairs), 12);
});

test('it does not depend on how many points there are, nor on where they are', () => {
  const around = (count: number, place: number) =>
    featureDiversity(
      new Random(count, 'normal').normals(count * 64).map(value => value + place),
      64,
    );
  for (const count of [20, 2000]) expect(around(count, 0)).toBeCloseTo(Math.sqrt(128), 0);
  expect(around(500, 10_000) / around(500, 0)).toBeCloseTo(1, 3);
});

test('one image again and again has none, and fewer kinds have less', () => {
  expect(featureDiversity(new Float32Array(40).fill(0.1), 4)).toBe(0);
  const kinds = (many: number) =>
    featureDiversity(
      new Float32Array(1200).map((_, at) => Math.floor(at / 3) % many),
      3,
    );
  expect(kinds(2)).toBeLessThan(kinds(3));
  expect(kinds(3)).toBeLessThan(kinds(4));
});

test('what is no set of features is refused', () => {
  expect(() => featureDiversity(Float32Array.of(1, 2), 2)).toThrow(/at least 2/);
  expect(() => featureDiversity(Float32Array.of(1, Number.NaN), 1)).toThrow(/NaN/);
});
