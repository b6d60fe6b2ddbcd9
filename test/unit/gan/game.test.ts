import { beforeAll, describe, expect, it } from 'vitest';
import type { RealBatch } from '../../../src/gan/data/drawBatch.ts';
import { toBatch } from '../../../src/gan/data/drawBatch.ts';
import { ImageDataset } from '../../../src/gan/data/ImageDataset.ts';
import type { Network } from '../../../src/gan/networks/Network.ts';
import { readTensors } from '../../../src/gan/networks/storedTensors.ts';
import { OBJECTIVES } from '../../../src/gan/objectives/index.ts';
import { OBJECTIVE_NAMES } from '../../../src/gan/objectives/names.ts';
import { Random } from '../../../src/gan/Random.ts';
import { type RecipeOverrides, resolveRecipe } from '../../../src/gan/recipes/resolveRecipe.ts';
import * as tf from '../../../src/gan/tf.ts';
import { AdversarialGame } from '../../../src/gan/training/AdversarialGame.ts';
import { STEP_MEASURES } from '../../../src/gan/training/StepMeasures.ts';
import { tinyConditionalModel, tinyImages, tinyLabelledImages, tinyPlan } from './fixtures.ts';

beforeAll(() => tf.setBackend('cpu'));

const images = new ImageDataset(tinyImages(64));
const labelled = new ImageDataset(tinyLabelledImages(64));
const indices = (start: number, count: number) => Uint32Array.from({ length: count }, (_, i) => start + i);
const real = (start = 0, count = 64): RealBatch => toBatch(images, indices(start, count), false);
const value = (scalar: tf.Tensor) => scalar.dataSync()[0]!;
const logits = (network: Network, x: tf.Tensor) => network.apply(x) as tf.Tensor2D;

function makeGame(overrides: RecipeOverrides = {}, preset: 'article' | 'stable' = 'article', seed = 1) {
  return new AdversarialGame(tinyPlan(), resolveRecipe(preset, overrides), seed);
}

/** The measures of one step by name. */
function play(game: AdversarialGame, ...batches: RealBatch[]) {
  const measures = game.step(batches);
  expect(measures.shape).toEqual([STEP_MEASURES.length]);
  const values = measures.dataSync();
  measures.dispose();
  return Object.fromEntries(STEP_MEASURES.map((name, place) => [name, values[place]!])) as Record<
    (typeof STEP_MEASURES)[number],
    number
  >;
}

