/** The two networks, their optimisers, and one turn of the game. Knows nothing of data sets, time or workers. */

import type { LayerDescription, ModelDescription } from '../networks/layers.ts';
import { drawWeights, Network } from '../networks/Network.ts';
import { gradientPenalty } from '../objectives/gradientPenalty.ts';
import { OBJECTIVES } from '../objectives/Objective.ts';
import { Adam } from '../optimisers/Adam.ts';
import { Random } from '../Random.ts';
import type { Recipe } from '../recipes/Recipe.ts';
import * as tf from '../tf.ts';
import { NoisePool } from './NoisePool.ts';
import { WeightAverage } from './WeightAverage.ts';

export class AdversarialGame {
  readonly generator: Network;
  readonly discriminator: Network;

  #latentSize: number;
  #latents: Random;
  #noise: NoisePool;
  #generatorAdam: Adam;
  #discriminatorAdam: Adam;
  #average: WeightAverage | null;
  #recipe: Recipe;

  /** @param valuesPerImage what the discriminator sees of one image. */
  constructor(model: Required<ModelDescription>, valuesPerImage: number, recipe: Recipe, seed: number) {
    const { latentSize, generator, discriminator } = model;
    const draw = (name: string, inputs: number, layers: readonly LayerDescription[]) =>
      Network.fromWeights(layers, drawWeights(inputs, layers, new Random(seed, name)));
    this.generator = draw('generator', latentSize, generator);
    this.discriminator = draw('discriminator', valuesPerImage, discriminator);
    this.#generatorAdam = new Adam(this.generator.variables, recipe);
    this.#discriminatorAdam = new Adam(this.discriminator.variables, recipe);
    this.#average = recipe.ema > 0 ? new WeightAverage(this.generator, recipe.ema) : null;
    this.#latentSize = latentSize;
    this.#latents = new Random(seed, 'latent vectors');
    this.#noise = new NoisePool(new Random(seed, 'penalty noise'));
    this.#recipe = recipe;
  }

  /** The generator to show: with averaged weights where the recipe averages. */
  get shownGenerator(): Network {
    return this.#average?.network ?? this.generator;
  }

  /** Takes effect with the next step. Whether and how weights are averaged stays as it was at the start. */
  set recipe(recipe: Recipe) {
    this.#recipe = recipe;
    this.#generatorAdam.settings = recipe;
    this.#discriminatorAdam.settings = recipe;
  }

  /**
   * One update of the discriminator, then one of the generator.
   * @param real images in [-1, 1], [batch, values]
   * @returns both losses before their updates, discriminator's first, [2]; to be disposed of by the caller
   */
  step(real: tf.Tensor2D): tf.Tensor1D {
    return tf.tidy(() => {
      const discriminatorLoss = this.#discriminatorTurn(real);
      const generatorLoss = this.#generatorTurn(real);
      this.#average?.update();
      return tf.stack([discriminatorLoss, generatorLoss]) as tf.Tensor1D;
    });
  }

  dispose(): void {
    for (const part of [this.generator, this.discriminator, this.#generatorAdam, this.#discriminatorAdam])
      part.dispose();
    this.#average?.dispose();
    this.#noise.dispose();
  }

  #discriminatorTurn(real: tf.Tensor2D): tf.Scalar {
    const { objective, penalty } = this.#recipe;
    const batch = real.shape[0];
    // Generated outside of the gradient function: its tape would cost, and nobody asks for it. All images go through
    // the discriminator at once, which is right because nothing in it mixes the images of a batch.
    const clean = tf.concat([real, this.generator.apply(this.#drawLatents(batch))], 0);
    const seen = penalty ? tf.concat([clean, this.#noise.addTo(clean, penalty.sigma)], 0) : clean;
    const { value, grads } = tf.variableGrads(() => {
      const logits = this.discriminator.apply(seen);
      const rows = (start: number, count: number) => tf.slice(logits, [start, 0], [count, 1]);
      const loss = OBJECTIVES[objective].discriminatorLoss(rows(0, batch), rows(batch, batch));
      if (!penalty) return loss;
      const smoothness = gradientPenalty(
        rows(0, 2 * batch),
        rows(2 * batch, 2 * batch),
        penalty.gamma,
        penalty.sigma,
      );
      return tf.add(loss, smoothness) as tf.Scalar;
    }, this.discriminator.variables);
    this.#discriminatorAdam.apply(grads);
    return value;
  }

  #generatorTurn(real: tf.Tensor2D): tf.Scalar {
    const { generatorLoss, generatorSeesReal } = OBJECTIVES[this.#recipe.objective];
    const latents = this.#drawLatents(real.shape[0]);
    const realLogits = generatorSeesReal ? this.discriminator.apply(real) : null;
    const { value, grads } = tf.variableGrads(
      () => generatorLoss(this.discriminator.apply(this.generator.apply(latents)), realLogits),
      this.generator.variables,
    );
    this.#generatorAdam.apply(grads);
    return value;
  }

  #drawLatents(batch: number): tf.Tensor2D {
    return tf.tensor2d(this.#latents.normals(batch * this.#latentSize), [batch, this.#latentSize]);
  }
}
