import { expect, test } from 'vitest';
import { countPoints } from '../../../src/gan/metrics/countPoints.ts';

test('points are counted', () => {
  expect(countPoints(new Float32Array(12), 4, 3, 'points')).toBe(3);
});

test.each([
  ['a part of a point', [1, 2, 3], 2, /points are 3 numbers.*whole number/],
  ['too few', [1, 2], 2, /1 point\(s\).*at least 2/],
  ['none', [], 2, /0 point\(s\).*at least 2/],
  ['no dimensions', [1, 2], 0, /0 dimensions/],
  ['half a dimension', [1, 2], 0.5, /0.5 dimensions/],
  ['NaN', [1, 2, 3, Number.NaN, 5, 6], 2, /NaN in dimension 1 of point 1/],
  ['Infinity', [1, 2, 3, 4, Number.NEGATIVE_INFINITY, 6], 2, /-Infinity in dimension 0 of point 2/],
])('%s is refused', (_, numbers, dimensions, message) => {
  const count = () => countPoints(Float32Array.from(numbers), dimensions, 2, 'points');
  expect(count).toThrow(RangeError);
  expect(count).toThrow(message);
});
