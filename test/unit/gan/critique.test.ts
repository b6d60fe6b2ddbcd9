import { beforeAll, describe, expect, it } from 'vitest';
import { ImageDataset } from '../../../src/gan/data/ImageDataset.ts';
import { critique } from '../../../src/gan/evaluation/critique.ts';
import { resolveRecipe } from '../../../src/gan/recipes/resolveRecipe.ts';
import { drawLatents } from '../../../src/gan/sampling/drawLatents.ts';
import * as tf from '../../../src/gan/tf.ts';
import { TrainingRun } from '../../../src/gan/training/TrainingRun.ts';
import { tinyConditionalModel, tinyLabelledImages, tinyPlan } from './fixtures.ts';

beforeAll(() => tf.setBackend('cpu'));

const dataset = new ImageDataset(tinyLabelledImages(40));
const request = { seed: 5, count: 1, truncation: 1, labels: [1] };
const condition = [0, 1];

function makeRun(steps: number): TrainingRun {
  const recipe = resolveRecipe('stable', { batchSize: 8, learningRate: 0.02, ema: 50 });
  const run = new TrainingRun(tinyPlan(tinyConditionalModel, { conditionSize: 2 }), dataset, recipe, 1);
  for (let step = 0; step < steps; step++) run.playStep().dispose();
  return run;
}

/** D's logit for an image of numbers from −1 to 1. */
function judge({ game }: TrainingRun, image: Float32Array): number {
  const logit = tf.tidy(() =>
    game.discriminator.apply(tf.tensor4d(image, [1, 4, 4, 1]), tf.tensor2d(condition, [1, 2])).dataSync(),
  );
  return logit[0]!;
}

/** The image that these weights make of the request's latent vector, from −1 to 1. */
function generate(run: TrainingRun, averaged: boolean): Float32Array {
  const { game } = run;
  return tf.tidy(() => {
    const latents = tf.tensor2d(drawLatents(request, game.latentSize), [1, game.latentSize]);
    const generator = averaged ? game.shownGenerator : game.generator;
    return game.generate(latents, tf.tensor2d(condition, [1, 2]), generator).dataSync() as Float32Array;
  });
}

const grey = (value: number) => Math.round(((value + 1) / 2) * 255);
const greys = (image: { data: ArrayLike<number> }) =>
  Array.from({ length: 16 }, (_, i) => image.data[4 * i]!);

describe('what the discriminator says of an image', () => {
  it.each([true, false])(
    'is of the image that is shown, and of the weights asked for: averaged %s',
    async averaged => {
      const run = makeRun(30);
      const { image, logit } = await critique(run, dataset, request, averaged);
      const expected = generate(run, averaged);
      expect(greys(image)).toEqual(Array.from(expected, grey));
      expect(greys(image)).not.toEqual(Array.from(generate(run, !averaged), grey));
      expect(logit).toBeCloseTo(judge(run, expected), 4);
      run.dispose();
    },
  );

  it('comes with the slope of its verdict by every pixel', async () => {
    const run = makeRun(30);
    const { gradient } = await critique(run, dataset, request, true);
    const image = generate(run, true);
    const h = 1e-2;
    const differences = Array.from(image, (_, pixel) => {
      const at = (distance: number) =>
        judge(
          run,
          image.map((value, i) => (i === pixel ? value + distance : value)),
        );
      return (at(h) - at(-h)) / (2 * h);
    });
    expect(Math.max(...differences.map(Math.abs))).toBeGreaterThan(0.05);
    expect(Array.from(gradient)).toEqual(differences.map(slope => expect.closeTo(slope, 2)));
    run.dispose();
  });

  it('has a real image of the same class beside it, and keeps no tensors', async () => {
    const run = makeRun(1);
    const before = tf.memory().numTensors;
    const { real } = await critique(run, dataset, request, true);
    expect(tf.memory().numTensors).toBe(before);
    const [left, right] = [greys(real.image)[0]!, greys(real.image)[3]!];
    // Of label 1: turned dark where the others are bright.
    expect(left).toBeLessThan(right);
    const numbers = Float32Array.from(greys(real.image), value => (value / 255) * 2 - 1);
    expect(real.logit).toBeCloseTo(judge(run, numbers), 4);
    run.dispose();
  });
});
