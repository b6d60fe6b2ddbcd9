import { fileURLToPath } from 'node:url';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { activateBackend } from '../../../src/gan/backends/activate.ts';
import { activate } from '../../../src/gan/networks/activations.ts';
import type { Activation, LayerDescription } from '../../../src/gan/networks/layers/LayerDescription.ts';
import { countWeights, planLayers, type Shape } from '../../../src/gan/networks/layers/planLayers.ts';
import { CONV_SIDES, type ImageShape, MODELS, type ModelName } from '../../../src/gan/networks/models.ts';
import { drawWeights, Network, type Weights } from '../../../src/gan/networks/Network.ts';
import { planModel } from '../../../src/gan/networks/planModel.ts';
import { readTensors, writeTensors } from '../../../src/gan/networks/storedTensors.ts';
import { Adam } from '../../../src/gan/optimisers/Adam.ts';
import { Random } from '../../../src/gan/Random.ts';
import * as tf from '../../../src/gan/tf.ts';
import { tinyModel } from './fixtures.ts';
import { CONVOLUTIONS, compareConvolution } from './naiveConvolutions.ts';

const WASM = new URL('../../../node_modules/@tensorflow/tfjs-backend-wasm/wasm-out/', import.meta.url);

beforeAll(() => tf.setBackend('cpu'));

/** A network of these layers with these numbers as weights. */
function makeNetwork(
  shape: Shape,
  layers: readonly LayerDescription[],
  weights: Readonly<Record<string, readonly number[]>>,
  conditionSize = 0,
): Network {
  const plans = planLayers('network', { shape, conditionSize }, layers);
  const stored: Weights = Object.fromEntries(
    plans.flatMap((plan, index) =>
      Object.entries(plan.weights).map(([role, { shape: of }]) => {
        const name = `${index}.${role}`;
        return [name, { shape: of, values: new Float32Array(weights[name]!) }];
      }),
    ),
  );
  return Network.fromWeights(plans, stored);
}

const numbersOf = (tensor: tf.Tensor) => [...tensor.dataSync()];

