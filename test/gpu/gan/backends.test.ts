import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { activateBackend } from '../../../src/gan/backends/activate.ts';
import { pointwise } from '../../../src/gan/backends/pointwise.ts';
import { probeBackends } from '../../../src/gan/backends/probe.ts';
import { ImageDataset } from '../../../src/gan/data/ImageDataset.ts';
import { affine } from '../../../src/gan/networks/affine.ts';
import { mean } from '../../../src/gan/networks/mean.ts';
import { drawWeights, Network } from '../../../src/gan/networks/Network.ts';
import type { ModelPlan } from '../../../src/gan/networks/planModel.ts';
import { Adam } from '../../../src/gan/optimisers/Adam.ts';
import { updateByOperations } from '../../../src/gan/optimisers/updateByOperations.ts';
import { updateByShaders } from '../../../src/gan/optimisers/updateByShaders.ts';
import { Random } from '../../../src/gan/Random.ts';
import { type RecipeOverrides, resolveRecipe } from '../../../src/gan/recipes/resolveRecipe.ts';
import * as tf from '../../../src/gan/tf.ts';
import { compileShaders } from '../../../src/gan/training/compileShaders.ts';
import { TrainingRun } from '../../../src/gan/training/TrainingRun.ts';
import { WeightAverage } from '../../../src/gan/training/WeightAverage.ts';
import { someOf } from '../../thorough.ts';
import { tinyConvModel, tinyLabelledImages, tinyPlan } from '../../unit/gan/fixtures.ts';
import { CONVOLUTIONS, compareConvolution } from '../../unit/gan/naiveConvolutions.ts';

beforeAll(() => activateBackend('webgl'));
afterAll(() => tf.setBackend('cpu'));

it('the machine is seen for what it is', async () => {
  const facts = await probeBackends('auto');
  expect(facts.webgl).not.toBe('none');
  expect(facts.renderer).not.toBe('');
  expect(facts.fullFloat).toBe(true);
});

it('the machine is looked at once, however often it is asked about', async () => {
  await probeBackends('auto');
  const made = vi.spyOn(OffscreenCanvas.prototype, 'getContext');
  expect((await probeBackends('auto')).webgl).not.toBe('none');
  expect(made).not.toHaveBeenCalled();
  expect((await probeBackends('wasm')).webgl).toBe('none');
  made.mockRestore();
});

it('Adam in shaders agrees with Adam in operations, also at gradients that show a wrong epsilon', () => {
  const random = new Random(1, 'test');
  const start = random.normals(300);
  const gradients = Array.from({ length: 5 }, () => random.normals(300).map((g, i) => g * 10 ** -(i % 6)));
  const run = (update: typeof updateByShaders) => {
    const weight = tf.variable(tf.tensor2d(start, [20, 15]));
    const adam = new Adam([weight], { learningRate: 0.01, beta1: 0.5, beta2: 0.999, epsilon: 1e-8 }, update);
    for (const gradient of gradients) {
      const tensor = tf.tensor2d(gradient, [20, 15]);
      adam.apply({ [weight.name]: tensor });
      tensor.dispose();
    }
    const values = weight.dataSync();
    adam.dispose();
    weight.dispose();
    return values;
  };
  const [shaders, operations] = [run(updateByShaders), run(updateByOperations)];
  shaders.forEach((value, index) => {
    expect(Math.abs(value - operations[index]!)).toBeLessThan(1e-5);
  });
});

describe('formulas over all numbers of a tensor', () => {
  it.each([
    ['no sides', []],
    ['one number', [1]],
    ['an odd row', [7]],
    ['odd sides', [5, 3]],
    ['an odd column', [4, 1]],
    ['three sides', [2, 3, 5]],
    ['a kernel', [3, 3, 1, 2]],
  ])('are right for %s, and leave no trace where products expect zeros', (_, shape) => {
    const size = shape.reduce((product, side) => product * side, 1);
    const numbers = new Random(1, 'test').normals(size);
    tf.tidy(() => {
      const a = tf.tensor(numbers, shape);
      const found = tf.engine().makeTensorFromTensorInfo(pointwise('a + shift', { a }, { shift: 3 }));
      const expected = tf.tensor(
        numbers.map(number => number + 3),
        shape,
      );
      expectClose(found, expected);
      if (shape.length !== 2) return;
      for (const transposed of [true, false]) {
        const square = (matrix: tf.Tensor) => tf.matMul(matrix, matrix, transposed, !transposed);
        expectClose(square(found), square(expected));
      }
    });
  });

  function expectClose(found: tf.Tensor, expected: tf.Tensor): void {
    expect(Array.from(found.dataSync())).toEqual(
      Array.from(expected.dataSync(), value => expect.closeTo(value, 4)),
    );
  }
});

