import { beforeAll, describe, expect, it } from 'vitest';
import { ImageDataset } from '../../../src/gan/data/ImageDataset.ts';
import { resolveModel } from '../../../src/gan/networks/models.ts';
import { OBJECTIVES } from '../../../src/gan/objectives/Objective.ts';
import { Random } from '../../../src/gan/Random.ts';
import { resolveRecipe } from '../../../src/gan/recipes/resolveRecipe.ts';
import * as tf from '../../../src/gan/tf.ts';
import { AdversarialGame } from '../../../src/gan/training/AdversarialGame.ts';
import { tinyImages, tinyModel } from './fixtures.ts';

beforeAll(() => tf.setBackend('cpu'));

const images = new ImageDataset(tinyImages(64));
const real = () => tf.tensor2d(images.gather(Uint32Array.from({ length: 64 }, (_, i) => i)), [64, 16]);
const value = (scalar: tf.Tensor) => scalar.dataSync()[0]!;

describe('one step', () => {
  it.each(Object.keys(OBJECTIVES) as (keyof typeof OBJECTIVES)[])(
    'of %s lowers the loss of each player',
    objective => {
      const recipe = resolveRecipe('article', { objective, learningRate: 1e-3 });
      const game = new AdversarialGame(resolveModel(tinyModel), 16, recipe, 1);
      const [oldGenerator, oldDiscriminator] = [game.generator.clone(), game.discriminator.clone()];
      const latents = tf.tensor2d(new Random(9, 'test').normals(256 * 3), [256, 3]);
      const { discriminatorLoss, generatorLoss } = OBJECTIVES[objective];
      // As many real images as generated ones, for the paired objective.
      const many = tf.tile(real(), [4, 1]);

      const losses = game.step(real());
      expect([...losses.dataSync()].every(Number.isFinite)).toBe(true);

      const fake = oldGenerator.apply(latents);
      const discriminators = [oldDiscriminator, game.discriminator].map(discriminator =>
        value(discriminatorLoss(discriminator.apply(many), discriminator.apply(fake))),
      );
      expect(discriminators[1]).toBeLessThan(discriminators[0]!);

      const judge = game.discriminator;
      const generators = [oldGenerator, game.generator].map(generator =>
        value(generatorLoss(judge.apply(generator.apply(latents)), judge.apply(many))),
      );
      expect(generators[1]).toBeLessThan(generators[0]!);
      game.dispose();
    },
  );

  it('changes every weight matrix of both networks', async () => {
    const game = new AdversarialGame(resolveModel(tinyModel), 16, resolveRecipe('stable'), 1);
    const networks = [game.generator, game.discriminator];
    const before = await Promise.all(networks.map(network => network.readWeights()));
    game.step(real());
    const after = await Promise.all(networks.map(network => network.readWeights()));
    before.forEach((weights, index) => {
      for (const name of Object.keys(weights)) {
        // A bias of the last layer cancels out where only differences of logits count.
        if (index === 1 && name === '1.bias') continue;
        expect(after[index]![name]!.values, name).not.toEqual(weights[name]!.values);
      }
    });
    game.dispose();
  });

  it('leaves the shown generator behind the trained one where weights are averaged', async () => {
    const game = new AdversarialGame(resolveModel(tinyModel), 16, resolveRecipe('stable', { ema: 2 }), 1);
    expect(game.shownGenerator).not.toBe(game.generator);
    for (let i = 0; i < 80; i++) game.step(real()).dispose();
    const [shown, trained] = [await game.shownGenerator.readWeights(), await game.generator.readWeights()];
    const distance = (a: Float32Array, b: Float32Array) => Math.hypot(...a.map((x, i) => x - b[i]!));
    const gap = distance(shown['0.kernel']!.values, trained['0.kernel']!.values);
    expect(gap).toBeGreaterThan(0);
    expect(gap).toBeLessThan(0.1);
    game.dispose();
  });
});