describe('models by name', () => {
  it('the article’s have the parameters that the sizes of their layers give', () => {
    const { generator, discriminator } = planModel('article', [28, 28, 1], 0);
    expect(countWeights(generator)).toBe(100 * 256 + 256 + 256 * 512 + 512 + 512 * 784 + 784);
    expect(countWeights(generator)).toBe(559_632);
    expect(countWeights(discriminator)).toBe(784 * 512 + 512 + 512 * 256 + 256 + 256 * 1 + 1);
    expect(countWeights(discriminator)).toBe(533_505);
  });

  const sides = [16, 28, 32, 64];
  const everySize = sides.flatMap(side => [1, 2, 3, 4].map(channels => [side, channels] as const));

  it.each(everySize)(
    'fit images of %i pixels a side with %i channel(s), with labels and without',
    (...size) => {
      const [side, channels] = size;
      for (const name of Object.keys(MODELS) as ModelName[]) {
        for (const conditionSize of [0, 5]) {
          const { latentSize, generator, discriminator, ...plan } = planModel(
            name,
            [side, side, channels],
            conditionSize,
          );
          const isConditional = conditionSize > 0 && name !== 'article';
          expect(plan.conditionSize).toBe(isConditional ? 5 : 0);
          const made = generator.at(-1)!.output;
          expect(made).toEqual(name === 'conv' ? [side, side, channels] : [side * side * channels]);
          expect(generator.at(-1)!.description).toMatchObject({ activation: 'tanh' });
          expect(generator[0]!.input).toEqual([latentSize]);
          expect(generator[0]!.output[0] === latentSize + 5).toBe(isConditional);
          expect(discriminator[0]!.input).toEqual([side, side, channels]);
          expect(discriminator.at(-1)!.output).toEqual([1]);
          expect(discriminator.at(-1)!.description.type).toBe(isConditional ? 'projection' : 'dense');
          for (const plans of [generator, discriminator]) {
            plans.slice(1).forEach(({ input }, index) => {
              expect(input).toEqual(plans[index]!.output);
            });
          }
        }
      }
    },
  );

  it.each([
    ['conv', [16, 16, 4], 3],
    ['conv', [28, 28, 1], 0],
    ['conv', [32, 32, 2], 3],
    ['conv', [64, 64, 3], 0],
    ['dense', [12, 20, 3], 3],
  ] as const)('%s runs as planned on [%s], condition of %i', (name, imageShape, conditionSize) => {
    const plan = planModel(name, imageShape as ImageShape, conditionSize);
    const [generator, discriminator] = [plan.generator, plan.discriminator].map(plans =>
      Network.fromWeights(plans, drawWeights(plans, new Random(1, name))),
    ) as [Network, Network];
    tf.tidy(() => {
      const condition =
        conditionSize > 0 ? (tf.oneHot([0, 2], conditionSize).toFloat() as tf.Tensor2D) : null;
      const images = generator.apply(tf.randomNormal([2, plan.latentSize]), condition);
      expect(images.shape).toEqual([2, ...plan.generator.at(-1)!.output]);
      expect(Math.max(...numbersOf(images.abs()))).toBeLessThanOrEqual(1);
      const logits = discriminator.apply(images.reshape([2, ...imageShape]), condition);
      expect(logits.shape).toEqual([2, 1]);
      expect(numbersOf(logits).every(Number.isFinite)).toBe(true);
    });
    generator.dispose();
    discriminator.dispose();
  });

  it('conv says which images it is for', () => {
    expect(CONV_SIDES).toEqual([16, 28, 32, 64]);
    expect(() => planModel('conv', [20, 20, 1], 0)).toThrow(/16, 28, 32, 64 pixels a side.*20 × 20/);
    expect(() => planModel('conv', [16, 32, 1], 0)).toThrow(/these are 32 × 16/);
  });
});