describe('what stands in for operations of TensorFlow.js agrees with them, at sizes where those change their ways', () => {
  const random = new Random(2, 'test');
  const draw = (...shape: number[]) => tf.tensor(random.normals(shape.reduce((a, b) => a * b)), shape);
  const numbers = (tensors: tf.Tensor[]) => tensors.map(tensor => Array.from(tensor.dataSync()));
  const close = (lists: number[][]) => lists.map(list => list.map(value => expect.closeTo(value, 3)));

  it.each([
    [5, 1200, 1],
    [1100, 3, 2],
    [7, 9, 5],
  ])('a dense layer of %i rows, %i inputs and %i outputs, and its gradients', (rows, inputs, outputs) => {
    const given = [draw(rows, inputs), draw(inputs, outputs), draw(outputs)];
    const theirs = {
      linear: (sums: tf.Tensor) => sums,
      relu: (sums: tf.Tensor) => tf.relu(sums),
      'leaky-relu': (sums: tf.Tensor) => tf.leakyRelu(sums, 0.2),
      tanh: (sums: tf.Tensor) => tf.tanh(sums),
    } as const;
    for (const activation of ['linear', 'relu', 'leaky-relu', 'tanh'] as const) {
      const plain = (x: tf.Tensor, kernel: tf.Tensor, bias: tf.Tensor) =>
        theirs[activation](tf.add(tf.matMul(x, kernel), bias));
      const ours = (x: tf.Tensor, kernel: tf.Tensor, bias: tf.Tensor) =>
        affine(x as tf.Tensor2D, kernel as tf.Tensor2D, bias, activation);
      const dy = draw(rows, outputs);
      expect(numbers(tf.grads(ours)(given, dy))).toEqual(close(numbers(tf.grads(plain)(given, dy))));
      expect(numbers([ours(...(given as [tf.Tensor, tf.Tensor, tf.Tensor]))])).toEqual(
        close(numbers([plain(...(given as [tf.Tensor, tf.Tensor, tf.Tensor]))])),
      );
    }
  });

  it('a mean of 2,500 numbers, and its gradient', () => {
    const x = draw(2500, 1);
    expect(numbers([mean(x)])).toEqual(close(numbers([tf.mean(x)])));
    expect(numbers([tf.grad(y => mean(y))(x)])[0]).toEqual(Array(2500).fill(expect.closeTo(1 / 2500, 8)));
  });

  it('averaged weights', () => {
    const { generator } = tinyPlan();
    const network = Network.fromWeights(generator, drawWeights(generator, random));
    const average = new WeightAverage(network, 100);
    const start = numbers(average.network.variables);
    const moved = network.variables.map(variable => draw(...variable.shape));
    network.variables.forEach((variable, index) => {
      variable.assign(moved[index]!);
    });
    // At update 1,000 the half-life is 50.
    average.updates = 999;
    average.update();
    const share = 1 - 0.5 ** (1 / 50);
    const expected = start.map((list, tensor) =>
      list.map((value, index) => value + share * (numbers(moved)[tensor]![index]! - value)),
    );
    expect(numbers(average.network.variables)).toEqual(close(expected));
    average.dispose();
    network.dispose();
  });
});

it.each(CONVOLUTIONS)('convolutions are what PyTorch’s loops make: %o', async layer => {
  const { found, expected } = await compareConvolution(layer);
  expect(found).toEqual(expected.map(value => expect.closeTo(value, 4)));
});

