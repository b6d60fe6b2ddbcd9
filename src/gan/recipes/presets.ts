/** The recipes known by name. */

import type { Recipe } from './Recipe.ts';

/** The article's: binary cross-entropy, generator in the non-saturating form, Adam 2e-4 (0.5, 0.999), batches of 128. */
const article: Recipe = {
  objective: 'non-saturating',
  penalty: null,
  learningRate: 2e-4,
  generatorLearningRate: null,
  beta1: 0.5,
  beta2: 0.999,
  // PyTorch's default. TensorFlow.js would take 1e-4 on WebGL (its floatPrecision says 16 on 32-bit devices) and 1e-7
  // elsewhere, so it is always given.
  epsilon: 1e-8,
  batchSize: 128,
  discriminatorSteps: 1,
  ema: 0,
  spectralNorm: false,
  augment: [],
  labelSmoothing: 0,
  instanceNoise: 0,
  featureMatching: 0,
  smoothness: 0,
};

/** Relativistic pairing with R1 + R2, no momentum, averaged weights: keeps all ten digits alive. */
const stable: Recipe = {
  ...article,
  objective: 'relativistic',
  penalty: { kind: 'r1+r2', gamma: 0.1, method: 'finite-difference', sigma: 0.01 },
  learningRate: 5e-4,
  beta1: 0,
  beta2: 0.99,
  ema: 500,
};

export const PRESETS: Readonly<Record<'article' | 'stable', Recipe>> = { article, stable };

export type PresetName = keyof typeof PRESETS;