describe('a network', () => {
  it('computes activation(x W + b), layer by layer', () => {
    const layers = [
      { type: 'dense', units: 2, activation: 'relu' },
      { type: 'dense', units: 1 },
    ] as const;
    const network = makeNetwork([2], layers, {
      '0.kernel': [1, 2, 3, -4],
      '0.bias': [0.5, 1],
      '1.kernel': [2, 10],
      '1.bias': [-1],
    });
    // [1, 2]: x W + b = [1 + 6 + 0.5, 2 - 8 + 1] = [7.5, -5], after relu [7.5, 0], then 2 · 7.5 - 1.
    expect(numbersOf(network.apply(tf.tensor2d([[1, 2]])))[0]).toBeCloseTo(14, 5);
    network.dispose();
  });

  it('sees an image row by row, channels interleaved, in a dense layer after a convolution', () => {
    const values = Array.from({ length: 12 }, (_, i) => i);
    for (const wanted of values) {
      const network = makeNetwork(
        [2, 3, 2],
        [
          { type: 'conv', filters: 2, kernelSize: 1 },
          { type: 'dense', units: 1 },
        ],
        {
          '0.kernel': [1, 0, 0, 1],
          '0.bias': [0, 0],
          '1.kernel': values.map(value => Number(value === wanted)),
          '1.bias': [0],
        },
      );
      expect(numbersOf(network.apply(tf.tensor4d(values, [1, 2, 3, 2])))).toEqual([wanted]);
      network.dispose();
    }
  });

  it('makes an image row by row, channels interleaved, out of numbers', () => {
    const network = makeNetwork([12], [{ type: 'reshape', shape: [2, 3, 2] }], {});
    const image = network.apply(tf.tensor2d([Array.from({ length: 12 }, (_, i) => i)])) as tf.Tensor4D;
    expect(image.arraySync()[0]![1]![0]).toEqual([6, 7]);
  });

  it('appends the condition to its inputs', () => {
    const network = makeNetwork([2], [{ type: 'condition' }], {}, 3);
    const result = network.apply(
      tf.tensor2d([
        [1, 2],
        [3, 4],
      ]),
      tf.tensor2d([
        [0, 1, 0],
        [0, 0, 1],
      ]),
    );
    expect(numbersOf(result)).toEqual([1, 2, 0, 1, 0, 3, 4, 0, 0, 1]);
  });

  it('projects: x·w + b + ⟨x, y E⟩', () => {
    const network = makeNetwork(
      [2],
      [{ type: 'projection' }],
      { '0.kernel': [2, 3], '0.bias': [0.5], '0.embedding': [1, 10, 100, 1000, -1, 0] },
      3,
    );
    const x = tf.tensor2d([
      [1, 2],
      [1, 2],
      [4, -1],
      [4, -1],
    ]);
    // The last one is of two values at once, as with two attributes.
    const y = tf.tensor2d([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
      [0, 1, 1],
    ]);
    // 2 + 6 + 0.5 = 8.5 and 8 - 3 + 0.5 = 5.5, then the fit: 1 + 20, 100 + 2000, -4, 4 · 99 - 1000.
    expect(numbersOf(network.apply(x, y))).toEqual([29.5, 2108.5, 1.5, -598.5]);
    expect(() => network.apply(x)).toThrow(/without a condition/);
    network.dispose();
  });

  it('runs in parts', () => {
    const plans = planModel('conv', [16, 16, 1], 2).discriminator;
    const network = Network.fromWeights(plans, drawWeights(plans, new Random(1, 'test')));
    const [x, y] = [tf.randomNormal([2, 16, 16, 1]), tf.tensor2d([1, 0, 0, 1], [2, 2])];
    const whole = numbersOf(network.apply(x, y));
    for (let end = 0; end <= network.depth; end++) {
      const start = network.applyPart(x, y, 0, end);
      expect(numbersOf(network.applyPart(start, y, end, network.depth))).toEqual(whole);
    }
    network.dispose();
  });

  it('is cloned with weights of its own', async () => {
    const plans = planLayers('network', { shape: [2], conditionSize: 0 }, [{ type: 'dense', units: 1 }]);
    const network = Network.fromWeights(plans, drawWeights(plans, new Random(1, 'test')));
    const before = await readTensors(network.named);
    const copy = network.clone();
    for (const variable of copy.variables) variable.assign(tf.zerosLike(variable));
    expect(await readTensors(network.named)).toEqual(before);
    expect((await readTensors(copy.named))['0.kernel']!.values).toEqual(new Float32Array(2));
    network.dispose();
    copy.dispose();
  });

  it('normalises what is asked for: weight matrices, not biases', () => {
    const layers = [{ type: 'dense', units: 1 }] as const;
    const network = makeNetwork([2], layers, { '0.kernel': [1, 2], '0.bias': [7] });
    network.normalise = kernel => tf.mul(kernel, 10);
    expect(network.matrices.map(({ shape }) => shape)).toEqual([[2, 1]]);
    expect(numbersOf(network.apply(tf.tensor2d([[1, 1]])))).toEqual([37]);
    network.dispose();
  });
});