describe('one step', () => {
  it.each(OBJECTIVE_NAMES)('of %s lowers the loss of each player', objective => {
    const game = makeGame({ objective, learningRate: 1e-3 });
    const [oldGenerator, oldDiscriminator] = [game.generator.clone(), game.discriminator.clone()];
    const latents = tf.tensor2d(new Random(9, 'test').normals(256 * 3), [256, 3]);
    const { discriminatorLoss, generatorLoss } = OBJECTIVES[objective];
    // As many real images as generated ones, for the paired objective.
    const many = tf.tile(real().images, [4, 1, 1, 1]);

    expect(Object.values(play(game, real())).every(Number.isFinite)).toBe(true);

    const fake = oldGenerator.apply(latents);
    const discriminators = [oldDiscriminator, game.discriminator].map(discriminator =>
      value(discriminatorLoss(logits(discriminator, many), logits(discriminator, fake), 1)),
    );
    expect(discriminators[1]).toBeLessThan(discriminators[0]!);

    const judge = game.discriminator;
    const generators = [oldGenerator, game.generator].map(generator =>
      value(generatorLoss(logits(judge, generator.apply(latents)), logits(judge, many))),
    );
    expect(generators[1]).toBeLessThan(generators[0]!);
    game.dispose();
  });

  it('changes every weight of both networks', async () => {
    const game = makeGame({}, 'stable');
    const networks = [game.generator, game.discriminator];
    const before = await Promise.all(networks.map(network => readTensors(network.named)));
    play(game, real());
    const after = await Promise.all(networks.map(network => readTensors(network.named)));
    before.forEach((weights, index) => {
      for (const name of Object.keys(weights)) {
        // A bias of the last layer cancels out where only differences of logits count.
        if (index === 1 && name === '1.bias') continue;
        expect(after[index]![name]!.values, name).not.toEqual(weights[name]!.values);
      }
    });
    game.dispose();
  });

  it('of a conditional game changes the embedding too, and takes the labels in', async () => {
    const recipe = resolveRecipe('stable', { learningRate: 1e-3 });
    const game = new AdversarialGame(tinyPlan(tinyConditionalModel, { conditionSize: 2 }), recipe, 1);
    expect(game.isConditional).toBe(true);
    const { '1.embedding': before } = await readTensors(game.discriminator.named);
    play(game, toBatch(labelled, indices(0, 32), true));
    const { '1.embedding': after } = await readTensors(game.discriminator.named);
    expect(after!.values).not.toEqual(before!.values);
    const latents = tf.zeros([2, 3]) as tf.Tensor2D;
    const [zero, one] = tf.unstack(game.generate(latents, tf.tensor2d([1, 0, 0, 1], [2, 2])));
    expect(zero!.dataSync()).not.toEqual(one!.dataSync());
    game.dispose();
  });

  it('says what it measured before the updates', () => {
    // Nothing moves, and Adam's m is the gradient itself.
    const game = makeGame({ beta1: 0 });
    game.recipe = { ...resolveRecipe('article', { beta1: 0 }), learningRate: 0 };
    const random = new Random(1, 'latent vectors');
    const { discriminator } = game;
    const batch = real(0, 16);
    const fakes = [0, 1].map(() => game.generate(game.drawLatents(16, random), null));
    const [realLogits, ...fakeLogits] = [batch.images, ...fakes].map(x => logits(discriminator, x));
    const measures = play(game, batch);
    expect(measures.realLogit).toBeCloseTo(value(tf.mean(realLogits!)), 5);
    expect(measures.fakeLogit).toBeCloseTo(value(tf.mean(fakeLogits[0]!)), 5);
    const { discriminatorLoss, generatorLoss } = OBJECTIVES['non-saturating'];
    expect(measures.discriminatorLoss).toBeCloseTo(
      value(discriminatorLoss(realLogits!, fakeLogits[0]!, 1)),
      5,
    );
    expect(measures.generatorLoss).toBeCloseTo(value(generatorLoss(fakeLogits[1]!, null)), 5);
    for (const player of ['discriminator', 'generator'] as const) {
      const gradients = Object.entries(game.tensors).filter(([name]) => name.startsWith(`${player}Adam.m.`));
      const numbers = gradients.flatMap(([, gradient]) => [...gradient.dataSync()]);
      expect(measures[`${player}Gradient`]).toBeCloseTo(Math.hypot(...numbers), 5);
      expect(measures[`${player}Gradient`]).toBeGreaterThan(0.01);
    }
    game.dispose();
  });

  it('is the turn of one player, then that of the other', async () => {
    const recipe = { augment: ['translation'], instanceNoise: 0.1, spectralNorm: true, ema: 5 } as const;
    const [whole, halves] = [makeGame(recipe, 'stable'), makeGame(recipe, 'stable')];
    for (let step = 0; step < 3; step++) {
      play(whole, real());
      halves.turn('discriminator', real());
      halves.turn('generator', real());
    }
    expect(halves.counters).toEqual(whole.counters);
    expect(await readTensors(halves.tensors)).toEqual(await readTensors(whole.tensors));
    whole.dispose();
    halves.dispose();
  });

  it('updates the discriminator once for each of its batches', () => {
    const game = makeGame({ objective: 'wasserstein', discriminatorSteps: 3 });
    play(game, real(0, 8), real(8, 8), real(16, 8));
    expect(game.counters).toMatchObject({ discriminatorUpdates: 3, generatorUpdates: 1 });
    const other = makeGame({ objective: 'wasserstein', discriminatorSteps: 3 });
    for (const start of [0, 8, 16]) other.turn('discriminator', real(start, 8));
    other.turn('generator', real(16, 8));
    expect(other.generator.variables[0]!.dataSync()).toEqual(game.generator.variables[0]!.dataSync());
    game.dispose();
    other.dispose();
  });

  it.each([
    {},
    {
      spectralNorm: true,
      augment: ['color', 'translation', 'cutout'],
      instanceNoise: 0.1,
      featureMatching: 1,
      smoothness: 1,
    },
    { penalty: { kind: 'gradient-penalty', gamma: 10 }, objective: 'wasserstein' },
    { penalty: { kind: 'r1', gamma: 1, method: 'exact' } },
  ] satisfies RecipeOverrides[])('leaves no tensors behind: %o', overrides => {
    const batch = real();
    const before = tf.memory().numTensors;
    const game = makeGame(overrides, 'stable');
    play(game, batch);
    const after = tf.memory().numTensors;
    for (let step = 0; step < 3; step++) play(game, batch);
    expect(tf.memory().numTensors).toBe(after);
    game.dispose();
    expect(tf.memory().numTensors).toBe(before);
    tf.dispose(batch.images);
  });
});

