import { beforeAll, describe, expect, it } from 'vitest';
import { countParameters } from '../../../src/gan/networks/layers.ts';
import { assertModelFits, resolveModel } from '../../../src/gan/networks/models.ts';
import { drawWeights, Network } from '../../../src/gan/networks/Network.ts';
import { Random } from '../../../src/gan/Random.ts';
import * as tf from '../../../src/gan/tf.ts';

beforeAll(() => tf.setBackend('cpu'));

describe("the article's networks", () => {
  const { latentSize, generator, discriminator } = resolveModel('article');

  it('have the parameters that the sizes of their layers give', () => {
    expect(countParameters(latentSize, generator)).toBe(100 * 256 + 256 + 256 * 512 + 512 + 512 * 784 + 784);
    expect(countParameters(latentSize, generator)).toBe(559_632);
    expect(countParameters(784, discriminator)).toBe(784 * 512 + 512 + 512 * 256 + 256 + 256 * 1 + 1);
    expect(countParameters(784, discriminator)).toBe(533_505);
  });

  it('make of a batch of latent vectors images within [-1, 1], and of these one logit each', () => {
    const first = Network.fromWeights(
      generator,
      drawWeights(latentSize, generator, new Random(1, 'generator')),
    );
    const second = Network.fromWeights(
      discriminator,
      drawWeights(784, discriminator, new Random(1, 'discriminator')),
    );
    const images = first.apply(tf.randomNormal([5, 100]) as tf.Tensor2D);
    const logits = second.apply(images);
    expect(images.shape).toEqual([5, 784]);
    expect(logits.shape).toEqual([5, 1]);
    expect(Math.max(...images.abs().dataSync())).toBeLessThanOrEqual(1);
    tf.dispose([images, logits]);
    first.dispose();
    second.dispose();
  });
});

describe('a network', () => {
  it('computes activation(x W + b), layer by layer', () => {
    const network = Network.fromWeights(
      [
        { type: 'dense', units: 2, activation: 'relu' },
        { type: 'dense', units: 1 },
      ],
      {
        '0.kernel': { shape: [2, 2], values: new Float32Array([1, 2, 3, -4]) },
        '0.bias': { shape: [2], values: new Float32Array([0.5, 1]) },
        '1.kernel': { shape: [2, 1], values: new Float32Array([2, 10]) },
        '1.bias': { shape: [1], values: new Float32Array([-1]) },
      },
    );
    // [1, 2]: x W + b = [1 + 6 + 0.5, 2 - 8 + 1] = [7.5, -5], after relu [7.5, 0], then 2 · 7.5 - 1.
    expect(network.apply(tf.tensor2d([[1, 2]])).dataSync()[0]).toBeCloseTo(14, 5);
    network.dispose();
  });

  it('draws first weights uniformly within 1/√inputs, from its seed', () => {
    const layers = [{ type: 'dense', units: 50 }] as const;
    const draw = (seed: number) => drawWeights(16, layers, new Random(seed, 'generator'))['0.kernel']!.values;
    const values = draw(1);
    expect(Math.max(...values)).toBeLessThanOrEqual(0.25);
    expect(Math.min(...values)).toBeLessThan(-0.24);
    expect(Math.abs(values.reduce((sum, value) => sum + value, 0) / values.length)).toBeLessThan(0.02);
    expect(draw(1)).toEqual(values);
    expect(draw(2)).not.toEqual(values);
  });
});

describe('activations', () => {
  const derivative = (f: (x: number) => number, x: number) => (f(x + 1e-4) - f(x - 1e-4)) / 2e-4;

  // TensorFlow.js' own tanh is 29 % off here, and its leakyRelu throws.
  it.each([
    ['tanh', Math.tanh],
    ['leaky-relu', (x: number) => (x > 0 ? x : 0.2 * x)],
    ['softplus', (x: number) => Math.log1p(Math.exp(x))],
  ] as const)('%s is exact when differentiated twice', async (activation, reference) => {
    const { activate } = await import('../../../src/gan/networks/activations.ts');
    const points = [-1.3, -0.4, 0.3, 0.9];
    const slope = tf.grad(x => activate(activation, x as tf.Tensor2D));
    const squaredSlope = tf.grad(x => tf.sum(tf.square(slope(x))));
    const computed = squaredSlope(tf.tensor2d([points])).dataSync();
    points.forEach((x, index) => {
      expect(computed[index]).toBeCloseTo(
        derivative(at => derivative(reference, at) ** 2, x),
        2,
      );
    });
  });
});

describe('a model that cannot be', () => {
  const layers = [{ type: 'dense', units: 1 }] as const;

  it.each([
    ['an unknown name', 'articel', /no model named "articel".*article/],
    ['no layers', { generator: [], discriminator: layers }, /generator has no layers/],
    [
      'a layer without units',
      { generator: [{ type: 'dense', units: 0 }], discriminator: layers },
      /units: 0/,
    ],
    ['a layer of unknown type', { generator: [{ type: 'conv' }], discriminator: layers }, /"conv"/],
    [
      'an unknown activation',
      { generator: [{ type: 'dense', units: 1, activation: 'gelu' }], discriminator: layers },
      /"gelu"/,
    ],
    [
      'a sigmoid-like end',
      { generator: layers, discriminator: [{ type: 'dense', units: 1, activation: 'tanh' }] },
      /logit/,
    ],
    [
      'a latent vector of no length',
      { latentSize: 0, generator: layers, discriminator: layers },
      /latentSize is 0/,
    ],
  ])('%s is refused', (_, model, message) => {
    expect(() => resolveModel(model as never)).toThrow(message);
  });

  it('one that makes images of another size is refused', () => {
    expect(() => assertModelFits(resolveModel('article'), [28, 28, 3])).toThrow(
      /28 × 28 with 3 channel.*2352.*784/,
    );
  });
});