describe('stored tensors', () => {
  // On backends whose tensors are plain memory, Adam changes its means in place.
  it.each(['a weight', 'm.0', 'v.0'])('are what was there at the moment of the call: %s', async name => {
    const weight = tf.variable(tf.tensor1d([1, 2]));
    const adam = new Adam([weight], { learningRate: 1, beta1: 0.5, beta2: 0.5, epsilon: 1e-8 });
    const variable = adam.named[name] ?? weight;
    const update = () => adam.apply({ [weight.name]: tf.tensor1d([1, 2]) });
    update();
    const then = numbersOf(variable);
    const reading = readTensors({ variable });
    update();
    const { variable: stored } = await reading;
    expect([...stored!.values]).toEqual(then);
    const now = numbersOf(variable);
    expect(now).not.toEqual(then);
    writeTensors({ variable }, { variable: stored! });
    expect(numbersOf(variable)).toEqual(then);
    update();
    expect([...stored!.values]).toEqual(then);
    adam.dispose();
    weight.dispose();
  });

  it('of another model are refused, and nothing is changed', async () => {
    const [a, b] = [tf.variable(tf.tensor1d([1])), tf.variable(tf.tensor1d([2]))];
    const stored = { a: { shape: [1], values: new Float32Array([9]) } };
    expect(() => writeTensors({ a, b }, stored)).toThrow(/tensor b .*\[1\], but is missing.*another model/);
    expect(() =>
      writeTensors({ a, b }, { ...stored, b: { shape: [2], values: new Float32Array(2) } }),
    ).toThrow(/tensor b .*\[1\], but is \[2\]/);
    expect(numbersOf(a)).toEqual([1]);
    tf.dispose([a, b]);
  });
});

describe.each(['cpu', 'wasm'] as const)('convolutions on %s', backend => {
  beforeAll(async () => {
    setWasmPaths(fileURLToPath(WASM));
    await activateBackend(backend);
  });
  afterAll(() => tf.setBackend('cpu'));

  it.each(CONVOLUTIONS)('are what PyTorch’s loops make: %o', async layer => {
    const { found, expected } = await compareConvolution(layer);
    expect(found).toEqual(expected.map(value => expect.closeTo(value, 4)));
  });
});

describe('first weights', () => {
  const draw = (shape: Shape, layer: LayerDescription, seed = 1, conditionSize = 0) =>
    drawWeights(planLayers('network', { shape, conditionSize }, [layer]), new Random(seed, 'generator'));
  /** Half the width of what values are spread over, found from their variance: that of a uniform variable is w²/3. */
  const spread = (values: Float32Array) =>
    Math.sqrt((3 * values.reduce((sum, x) => sum + x * x, 0)) / values.length);

  it.each([
    ['dense', [16], { type: 'dense', units: 200 }, 1 / 4, [16, 200]],
    ['conv', [8, 8, 4], { type: 'conv', filters: 50, kernelSize: 3 }, 1 / 6, [3, 3, 4, 50]],
    // As PyTorch has it: by what comes out, here 2 · 16 values.
    [
      'conv-transpose',
      [4, 4, 50],
      { type: 'conv-transpose', filters: 2, kernelSize: 4 },
      32 ** -0.5,
      [4, 4, 2, 50],
    ],
    ['projection', [64], { type: 'projection' }, 1 / 8, [64, 1]],
  ] as const)('of %s are uniform within 1/√inputs', (type, shape, layer, bound, kernelShape) => {
    const weights = draw(shape, layer, 1, 40);
    expect(weights['0.kernel']!.shape).toEqual(kernelShape);
    for (const [name, { values }] of Object.entries(weights)) {
      expect(Math.max(...values.map(Math.abs)), name).toBeLessThanOrEqual(bound);
      if (values.length > 40) expect(Math.abs(spread(values) / bound - 1), name).toBeLessThan(0.15);
    }
    if (type === 'projection') expect(weights['0.embedding']!.shape).toEqual([40, 64]);
  });

  it('depend on the seed', () => {
    const values = (seed: number) => draw([16], { type: 'dense', units: 50 }, seed)['0.kernel']!.values;
    expect(values(1)).toEqual(values(1));
    expect(values(2)).not.toEqual(values(1));
  });
});

