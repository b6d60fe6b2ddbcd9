import { expect, test } from 'vitest';
import { type Distortion, distort } from '../../../src/gan/augmentation/distort.ts';

const STILL: Distortion = { x: 0, y: 0, angle: 0, scale: 1 };
/** 3 × 3 pixels. */
const image = Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9);
const distorted = (how: Partial<Distortion>) => Array.from(distort(image, [3, 3, 1], { ...STILL, ...how }));

test('no distortion leaves an image as it is', () => {
  expect(distorted({})).toEqual(Array.from(image));
});

test('shifts go to the right and down, the border goes on', () => {
  expect(distorted({ x: 1 })).toEqual([1, 1, 2, 4, 4, 5, 7, 7, 8]);
  expect(distorted({ y: -1 })).toEqual([4, 5, 6, 7, 8, 9, 7, 8, 9]);
});

test('half a pixel is the mean of two', () => {
  expect(distorted({ x: 0.5 })).toEqual([1, 1.5, 2.5, 4, 4.5, 5.5, 7, 7.5, 8.5]);
});

test('a quarter turn brings the left column to the top', () => {
  const turned = distorted({ angle: Math.PI / 2 });
  [7, 4, 1, 8, 5, 2, 9, 6, 3].forEach((value, i) => {
    expect(turned[i]).toBeCloseTo(value, 5);
  });
});

test('twice as large shows the middle half', () => {
  expect(distorted({ scale: 2 })).toEqual([3, 3.5, 4, 4.5, 5, 5.5, 6, 6.5, 7]);
});

test('channels stay apart, on sides of different length', () => {
  const wide = Float32Array.of(1, -1, 2, -2, 3, -3, 4, -4);
  expect(Array.from(distort(wide, [1, 4, 2], { ...STILL, x: 1 }))).toEqual([1, -1, 1, -1, 2, -2, 3, -3]);
});
