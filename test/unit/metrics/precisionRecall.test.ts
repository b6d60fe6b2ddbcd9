import { describe, expect, test } from 'vitest';
import { neighbourhoodsOf, precisionRecall } from '../../../src/gan/metrics/precisionRecall.ts';
import { Random } from '../../../src/gan/Random.ts';

const scoresOf = (real: Float32Array, generated: Float32Array, dimensions: number, k?: number) =>
  precisionRecall(neighbourhoodsOf(real, dimensions, k), neighbourhoodsOf(generated, dimensions, k));

test('radii, worked out by hand', () => {
  const points = Float32Array.of(0, 1, 3, 7, 15);
  const radii = (k: number) => Array.from(neighbourhoodsOf(points, 1, k).squaredRadii, Math.sqrt);
  expect(radii(1)).toEqual([1, 1, 2, 4, 8]);
  expect(radii(3)).toEqual([7, 6, 4, 7, 14]);
  expect(radii(4)).toEqual([15, 14, 12, 8, 15]);
});

test('the third neighbour is what there is by default', () => {
  const points = Float32Array.of(0, 1, 3, 7, 15);
  expect(neighbourhoodsOf(points, 1)).toEqual(neighbourhoodsOf(points, 1, 3));
});

test('precision and recall, worked out by hand', () => {
  // Balls with k = 1; edges belong to them. Real: −1…1, 0…2, 8…12, 10…14.
  const real = Float32Array.of(0, 1, 10, 12);
  // Generated: 1…3, 2…4, 19…21, 20…22.
  expect(scoresOf(real, Float32Array.of(2, 3, 20, 21), 1, 1)).toEqual({ precision: 1 / 4, recall: 1 / 4 });
  // Generated: 1…3, 2…4, 3…19, 11…31.
  expect(scoresOf(real, Float32Array.of(2, 3, 11, 21), 1, 1)).toEqual({ precision: 2 / 4, recall: 3 / 4 });
});

test('against a search without shortcuts, in 21 dimensions', () => {
  const [real, generated] = [cloud(120, 21, 'real', 0), cloud(90, 21, 'generated', 0.4)];
  const scores = scoresOf(real, generated, 21);
  expect(scores).toEqual(withoutShortcuts(real, generated, 21));
  expect(scores.precision).toBeGreaterThan(0.1);
  expect(scores.recall).toBeLessThan(0.9);
});

test('changing sides changes precision for recall', () => {
  const [x, y] = [cloud(150, 5, 'x', 0), cloud(100, 5, 'y', 0.7)];
  const [there, back] = [scoresOf(x, y, 5), scoresOf(y, x, 5)];
  expect(back).toEqual({ precision: there.recall, recall: there.precision });
});

test('a set is all there in itself', () => {
  const x = cloud(60, 4, 'x', 0);
  expect(scoresOf(x, x.slice(), 4)).toEqual({ precision: 1, recall: 1 });
});

describe('four kinds of images', () => {
  const real = kinds(400, [0, 1, 2, 3], 'real');

  test('all generated: both high', () => {
    const { precision, recall } = scoresOf(real, kinds(400, [0, 1, 2, 3], 'generated'), 6);
    expect(precision).toBeGreaterThan(0.7);
    expect(recall).toBeGreaterThan(0.7);
  });

  test('kinds that are missing lower recall alone', () => {
    const all = scoresOf(real, kinds(400, [0, 1, 2, 3], 'generated'), 6);
    const three = scoresOf(real, kinds(400, [0, 1, 2], 'generated'), 6);
    const one = scoresOf(real, kinds(400, [0], 'generated'), 6);
    expect(three.recall).toBeLessThan(all.recall - 0.1);
    expect(one.recall).toBeLessThan(0.26);
    expect(one.precision).toBeGreaterThan(0.7);
  });

  test('junk lowers precision, by its share', () => {
    const generated = kinds(400, [0, 1, 2, 3], 'generated');
    const { precision } = scoresOf(real, generated, 6);
    const junk = generated.slice();
    for (let at = 0; at < junk.length / 4; at++) junk[at]! += 1000 * (1 + Math.floor(at / 6));
    expect(scoresOf(real, junk, 6).precision).toBeCloseTo(precision * 0.75, 1);
  });

  test('one image again and again: nothing of the real ones is covered', () => {
    const same = new Float32Array(400 * 6).map((_, at) => real[at % 6]!);
    expect(scoresOf(real, same, 6)).toEqual({ precision: 1, recall: 1 / 400 });
  });
});

test('what is no set of features is refused', () => {
  expect(() => neighbourhoodsOf(cloud(3, 2, 'x', 0), 2)).toThrow(/3 point\(s\).*at least 4/);
  expect(() => neighbourhoodsOf(Float32Array.of(1, 2, 3, 4, Number.NaN), 1)).toThrow(/NaN/);
  expect(() => neighbourhoodsOf(cloud(9, 2, 'x', 0), 2, 0)).toThrow(/k is 0/);
  const [two, three] = [neighbourhoodsOf(cloud(9, 2, 'x', 0), 2), neighbourhoodsOf(cloud(9, 3, 'x', 0), 3)];
  expect(() => precisionRecall(two, three)).toThrow(/of 2 and of 3 dimensions/);
});

function withoutShortcuts(real: Float32Array, generated: Float32Array, dimensions: number) {
  const rows = (points: Float32Array) =>
    Array.from({ length: points.length / dimensions }, (_, i) =>
      Array.from(points.subarray(i * dimensions, (i + 1) * dimensions)),
    );
  const distance = (a: number[], b: number[]) => Math.hypot(...a.map((value, i) => value - b[i]!));
  const share = (points: number[][], balls: number[][]) => {
    const radii = balls.map(ball => balls.map(other => distance(ball, other)).sort((a, b) => a - b)[3]!);
    const inside = points.filter(point => balls.some((ball, i) => distance(point, ball) <= radii[i]!));
    return inside.length / points.length;
  };
  const [x, y] = [rows(real), rows(generated)];
  return { precision: share(y, x), recall: share(x, y) };
}

/** Points in six dimensions, in turn around one of several places far from each other. */
function kinds(count: number, places: readonly number[], stream: string): Float32Array {
  const points = new Random(1, stream).normals(count * 6);
  return points.map((value, at) => value + 50 * places[Math.floor(at / 6) % places.length]!);
}

/** Normal points around (shift, shift, …). */
function cloud(count: number, dimensions: number, stream: string, shift: number): Float32Array {
  return new Random(1, stream).normals(count * dimensions).map(value => value + shift);
}