describe('activations', () => {
  const derivative = (f: (x: number) => number, x: number) => (f(x + 1e-4) - f(x - 1e-4)) / 2e-4;
  const REFERENCES: Readonly<Record<Exclude<Activation, 'linear'>, (x: number) => number>> = {
    relu: x => Math.max(0, x),
    'leaky-relu': x => (x > 0 ? x : 0.2 * x),
    tanh: Math.tanh,
    softplus: x => Math.log1p(Math.exp(x)),
  };
  const points = [-1.3, -0.4, 0.3, 0.9];

  // TensorFlow.js' own tanh is 29 % off here, and its leakyRelu throws.
  it.each(Object.entries(REFERENCES))('%s is exact when differentiated twice', (name, reference) => {
    const f = (x: tf.Tensor) => activate(name as Activation, x);
    const slope = tf.grad(f);
    const squaredSlope = tf.grad(x => tf.sum(tf.square(slope(x))));
    const [values, slopes] = [f(tf.tensor1d(points)), slope(tf.tensor1d(points))].map(numbersOf);
    const computed = numbersOf(squaredSlope(tf.tensor1d(points)));
    points.forEach((x, index) => {
      expect(values![index]).toBeCloseTo(reference(x), 5);
      expect(slopes![index]).toBeCloseTo(derivative(reference, x), 4);
      expect(computed[index]).toBeCloseTo(
        derivative(at => derivative(reference, at) ** 2, x),
        2,
      );
    });
  });
});

describe('layers that cannot be', () => {
  it.each([
    [
      'an unknown type',
      [3],
      [{ type: 'pool' }],
      TypeError,
      /Layer 0 of the critic is of type "pool".*dense, res/,
    ],
    ['a type that objects have anyway', [3], [{ type: 'toString' }], TypeError, /type "toString"/],
    ['nothing', [3], [null], TypeError, /is of type undefined/],
    ['no layers', [3], [], TypeError, /The critic has no layers/],
    ['no list', [3], 'dense', TypeError, /no layers/],
    ['no units', [3], [{ type: 'dense', units: 0 }], RangeError, /units: 0.*at least 1/],
    ['half a unit', [3], [{ type: 'dense', units: 1.5 }], RangeError, /units: 1.5/],
    ['units forgotten', [3], [{ type: 'dense' }], RangeError, /units: undefined/],
    [
      'a misspelt name, which would be none',
      [7],
      [{ type: 'dense', units: 1, activaton: 'relu' }],
      TypeError,
      /Layer 0 of the critic has no option activaton\. Known are type, units, activation/,
    ],
    [
      'an unknown activation',
      [3],
      [{ type: 'dense', units: 1, activation: 'gelu' }],
      TypeError,
      /activation "gelu".*linear, relu, leaky-relu, tanh, softplus/,
    ],
    [
      'a shape of two sides',
      [4],
      [{ type: 'reshape', shape: [2, 2] }],
      TypeError,
      /shape \[2,2\].*channels\]/,
    ],
    ['a shape that is none', [4], [{ type: 'reshape' }], TypeError, /shape \[undefined\]/],
    ['a side of 0', [4], [{ type: 'reshape', shape: [4, 1, 0] }], RangeError, /shape: 0/],
    [
      'a shape of another size',
      [4],
      [{ type: 'reshape', shape: [2, 2, 2] }],
      RangeError,
      /should make \[2,2,2\], 8 numbers, of \[4\], 4 numbers/,
    ],
    [
      'a convolution of numbers in a row',
      [4],
      [
        { type: 'dense', units: 4 },
        { type: 'conv', filters: 1, kernelSize: 3 },
      ],
      RangeError,
      /Layer 1 .*is a convolution.*\[4\] numbers in a row.*reshape/,
    ],
    ['no filters', [4, 4, 1], [{ type: 'conv', filters: 0, kernelSize: 3 }], RangeError, /filters: 0/],
    ['no kernel', [4, 4, 1], [{ type: 'conv', filters: 1, kernelSize: 0 }], RangeError, /kernelSize: 0/],
    [
      'an even kernel with stride 1',
      [4, 4, 1],
      [{ type: 'conv', filters: 1, kernelSize: 4 }],
      RangeError,
      /kernelSize: 4 with stride 1. It must be odd/,
    ],
    [
      'an odd kernel with stride 2',
      [4, 4, 1],
      [{ type: 'conv', filters: 1, kernelSize: 3, stride: 2 }],
      RangeError,
      /kernelSize: 3 with stride 2. It must be even/,
    ],
    [
      'a stride of 3',
      [6, 6, 1],
      [{ type: 'conv', filters: 1, kernelSize: 3, stride: 3 }],
      RangeError,
      /stride: 3. It is 1 or 2/,
    ],
    [
      'half of an odd side',
      [4, 7, 1],
      [{ type: 'conv', filters: 1, kernelSize: 4, stride: 2 }],
      RangeError,
      /halve an image of 7 × 4.*even/,
    ],
    [
      'an odd kernel that doubles',
      [4, 4, 1],
      [{ type: 'conv-transpose', filters: 1, kernelSize: 3 }],
      RangeError,
      /kernelSize: 3 with stride 2. It must be even/,
    ],
    [
      'a condition without labels',
      [4],
      [{ type: 'condition' }],
      RangeError,
      /takes a condition, but there is none/,
    ],
    ['a projection without labels', [4], [{ type: 'projection' }], RangeError, /takes a condition/],
  ])('%s is refused', (_, shape, layers, kind, message) => {
    const plan = () => planLayers('critic', { shape: shape as number[], conditionSize: 0 }, layers as never);
    expect(plan).toThrow(message as RegExp);
    expect(plan).toThrow(kind as typeof TypeError);
  });
});

