import { describe, expect, test } from 'vitest';
import { classDivergence } from '../../../src/gan/metrics/classScores.ts';
import { featureDiversity } from '../../../src/gan/metrics/featureDiversity.ts';
import { frechetDistance, momentsOf } from '../../../src/gan/metrics/frechetDistance.ts';
import { kernelDistance, kernelSumsOf } from '../../../src/gan/metrics/kernelDistance.ts';
import { neighbourhoodsOf, precisionRecall } from '../../../src/gan/metrics/precisionRecall.ts';
import { type RealImages, ScoreSheet } from '../../../src/gan/metrics/ScoreSheet.ts';
import type { SeenImages } from '../../../src/gan/metrics/SeenImages.ts';
import { Random } from '../../../src/gan/Random.ts';

const FEATURES = 5;
const attributes = [
  { name: 'label', values: ['a', 'b', 'c'] },
  { name: 'hat', values: ['no', 'yes'] },
];
const real: RealImages = {
  featureSize: FEATURES,
  attributes,
  heldOut: seen(90, 'held out', [0, 1, 2]),
  training: seen(60, 'training', [0, 1, 2]),
};
const sheet = new ScoreSheet(real);

describe('scores', () => {
  const samples = seen(60, 'samples', [0, 1]);
  const scores = sheet.score(samples);

  test('of features are those of each metric, with training images as floors', () => {
    const { features } = samples;
    const moments = momentsOf(real.heldOut.features, FEATURES);
    const sums = kernelSumsOf(real.heldOut.features, FEATURES);
    for (const [which, images] of [
      ['value', features],
      ['floor', real.training.features],
    ] as const) {
      expect(scores.frechetDistance[which]).toBe(frechetDistance(momentsOf(images, FEATURES), moments));
      expect(scores.kernelDistance[which]).toBe(kernelDistance(kernelSumsOf(images, FEATURES), sums));
      expect(scores.diversity[which]).toBe(featureDiversity(images, FEATURES));
    }
    expect(scores.frechetDistance.images).toBe(60);
    expect(scores.heldOutImages).toBe(90);
    expect(scores.featureSize).toBe(FEATURES);
  });

  test('precision and recall are of as many held-out images as samples, evenly out of all', () => {
    // Two of three: 0, 1, 3, 4, 6, 7, …
    const kept = real.heldOut.features.filter((_, at) => Math.floor(at / FEATURES) % 3 !== 2);
    const { precision, recall } = precisionRecall(
      neighbourhoodsOf(kept, FEATURES),
      neighbourhoodsOf(samples.features, FEATURES),
    );
    expect(scores.precision.value).toBe(precision);
    expect(scores.recall.value).toBe(recall);
  });

  test('of classes are of each attribute by itself', () => {
    const [label, hat] = scores.attributes;
    expect(label!.name).toBe('label');
    expect(label!.values).toEqual(['a', 'b', 'c']);
    expect(label!.shares).toEqual([0.5, 0.5, 0]);
    expect(label!.heldOutShares).toEqual([1 / 3, 1 / 3, 1 / 3]);
    expect(label!.entropy.value).toBeCloseTo(Math.LN2, 12);
    expect(label!.entropy.floor).toBeCloseTo(Math.log(3), 12);
    expect(label!.entropyRatio.value).toBeCloseTo(Math.LN2 / Math.log(3), 12);
    expect(label!.divergence.value).toBe(classDivergence([30, 30, 0], [30, 30, 30]));
    expect(label!.divergence.floor).toBe(0);
    expect(label!.classifierScore.value).toBeCloseTo(2, 12);
    expect(label!.classifierScore.floor).toBeCloseTo(3, 12);
    expect(hat!.name).toBe('hat');
    expect(hat!.shares).toEqual([0.75, 0.25]);
    expect(hat!.divergence.value).toBeLessThan(0.01);
  });

  test('a collapse to one class shows', () => {
    const collapsed = sheet.score(seen(60, 'samples', [1]));
    expect(collapsed.recall.value).toBeLessThan(0.5 * collapsed.recall.floor!);
    expect(collapsed.diversity.value).toBeLessThan(0.5 * collapsed.diversity.floor!);
    expect(collapsed.frechetDistance.value).toBeGreaterThan(10 * collapsed.frechetDistance.floor!);
    expect(collapsed.kernelDistance.value).toBeGreaterThan(2 * Math.abs(collapsed.kernelDistance.floor!));
    expect(collapsed.attributes[0]!.entropyRatio.value).toBe(0);
  });

  test('are plain data', () => {
    expect(structuredClone(scores)).toEqual(scores);
    expect(JSON.parse(JSON.stringify(scores))).toEqual(scores);
  });
});

