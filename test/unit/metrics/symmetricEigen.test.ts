import { EigenvalueDecomposition } from 'ml-matrix';
import { describe, expect, test } from 'vitest';
import { symmetricEigen } from '../../../src/gan/metrics/symmetricEigen.ts';
import { Random } from '../../../src/gan/Random.ts';

test('two by two, worked out by hand', () => {
  const { values, vectors } = symmetricEigen(Float64Array.of(2, 1, 1, 2), 2);
  expect(values[0]).toBeCloseTo(3, 14);
  expect(values[1]).toBeCloseTo(1, 14);
  expect(vectors[0]! * vectors[1]!).toBeCloseTo(0.5, 14);
  expect(vectors[2]! * vectors[3]!).toBeCloseTo(-0.5, 14);
});

test('three by three with the roots 2 + √2, 2 and 2 − √2', () => {
  const { values } = symmetricEigen(Float64Array.of(2, -1, 0, -1, 2, -1, 0, -1, 2), 3);
  const expected = [2 + Math.SQRT2, 2, 2 - Math.SQRT2];
  for (const [place, value] of expected.entries()) expect(values[place]).toBeCloseTo(value, 14);
});

describe.each<readonly [string, number, (size: number) => Float64Array]>([
  ['one number', 1, full],
  ['a full matrix', 2, full],
  ['a full matrix', 3, full],
  ['a full matrix', 37, full],
  ['a full matrix', 128, full],
  ['huge numbers', 9, size => full(size).map(value => value * 1e200)],
  ['tiny numbers', 9, size => full(size).map(value => value * 1e-200)],
  ['zeros', 5, size => new Float64Array(size * size)],
  ['the identity', 6, size => diagonal(Array.from({ length: size }, () => 1))],
  ['a diagonal out of order', 4, () => diagonal([-3, 8, 0, 2])],
  ['rank 1', 40, size => gram(size, 1)],
  ['rank 5 of 64', 64, size => gram(size, 5)],
  [
    'a column that lies along an axis but for rounding',
    3,
    () => Float64Array.of(1, 1, 1e-9, 1, 2, 3, 1e-9, 3, 5),
  ],
  ['blocks that know nothing of each other', 6, blocks],
  [
    'variances from 1 to 1e-16',
    30,
    size => diagonal(Array.from({ length: size }, (_, i) => 10 ** (-i % 17))),
  ],
])('%s, %i × %#', (_, size, make) => {
  const matrix = make(size);
  const largest = matrix.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const given = matrix.slice();
  const { values, vectors } = symmetricEigen(matrix, size);
  const entry = (i: number, j: number) => vectors[i * size + j]!;
  const sumOf = (term: (k: number) => number) =>
    Array.from({ length: size }, (_, k) => term(k)).reduce((sum, value) => sum + value, 0);
  const tolerance = 1e-14 * size;

  test('values and vectors make the matrix again', () => {
    expect(matrix).toEqual(given);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        const made = sumOf(k => (values[k]! / (largest || 1)) * entry(k, i) * entry(k, j));
        expect(Math.abs(made - matrix[i * size + j]! / (largest || 1))).toBeLessThan(tolerance);
      }
    }
  });

  test('vectors are of length 1 and at right angles', () => {
    for (let i = 0; i < size; i++) {
      for (let j = 0; j <= i; j++) {
        const product = sumOf(k => entry(i, k) * entry(j, k));
        expect(Math.abs(product - (i === j ? 1 : 0))).toBeLessThan(tolerance);
      }
    }
  });

  test('values fall, and are those that ml-matrix finds', () => {
    expect(Array.from(values)).toEqual(Array.from(values).sort((a, b) => b - a));
    const scaled = Array.from({ length: size }, (_, i) =>
      Array.from(matrix.subarray(i * size, (i + 1) * size), value => value / (largest || 1)),
    );
    const theirs = new EigenvalueDecomposition(scaled, { assumeSymmetric: true }).realEigenvalues;
    theirs.sort((a, b) => b - a);
    for (const [place, value] of theirs.entries()) {
      expect(Math.abs(values[place]! / (largest || 1) - value)).toBeLessThan(tolerance);
    }
  });
});

test.each([
  ['a missing number', [1, 2, 3], 2, /3 numbers are no matrix/],
  ['no rows', [], 0, /no matrix/],
  ['NaN', [1, Number.NaN, Number.NaN, 1], 2, /NaN/],
  ['another half', [1, 2, 2.001, 1], 2, /not symmetric: it has 2.001 at \(1, 0\), but 2 at \(0, 1\)/],
])('%s is refused', (_, numbers, size, message) => {
  const decompose = () => symmetricEigen(Float64Array.from(numbers), size);
  expect(decompose).toThrow(RangeError);
  expect(decompose).toThrow(message);
});

function full(size: number): Float64Array {
  const random = new Random(size, 'full');
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) matrix[i * size + j] = matrix[j * size + i] = random.normal();
  }
  return matrix;
}

/** Sum of `rank` products v vᵀ. */
function gram(size: number, rank: number): Float64Array {
  const vectors = new Random(rank, 'gram').normals(size * rank);
  const matrix = new Float64Array(size * size);
  for (let k = 0; k < rank; k++) {
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) matrix[i * size + j]! += vectors[k * size + i]! * vectors[k * size + j]!;
    }
  }
  return matrix;
}

function diagonal(values: readonly number[]): Float64Array {
  const matrix = new Float64Array(values.length ** 2);
  for (const [i, value] of values.entries()) matrix[i * values.length + i] = value;
  return matrix;
}

/** The upper left quarter and the lower right one are full, the others empty. */
function blocks(size: number): Float64Array {
  const half = size / 2;
  return full(size).map((value, at) => (at % size < half === at < half * size ? value : 0));
}