describe('a model that cannot be', () => {
  const one = [{ type: 'dense', units: 1 }] as const;
  const plan = (model: unknown, imageShape: ImageShape = [1, 1, 1], conditionSize = 0) =>
    planModel(model as never, imageShape, conditionSize);

  it.each([
    ['an unknown name', 'articel', /no model named "articel".*article, dense, conv, auto;/],
    ['no model', null, /model is null.*description/],
    ['a number', 3, /model is 3/],
    ['no layers', { generator: [], discriminator: one }, /generator has no layers/],
    ['no discriminator', { generator: one }, /discriminator has no layers/],
    ['an empty place in a list', { generator: [null], discriminator: one }, /Layer 0 of the generator/],
    [
      'a sigmoid-like end',
      { generator: one, discriminator: [{ type: 'dense', units: 1, activation: 'tanh' }] },
      /ends in 1 tanh unit.*logit/,
    ],
    ['two logits', { generator: one, discriminator: [{ type: 'dense', units: 2 }] }, /ends in 2 linear unit/],
    [
      'a latent vector of no length',
      { latentSize: 0, generator: one, discriminator: one },
      /latentSize is 0/,
    ],
    [
      'a condition that nobody gives',
      { generator: [{ type: 'condition' }, ...one], discriminator: one },
      /Layer 0 of the generator takes a condition/,
    ],
  ])('%s is refused', (_, model, message) => {
    expect(() => plan(model)).toThrow(message);
  });

  it('one that makes images of another size is refused', () => {
    expect(() => plan(tinyModel, [28, 28, 3])).toThrow(/28 × 28 with 3 channel.*2352 values.*makes \[16\]/);
    // As many values, but in another shape.
    const generator = [
      { type: 'dense', units: 16 },
      { type: 'reshape', shape: [2, 8, 1] },
    ];
    expect(() => plan({ ...tinyModel, generator }, [4, 4, 1])).toThrow(/makes \[2,8,1\]/);
  });

  it('described without conditions stays unconditional, whatever labels there are', () => {
    expect(plan(tinyModel, [4, 4, 1], 7).conditionSize).toBe(0);
    const half = { ...tinyModel, generator: [{ type: 'condition' }, ...tinyModel.generator] };
    expect(plan(half, [4, 4, 1], 7).conditionSize).toBe(7);
  });
});
