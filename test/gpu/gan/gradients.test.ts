import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { activateBackend } from '../../../src/gan/backends/activate.ts';
import * as tf from '../../../src/gan/tf.ts';
import { compareGradients, GRADIENT_CASES } from '../../unit/gan/gradientCases.ts';

describe('gradients on WebGL are what moves the losses', () => {
  beforeAll(() => activateBackend('webgl'));
  afterAll(() => tf.setBackend('cpu'));

  it.each(GRADIENT_CASES)('$name', async tried => {
    const all = await compareGradients(tried, { together: true });
    expect(
      all.filter(({ slope, difference, tolerance }) => !(Math.abs(slope - difference) < tolerance)),
    ).toEqual([]);
  });
});
