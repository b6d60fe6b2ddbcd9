import { beforeAll, describe, expect, it } from 'vitest';
import { ImageDataset } from '../../../src/gan/data/ImageDataset.ts';
import type { ModelPlan } from '../../../src/gan/networks/planModel.ts';
import { readTensors } from '../../../src/gan/networks/storedTensors.ts';
import { Random } from '../../../src/gan/Random.ts';
import { type RecipeOverrides, resolveRecipe } from '../../../src/gan/recipes/resolveRecipe.ts';
import * as tf from '../../../src/gan/tf.ts';
import { TrainingRun } from '../../../src/gan/training/TrainingRun.ts';
import { tinyConditionalModel, tinyImages, tinyLabelledImages, tinyPlan } from './fixtures.ts';

beforeAll(() => tf.setBackend('cpu'));

const images = new ImageDataset(tinyImages(40));
const labelled = new ImageDataset(tinyLabelledImages(40));
const conditional = tinyPlan(tinyConditionalModel, { conditionSize: 2 });

function makeRun(
  overrides: RecipeOverrides = {},
  { preset = 'stable' as const, plan = tinyPlan() as ModelPlan, dataset = images, seed = 1 } = {},
): TrainingRun {
  return new TrainingRun(plan, dataset, resolveRecipe(preset, { batchSize: 8, ...overrides }), seed);
}

/** The measures of some steps. */
function play(run: TrainingRun, steps: number): number[][] {
  return Array.from({ length: steps }, () => {
    const measures = run.playStep();
    const values = [...measures.dataSync()];
    measures.dispose();
    return values;
  });
}

describe('a state', () => {
  it.each<[string, RecipeOverrides]>([
    ['averaged weights', { ema: 20 }],
    ['no average', { ema: 0 }],
    ['spectral norm', { spectralNorm: true, objective: 'hinge', penalty: null }],
    ['instance noise', { instanceNoise: 0.2 }],
    ['augmentation', { augment: ['color', 'translation', 'cutout'] }],
    ['a gradient penalty', { objective: 'wasserstein', penalty: { kind: 'gradient-penalty', gamma: 10 } }],
    ['several updates of the discriminator', { discriminatorSteps: 3 }],
    [
      'feature matching, smoothness and learning rates of their own',
      { featureMatching: 1, smoothness: 0.3, generatorLearningRate: 1e-3 },
    ],
    [
      'everything at once',
      { spectralNorm: true, augment: ['color', 'cutout'], instanceNoise: 0.1, labelSmoothing: 0.1, ema: 5 },
    ],
  ])('lets another run go on in the same way: %s', async (_, overrides) => {
    const setting = overrides.ema === 0 ? {} : { plan: conditional, dataset: labelled };
    const run = makeRun(overrides, setting);
    play(run, 7);
    const state = await run.readState();
    const { step, imagesSeen, epoch, isAtEndOfEpoch } = run;
    const expected = play(run, 10);
    expect(expected.flat().every(Number.isFinite)).toBe(true);
    const other = makeRun(overrides, setting);
    // Wherever it stood before.
    play(other, 3);
    other.state = structuredClone(state);
    expect(other).toMatchObject({ step, imagesSeen, epoch, isAtEndOfEpoch });
    expect(play(other, 10)).toEqual(expected);
    expect(await readTensors(other.game.tensors)).toEqual(await readTensors(run.game.tensors));
    // Once more from the same state: nothing of it was changed by going on.
    other.state = state;
    expect(play(other, 10)).toEqual(expected);
    run.dispose();
    other.dispose();
  });

  it('lets another run go on after the batches got smaller', async () => {
    const overrides = { instanceNoise: 0.2 };
    const run = makeRun({ ...overrides, batchSize: 20 });
    play(run, 3);
    const recipe = resolveRecipe('stable', { ...overrides, batchSize: 4 });
    run.recipe = recipe;
    play(run, 2);
    const state = await run.readState();
    const expected = play(run, 10);
    const other = makeRun({ ...overrides, batchSize: 4 });
    other.state = state;
    expect(play(other, 10)).toEqual(expected);
    run.dispose();
    other.dispose();
  });

  it('is that of the moment of the call, whatever is trained meanwhile', async () => {
    const run = makeRun();
    play(run, 2);
    const now = await run.readState();
    const reading = run.readState();
    play(run, 3);
    expect(await reading).toEqual(now);
    run.dispose();
  });

  it('of another model is refused', async () => {
    const run = makeRun();
    const other = makeRun({}, { plan: conditional, dataset: labelled });
    const state = await run.readState();
    expect(() => {
      other.state = state;
    }).toThrow(/another model/);
    expect(other.step).toBe(0);
    run.dispose();
    other.dispose();
  });

  it('can be rolled back to: the networks of then, with other images and other random numbers', async () => {
    const run = makeRun({ spectralNorm: true });
    play(run, 4);
    const state = await run.readState();
    const first = play(run, 3);
    run.rollBack(state);
    expect(await readTensors(run.game.tensors)).toEqual(state.tensors);
    const { randoms, ...counts } = run.game.counters;
    const { randoms: then, ...expected } = state.counters;
    expect(counts).toEqual(expected);
    expect(randoms).not.toEqual(then);
    expect([run.step, run.imagesSeen]).toEqual([7, 56]);
    expect(play(run, 3)).not.toEqual(first);
    run.dispose();
  });
});

describe('a run', () => {
  it('counts steps, images and epochs', () => {
    const run = makeRun({ discriminatorSteps: 2 });
    expect([run.step, run.imagesSeen, run.epoch]).toEqual([0, 0, 0]);
    play(run, 2);
    expect([run.step, run.imagesSeen, run.epoch, run.isAtEndOfEpoch]).toEqual([2, 32, 1, false]);
    run.playTurn('discriminator');
    expect([run.step, run.imagesSeen, run.epoch, run.isAtEndOfEpoch]).toEqual([2, 40, 1, true]);
    run.playTurn('generator');
    expect([run.step, run.imagesSeen, run.epoch]).toEqual([3, 40, 2]);
    run.dispose();
  });

  it('keeps no tensors', () => {
    const before = tf.memory().numTensors;
    const run = makeRun({ spectralNorm: true }, { plan: conditional, dataset: labelled });
    play(run, 1);
    const after = tf.memory().numTensors;
    play(run, 2);
    run.playTurn('discriminator');
    run.playTurn('discriminator');
    run.playTurn('generator')!.dispose();
    expect(run.playTurn('generator')).toBeNull();
    expect(tf.memory().numTensors).toBe(after);
    run.playTurn('discriminator');
    run.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('learns from labels: each condition comes to look like its images', () => {
    const run = makeRun({ learningRate: 0.01, ema: 0 }, { plan: conditional, dataset: labelled });
    play(run, 200);
    const brightness = tf.tidy(() => {
      const latents = run.game.drawLatents(16, new Random(1, 'test'));
      const conditions = [0, 1].map(label => tf.oneHot(Array(16).fill(label), 2).toFloat() as tf.Tensor2D);
      // Left half less right half of the pictures.
      return conditions.map(condition => {
        const [left, right] = tf.split(run.game.generate(latents, condition), 2, 2);
        return tf.sub(tf.mean(left!), tf.mean(right!)).dataSync()[0]!;
      });
    });
    expect(brightness[0]).toBeGreaterThan(0.7);
    expect(brightness[1]).toBeLessThan(-0.7);
    run.dispose();
  });
});
