import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { activateBackend } from '../../../src/gan/backends/activate.ts';
import * as tf from '../../../src/gan/tf.ts';
import { someOf } from '../../thorough.ts';
import { compareGradients, GRADIENT_CASES } from '../../unit/gan/gradientCases.ts';

/** Emulated WebGL takes its time for these: the CPU and WASM try them together, and here each of their parts is tried alone. */
const TOGETHER = [
  'everything at once',
  'all augmentations with r1+r2 (RGBA)',
  'spectral norm with r1+r2 (conv)',
];

describe('gradients on WebGL are what moves the losses', () => {
  beforeAll(() => activateBackend('webgl'));
  afterAll(() => tf.setBackend('cpu'));

  const alone = GRADIENT_CASES.filter(({ name }) => !TOGETHER.includes(name));
  it.each(someOf(alone, 12))('$name', async tried => {
    const all = await compareGradients(tried, { together: true });
    expect(
      all.filter(({ slope, difference, tolerance }) => !(Math.abs(slope - difference) < tolerance)),
    ).toEqual([]);
  });
});