describe('agreement', () => {
  // The first attribute as the classifier sees it, the second always 0: right for three of four.
  const labels = Uint8Array.from({ length: 120 }, (_, at) => (at % 2 === 0 ? (at / 2) % 3 : 0));
  const asked = { ...seen(60, 'samples', [0, 1, 2]), labels };

  test('with the labels that were asked for, attribute by attribute', () => {
    const [label, hat] = sheet.score(asked).attributes;
    expect(label!.agreement).toEqual({ value: 1, floor: null, images: 60 });
    expect(hat!.agreement!.value).toBe(0.75);
    const wrong = labels.map((value, at) => (at % 2 === 0 ? (value + 1) % 3 : value));
    expect(sheet.score({ ...asked, labels: wrong }).attributes[0]!.agreement!.value).toBe(0);
  });

  test('its floor is that of training images with labels', () => {
    const labelled = new ScoreSheet({ ...real, training: { ...real.training, labels } });
    expect(labelled.score(asked).attributes.map(({ agreement }) => agreement!.floor)).toEqual([1, 0.75]);
  });

  test('none where no label was asked for', () => {
    expect(sheet.score(seen(60, 'samples', [0])).attributes[0]!.agreement).toBe(null);
  });
});

describe('nearest training images', () => {
  const samples = seen(60, 'samples', [0, 1, 2]);
  const pixels = {
    valuesPerImage: 2,
    training: Uint8Array.of(0, 0, 100, 100, 200, 200),
    // Nearest: 51 and 0 away in one of two pixels; the median is between.
    heldOut: Uint8Array.of(51, 0, 100, 100),
  };
  const withPixels = new ScoreSheet({ ...real, pixels });

  test('median, that of held-out images, and the ratio', () => {
    const { nearestTraining, nearestRatio } = withPixels.score(
      samples,
      Uint8Array.of(200, 226, 0, 0, 90, 90),
    );
    expect(nearestTraining!.value).toBeCloseTo(10 / 255, 14);
    expect(nearestTraining!.floor).toBeCloseTo(0.1 / Math.SQRT2, 14);
    expect(nearestTraining!.images).toBe(3);
    expect(nearestRatio!.value).toBeCloseTo(nearestTraining!.value / nearestTraining!.floor!, 14);
    expect(nearestRatio!.floor).toBe(1);
  });

  test('no ratio where held-out images are training images', () => {
    const same = new ScoreSheet({ ...real, pixels: { ...pixels, heldOut: pixels.training } });
    const { nearestTraining, nearestRatio } = same.score(samples, Uint8Array.of(1, 1));
    expect(nearestTraining!.floor).toBe(0);
    expect(nearestRatio).toBe(null);
  });

  test('null without pixels; an error where there is nothing to compare them with', () => {
    expect(withPixels.score(samples).nearestTraining).toBe(null);
    expect(withPixels.score(samples).nearestRatio).toBe(null);
    expect(() => sheet.score(samples, Uint8Array.of(1, 1))).toThrow(/none of real images/);
  });
});

describe('refused are', () => {
  const good = seen(60, 'samples', [0]);

  test.each([
    ['another number of samples', seen(59, 'samples', [0]), /59 samples, but floors of 60/],
    [
      'features that are missing',
      { ...good, features: good.features.slice(1) },
      /features of samples are 299/,
    ],
    ['NaN', { ...good, features: good.features.map(() => Number.NaN) }, /features of samples have NaN/],
    [
      'probabilities that are missing',
      { ...good, probabilities: good.probabilities.slice(5) },
      /295 probabilities for 60 samples.*makes 300/,
    ],
    ['labels that are missing', { ...good, labels: [0, 1] }, /2 labels for 60 samples.*makes 120/],
    ['labels that do not exist', { ...good, labels: new Array(120).fill(2) }, /class 2.*from 0 to 1/],
  ] as const)('%s', (_, samples, message) => {
    expect(() => sheet.score(samples)).toThrow(RangeError);
    expect(() => sheet.score(samples)).toThrow(message);
  });

  test('too few real images', () => {
    expect(() => new ScoreSheet({ ...real, heldOut: seen(3, 'few', [0]) })).toThrow(
      /features of held-out images are 3 point\(s\)\. Give at least 4/,
    );
    expect(() => new ScoreSheet({ ...real, training: seen(3, 'few', [0]) })).toThrow(/training images are 3/);
  });
});

/** Images of these classes in turn, which the classifier tells apart without doubt; every fourth wears a hat. */
function seen(count: number, stream: string, classes: readonly number[]): SeenImages {
  const classOf = (image: number) => classes[image % classes.length]!;
  const features = new Random(1, stream)
    .normals(count * FEATURES)
    .map((value, at) => (at % FEATURES === 0 ? value + 8 * (classOf(Math.floor(at / FEATURES)) - 1) : value));
  const probabilities = new Float32Array(count * 5);
  for (let image = 0; image < count; image++) {
    probabilities[image * 5 + classOf(image)] = 1;
    probabilities[image * 5 + (image % 4 === 3 ? 4 : 3)] = 1;
  }
  return { features, probabilities };
}