it('has nearly all shaders of a step compiled before there is one, with progress', async () => {
  const recipe = resolveRecipe('stable', { batchSize: 11 });
  const begin = () =>
    new TrainingRun(
      tinyPlan(tinyConvModel, { conditionSize: 2 }),
      new ImageDataset(tinyLabelledImages()),
      recipe,
      1,
    );
  const compiled = () => {
    const { binaryCache } = tf.backend() as unknown as { binaryCache: Record<string, unknown> };
    return Object.keys(binaryCache).length;
  };
  const tensors = tf.memory().numTensors;
  const before = compiled();
  const words: [number, number][] = [];
  const trial = begin();
  await compileShaders(trial, (done, total) => words.push([done, total]));
  trial.dispose();
  expect(tf.memory().numTensors).toBe(tensors);
  const after = compiled();
  expect(after - before).toBeGreaterThan(30);
  expect(words.at(-1)).toEqual([after, after]);
  const run = begin();
  run.playStep().dispose();
  run.dispose();
  // What compiling alone leaves in memory, a step finds on the GPU: some have another form then.
  expect(compiled() - after).toBeLessThan((after - before) / 10);
});

describe('training on WebGL', () => {
  const recipes: Readonly<Record<string, RecipeOverrides>> = {
    stable: {},
    'exact penalty, spectral norm': {
      penalty: { gamma: 0.1, method: 'exact' },
      spectralNorm: true,
      objective: 'hinge',
    },
    'gradient penalty': { penalty: { kind: 'gradient-penalty', gamma: 10 }, objective: 'wasserstein' },
    'changed and noisy images': {
      objective: 'non-saturating',
      augment: ['color', 'translation', 'cutout'],
      instanceNoise: 0.1,
      featureMatching: 1,
      smoothness: 0.3,
      labelSmoothing: 0.1,
    },
  };
  const plans = {
    dense: tinyPlan(),
    'conv, conditional': tinyPlan(tinyConvModel, { conditionSize: 2 }),
  };
  const cases = Object.entries(plans).flatMap(([net, plan]) =>
    Object.entries(recipes).map(([name, recipe]) => [`${net}, ${name}`, plan, recipe] as const),
  );

  function makeRun(plan: ModelPlan, overrides: RecipeOverrides): TrainingRun {
    const recipe = resolveRecipe('stable', { batchSize: 16, ...overrides });
    return new TrainingRun(plan, new ImageDataset(tinyLabelledImages(64)), recipe, 1);
  }

  async function play(run: TrainingRun, steps: number): Promise<number[]> {
    const all: number[] = [];
    for (let step = 0; step < steps; step++) {
      const measures = run.playStep();
      all.push(...(await measures.data()));
      measures.dispose();
    }
    return all;
  }

  async function playOn(
    backend: 'webgl' | 'cpu',
    plan: ModelPlan,
    recipe: RecipeOverrides,
  ): Promise<number[]> {
    await activateBackend(backend);
    const before = tf.memory().numTensors;
    const run = makeRun(plan, recipe);
    const first = await play(run, 1);
    const after = tf.memory().numTensors;
    const others = await play(run, 2);
    expect(tf.memory().numTensors).toBe(after);
    run.dispose();
    expect(tf.memory().numTensors).toBe(before);
    return [...first, ...others];
  }

  it.each(someOf(cases, 3))(
    'measures what the CPU measures, and keeps no tensors: %s',
    async (_, plan, recipe) => {
      const cpu = await playOn('cpu', plan, recipe);
      const webgl = await playOn('webgl', plan, recipe);
      // Where only differences of logits count, the last bias has no gradient but rounding, which Adam makes steps of.
      expect(webgl).toEqual(cpu.map(value => expect.closeTo(value, recipe.objective ? 3 : 2)));
    },
  );

  it('goes on from a state as it would have gone on', async () => {
    const recipe = { spectralNorm: true, instanceNoise: 0.1, augment: ['cutout'] } as const;
    const run = makeRun(plans['conv, conditional'], recipe);
    await play(run, 3);
    const reading = run.readState();
    const expected = await play(run, 3);
    const other = makeRun(plans['conv, conditional'], recipe);
    other.state = await reading;
    expect(await play(other, 3)).toEqual(expected);
    run.dispose();
    other.dispose();
  });
});