describe('a recipe at work', () => {
  it('shows the generator in training, or where weights are averaged one that follows it', async () => {
    const plain = makeGame();
    expect(plain.shownGenerator).toBe(plain.generator);
    plain.dispose();
    const game = makeGame({ ema: 2 }, 'stable');
    expect(game.shownGenerator).not.toBe(game.generator);
    for (let i = 0; i < 80; i++) play(game, real());
    const [shown, trained] = await Promise.all(
      [game.shownGenerator, game.generator].map(network => readTensors(network.named)),
    );
    const distance = (a: Float32Array, b: Float32Array) => Math.hypot(...a.map((x, i) => x - b[i]!));
    const gap = distance(shown!['0.kernel']!.values, trained!['0.kernel']!.values);
    expect(gap).toBeGreaterThan(0);
    expect(gap).toBeLessThan(0.1);
    game.dispose();
  });

  it('gives each player its own learning rate', () => {
    const moves = (game: AdversarialGame) => {
      const networks = [game.generator, game.discriminator];
      const before = networks.map(({ variables }) => tf.clone(variables[0]!));
      play(game, real());
      const found = networks.map(({ variables }, index) =>
        value(tf.max(tf.abs(tf.sub(variables[0]!, before[index]!)))),
      );
      game.dispose();
      return found;
    };
    // Adam's first step is as long as the learning rate.
    const near = (values: number[]) => values.map(rate => expect.closeTo(rate, 6));
    expect(moves(makeGame({ learningRate: 1e-3 }))).toEqual(near([1e-3, 1e-3]));
    expect(moves(makeGame({ learningRate: 1e-3, generatorLearningRate: 4e-3 }))).toEqual(near([4e-3, 1e-3]));
  });

  it('may change in the middle', () => {
    const game = makeGame({ objective: 'minimax' });
    play(game, real());
    game.recipe = resolveRecipe('article', { objective: 'wasserstein', learningRate: 1e-9 });
    const { discriminatorLoss, realLogit, fakeLogit, generatorLoss } = play(game, real());
    expect(discriminatorLoss).toBeCloseTo(fakeLogit - realLogit, 5);
    expect(generatorLoss).toBeCloseTo(-fakeLogit, 1);
    game.dispose();
  });

  it('with spectral norm keeps the discriminator from stretching', () => {
    const game = makeGame({ objective: 'hinge', spectralNorm: true, learningRate: 0.02 });
    for (let step = 0; step < 60; step++) play(game, real());
    // Leaky ReLUs do not stretch either: |D(a) − D(b)| ≤ |a − b|, and a little for σ being an estimate.
    const random = new Random(4, 'points');
    const [a, b] = [0, 1].map(() => tf.tensor2d(random.normals(64 * 16), [64, 16]));
    const ratio = tf.div(
      tf.abs(tf.sub(game.discriminator.apply(a!), game.discriminator.apply(b!))),
      tf.norm(tf.sub(a!, b!), 2, 1, true),
    );
    expect(value(tf.max(ratio))).toBeLessThan(1.05);
    expect(value(tf.max(ratio))).toBeGreaterThan(0.1);
    game.dispose();
  });

  it('with feature matching adds the distance of mean features to the generator’s loss', () => {
    const [plain, matching] = [{}, { featureMatching: 3 }].map(overrides => makeGame(overrides));
    const random = new Random(1, 'latent vectors');
    plain!.recipe = { ...resolveRecipe('article'), learningRate: 0 };
    matching!.recipe = { ...resolveRecipe('article', { featureMatching: 3 }), learningRate: 0 };
    const [, fake] = [0, 1].map(() => plain!.generate(plain!.drawLatents(64, random), null));
    const features = (x: tf.Tensor) => tf.mean(plain!.discriminator.applyPart(x, null, 0, 1), 0);
    const apart = value(tf.sum(tf.square(tf.sub(features(real().images), features(fake!)))));
    const [without, with_] = [plain!, matching!].map(game => play(game, real()).generatorLoss);
    expect(apart).toBeGreaterThan(0.01);
    expect(with_! - without!).toBeCloseTo(3 * apart, 4);
    plain!.dispose();
    matching!.dispose();
  });

  it('with smoothness adds the mean squared slope of the generator to its loss', () => {
    const lossAt = (smoothness: number) => {
      const game = makeGame();
      game.recipe = { ...resolveRecipe('article', { smoothness }), learningRate: 0 };
      const { generatorLoss } = play(game, real());
      const { generator } = game;
      return { generatorLoss, generator, dispose: () => game.dispose() };
    };
    const [none, some, more] = [0, 3, 6].map(lossAt);
    const latents = tf.tensor2d(new Random(9, 'test').normals(4096 * 3), [4096, 3]);
    const apart = tf.mul(tf.randomNormal([4096, 3], 0, 1, 'float32', 5), 0.1);
    const [still, shaken] = [latents, tf.add(latents, apart)].map(z => none!.generator.apply(z));
    const slope = 100 * value(tf.mean(tf.square(tf.sub(shaken!, still!))));
    const [added, twice] = [some!, more!].map(({ generatorLoss }) => generatorLoss - none!.generatorLoss);
    expect(added! / (3 * slope)).toBeGreaterThan(0.8);
    expect(added! / (3 * slope)).toBeLessThan(1.25);
    expect(twice! / added!).toBeCloseTo(2, 3);
    for (const each of [none, some, more]) each!.dispose();
  });

  it('depends on the seed', async () => {
    const weights = async (seed: number) => {
      const game = makeGame({}, 'stable', seed);
      play(game, real());
      const stored = await readTensors(game.tensors);
      game.dispose();
      return stored;
    };
    expect(await weights(1)).toEqual(await weights(1));
    expect(await weights(2)).not.toEqual(await weights(1));
  });
});
