import { describe, expect, test } from 'vitest';
import {
  classDivergence,
  classHistogram,
  classifierScore,
  entropyOf,
  entropyRatio,
  labelAgreement,
} from '../../../src/gan/metrics/classScores.ts';

/** Images that are clearly of these classes. */
const clear = (verdicts: readonly number[], classes: number) =>
  Float32Array.from(
    verdicts.flatMap(verdict => Array.from({ length: classes }, (_, k) => (k === verdict ? 1 : 0))),
  );

describe('classifier score', () => {
  test('clear images of all classes: the number of classes', () => {
    expect(classifierScore(clear([0, 1, 2, 3, 4, 4, 3, 2, 1, 0], 5), 5)).toBeCloseTo(5, 12);
  });

  test('one class, or verdicts that are all alike: 1', () => {
    expect(classifierScore(clear([2, 2, 2], 5), 5)).toBeCloseTo(1, 12);
    expect(classifierScore(Float32Array.of(0.25, 0.75, 0.25, 0.75), 2)).toBeCloseTo(1, 12);
  });

  test('worked out by hand, in between', () => {
    // p(y) = (½, ½); both KL = ¾ log 1.5 + ¼ log 0.5.
    const expected = Math.exp(0.75 * Math.log(1.5) + 0.25 * Math.log(0.5));
    expect(classifierScore(Float32Array.of(0.75, 0.25, 0.25, 0.75), 2)).toBeCloseTo(expected, 12);
  });
});

test('histogram by the most probable class, the first of equal ones', () => {
  const probabilities = Float32Array.of(0.5, 0.25, 0.25, 0.1, 0.3, 0.6, 0.2, 0.4, 0.4);
  expect(Array.from(classHistogram(probabilities, 3))).toEqual([1, 1, 1]);
  expect(Array.from(classHistogram(clear([3, 3, 0], 4), 4))).toEqual([1, 0, 0, 2]);
});

test('entropy of counts', () => {
  expect(entropyOf([7, 7, 7, 7])).toBeCloseTo(Math.log(4), 14);
  expect(entropyOf([0, 9, 0])).toBe(0);
  expect(entropyOf([1, 3])).toBeCloseTo(0.25 * Math.log(4) + 0.75 * Math.log(4 / 3), 14);
  expect(entropyRatio([7, 7, 7, 7])).toBeCloseTo(1, 14);
  expect(entropyRatio([9, 0, 0])).toBe(0);
  expect(entropyRatio([9, 9, 0, 0])).toBeCloseTo(0.5, 14);
  expect(entropyRatio([4])).toBe(1);
});

describe('divergence', () => {
  test('equal shares: 0, whatever the numbers', () => {
    expect(classDivergence([1, 0, 3], [100, 0, 300])).toBeLessThan(1e-15);
  });

  test('worked out by hand: half an image more in each class of the reference', () => {
    // In units of images of the reference, of which there are 4: samples (0, 4, 0).
    const p = [0.5, 4.5, 0.5].map(count => count / 5.5);
    const q = [2.5, 1.5, 1.5].map(count => count / 5.5);
    const expected = p.reduce((sum, share, k) => sum + share * Math.log(share / q[k]!), 0);
    expect(classDivergence([0, 100, 0], [2, 1, 1])).toBeCloseTo(expected, 12);
  });

  test('finite where the reference lacks a class, and the larger the more images have it', () => {
    const [few, many] = [classDivergence([9, 1], [10, 0]), classDivergence([1, 9], [10, 0])];
    expect(few).toBeGreaterThan(0);
    expect(many).toBeGreaterThan(few);
    expect(many).toBeLessThan(Number.POSITIVE_INFINITY);
  });

  test('it comes near the plain one with many images', () => {
    const expected = 0.5 * Math.log(0.5 / 0.2) + 0.5 * Math.log(0.5 / 0.8);
    expect(classDivergence([5e5, 5e5], [2e5, 8e5])).toBeCloseTo(expected, 4);
  });
});

test('label agreement', () => {
  const probabilities = clear([0, 1, 2, 2], 3);
  expect(labelAgreement(probabilities, 3, Uint8Array.of(0, 1, 2, 2))).toBe(1);
  expect(labelAgreement(probabilities, 3, [0, 2, 2, 1])).toBe(0.5);
});

describe('refused are', () => {
  test.each([
    ['probabilities that are none', [0.5, 0.6], /image 0 sum to 1.1/],
    ['those below 0', [1.5, -0.5], /probability -0.5/],
    ['NaN', [Number.NaN, 1], /NaN/],
    ['a part of an image', [0.5, 0.5, 1], /whole number/],
    ['no images', [], /at least 1/],
  ])('%s', (_, numbers, message) => {
    for (const score of [classifierScore, classHistogram]) {
      expect(() => score(Float32Array.from(numbers), 2)).toThrow(RangeError);
      expect(() => score(Float32Array.from(numbers), 2)).toThrow(message);
    }
  });

  test('histograms of other classes, or of nothing', () => {
    expect(() => classDivergence([1, 2], [1, 2, 3])).toThrow(/of 2 and of 3 classes/);
    expect(() => classDivergence([1, 2], [0, 0])).toThrow(/at least one image/);
    expect(() => entropyOf([0, 0])).toThrow(/at least one image/);
  });

  test('wanted classes that are missing or do not exist', () => {
    expect(() => labelAgreement(clear([0, 1], 2), 2, [0])).toThrow(/1 wanted classes for 2 images/);
    for (const label of [2, -1, 0.5, Number.NaN]) {
      expect(() => labelAgreement(clear([0, 1], 2), 2, [0, label])).toThrow(/Classes go from 0 to 1/);
    }
  });
});
