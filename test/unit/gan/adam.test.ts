import { beforeAll, describe, expect, it } from 'vitest';
import { Adam } from '../../../src/gan/optimisers/Adam.ts';
import type { AdamUpdate } from '../../../src/gan/optimisers/AdamUpdate.ts';
import { updateByOperations } from '../../../src/gan/optimisers/updateByOperations.ts';
import { updateInMemory } from '../../../src/gan/optimisers/updateInMemory.ts';
import * as tf from '../../../src/gan/tf.ts';

beforeAll(() => tf.setBackend('cpu'));

const settings = { learningRate: 0.01, beta1: 0.5, beta2: 0.999, epsilon: 1e-8 };
/** Gradients of a few steps of two weights; small ones show a wrong epsilon. */
const gradients = [
  [0.5, 3e-5],
  [-0.2, 1e-5],
  [0.1, -4e-5],
];

/** The formula of the paper, in double precision. */
function reference(weights: number[]): number[] {
  const { learningRate, beta1, beta2, epsilon } = settings;
  return weights.map((start, index) => {
    let [w, m, v] = [start, 0, 0];
    gradients.forEach((gradient, t) => {
      const g = gradient[index]!;
      m = beta1 * m + (1 - beta1) * g;
      v = beta2 * v + (1 - beta2) * g * g;
      w -= (learningRate * (m / (1 - beta1 ** (t + 1)))) / (Math.sqrt(v / (1 - beta2 ** (t + 1))) + epsilon);
    });
    return w;
  });
}

describe('Adam', () => {
  it.each([
    ['in operations', updateByOperations],
    ['in memory', updateInMemory],
  ] as [string, AdamUpdate][])('%s follows the formula', (_, update) => {
    const weight = tf.variable(tf.tensor1d([1, -2]));
    const adam = new Adam([weight], settings, update);
    for (const gradient of gradients) {
      const tensor = tf.tensor1d(gradient);
      adam.apply({ [weight.name]: tensor });
      tensor.dispose();
    }
    const expected = reference([1, -2]);
    weight.dataSync().forEach((value, index) => {
      expect(value).toBeCloseTo(expected[index]!, 6);
    });
    adam.dispose();
    weight.dispose();
  });

  it('moves a weight by the learning rate at first, whatever the size of the gradient', () => {
    const weight = tf.variable(tf.tensor1d([0, 0]));
    const adam = new Adam([weight], settings);
    adam.apply({ [weight.name]: tf.tensor1d([3, -1e-4]) });
    expect(weight.dataSync()[0]).toBeCloseTo(-0.01, 5);
    expect(weight.dataSync()[1]).toBeCloseTo(0.01, 5);
    adam.dispose();
    weight.dispose();
  });
});
