import { describe, expect, it } from 'vitest';
import { PRESETS } from '../../../src/gan/recipes/presets.ts';
import { assertWhole, overrideRecipe, resolveRecipe } from '../../../src/gan/recipes/resolveRecipe.ts';

describe('a recipe', () => {
  it('is its preset where nothing else was said', () => {
    expect(resolveRecipe('article')).toEqual(PRESETS.article);
    expect(resolveRecipe('stable')).toEqual(PRESETS.stable);
    expect(resolveRecipe('stable', { learningRate: undefined, penalty: undefined })).toEqual(PRESETS.stable);
  });

  it('takes every part by its name', () => {
    const parts = {
      objective: 'hinge',
      learningRate: 1e-3,
      generatorLearningRate: 1e-4,
      beta1: 0.1,
      beta2: 0.9,
      epsilon: 1e-6,
      batchSize: 7,
      discriminatorSteps: 5,
      ema: 10,
      spectralNorm: true,
      augment: ['cutout', 'color'],
      labelSmoothing: 0,
      instanceNoise: 0.2,
      featureMatching: 3,
      smoothness: 0.5,
      penalty: { kind: 'r1', gamma: 2, method: 'exact', sigma: 0.5 },
    } as const;
    expect(Object.keys(parts).sort()).toEqual(Object.keys(PRESETS.article).sort());
    expect(resolveRecipe('article', parts)).toEqual(parts);
  });

  it('completes a penalty, and leaves it out when it is null', () => {
    const complete = { kind: 'r1+r2', gamma: 1, method: 'finite-difference', sigma: 0.01 };
    expect(resolveRecipe('article', { penalty: { gamma: 1 } }).penalty).toEqual(complete);
    const gradientPenalty = resolveRecipe('article', { penalty: { kind: 'gradient-penalty', gamma: 10 } });
    expect(gradientPenalty.penalty).toMatchObject({ method: 'exact' });
    expect(resolveRecipe('stable', { penalty: null }).penalty).toBe(null);
  });

  it('of a running training is changed in parts', () => {
    const recipe = resolveRecipe('stable', { generatorLearningRate: 1e-4 });
    expect(overrideRecipe(recipe, { batchSize: 3 })).toEqual({ ...recipe, batchSize: 3 });
    expect(overrideRecipe(recipe, { generatorLearningRate: null })).toEqual({
      ...recipe,
      generatorLearningRate: null,
    });
    expect(() => overrideRecipe(recipe, { batchSize: 0 })).toThrow(RangeError);
  });

  it('takes functions of one’s own as objective', () => {
    const objective = { discriminatorLoss: () => 0 as never, generatorLoss: () => 0 as never };
    expect(resolveRecipe('article', { objective, labelSmoothing: 0.1 }).objective).toBe(objective);
  });

  it.each([
    [{ objective: 'wgan' }, TypeError, /no objective named "wgan".*least-squares, hinge, wasserstein/],
    [{ objective: {} }, TypeError, /no function discriminatorLoss/],
    [{ objective: { discriminatorLoss() {} } }, TypeError, /no function generatorLoss/],
    [{ objective: null }, TypeError, /no objective named null/],
    [{ learningRate: 0 }, RangeError, /^learningRate is 0.*above 0/],
    [{ learningRate: '1e-3' }, RangeError, /learningRate is "1e-3". It must be a finite number/],
    [
      { generatorLearningRate: -1 },
      RangeError,
      /generatorLearningRate is -1.*null for the learningRate of both/,
    ],
    [{ beta1: 1 }, RangeError, /beta1 is 1.*below 1/],
    [{ beta2: -0.1 }, RangeError, /beta2 is -0.1/],
    [{ epsilon: 0 }, RangeError, /epsilon is 0/],
    [{ ema: Number.POSITIVE_INFINITY }, RangeError, /ema is Infinity.*steps/],
    [{ batchSize: 1.5 }, RangeError, /batchSize is 1.5.*whole, at least 1/],
    [{ discriminatorSteps: 0 }, RangeError, /discriminatorSteps is 0.*at least 1/],
    [{ labelSmoothing: 0.6 }, RangeError, /labelSmoothing is 0.6.*from 0 to 0.5/],
    [{ labelSmoothing: -0.1 }, RangeError, /labelSmoothing is -0.1/],
    [
      { labelSmoothing: 0.1, objective: 'hinge' },
      RangeError,
      /objective hinge has no probabilities to smooth/,
    ],
    [{ labelSmoothing: 0.1, objective: 'wasserstein' }, RangeError, /objective wasserstein/],
    [{ instanceNoise: -1 }, RangeError, /instanceNoise is -1.*at least 0/],
    [{ instanceNoise: Number.NaN }, RangeError, /instanceNoise is NaN/],
    [{ featureMatching: -1 }, RangeError, /featureMatching is -1/],
    [{ smoothness: -1 }, RangeError, /smoothness is -1.*at least 0/],
    [{ spectralNorm: 1 }, TypeError, /spectralNorm is 1. It is true or false/],
    [{ augment: 'color' }, TypeError, /augment is "color". Give a list/],
    [{ augment: ['colour'] }, TypeError, /no augmentation named "colour".*color, translation, cutout/],
    [{ penalty: {} }, RangeError, /penalty.gamma is undefined.*`penalty: null` for none/],
    [{ penalty: { gamma: -1 } }, RangeError, /penalty.gamma is -1/],
    [{ penalty: { gamma: 1, sigma: 0 } }, RangeError, /penalty.sigma is 0/],
    [
      { penalty: { gamma: 1, kind: 'r3' } },
      TypeError,
      /no penalty named "r3".*r1, r2, r1\+r2, gradient-penalty/,
    ],
    [
      { penalty: { gamma: 1, method: 'guess' } },
      TypeError,
      /no method of a penalty named "guess".*exact, finite/,
    ],
    [
      { penalty: { gamma: 1, kind: 'gradient-penalty', method: 'finite-difference' } },
      RangeError,
      /'gradient-penalty' takes the length.*'exact'/,
    ],
  ])('%o is refused', (overrides, kind, message) => {
    expect(() => resolveRecipe('article', overrides as never)).toThrow(message);
    expect(() => resolveRecipe('article', overrides as never)).toThrow(kind);
  });

  it('of no known name is refused', () => {
    expect(() => resolveRecipe('articel' as never)).toThrow(/no preset named "articel".*article, stable/);
    expect(() => resolveRecipe('toString' as never)).toThrow(/no preset/);
  });
});

it('whole numbers are whole', () => {
  expect(() => assertWhole('steps', 3)).not.toThrow();
  for (const value of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '3' as never]) {
    expect(() => assertWhole('steps', value)).toThrow(/steps is/);
  }
});
