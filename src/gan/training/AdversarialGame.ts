/** The two networks, their optimisers, and one turn of the game. Knows nothing of data sets, time or workers. */

import type { RealBatch } from '../data/drawBatch.ts';
import type { LayerPlan } from '../networks/layers/planLayers.ts';
import { mean } from '../networks/mean.ts';
import { drawWeights, Network } from '../networks/Network.ts';
import type { ModelPlan } from '../networks/planModel.ts';
import { OBJECTIVES } from '../objectives/index.ts';
import type { Objective } from '../objectives/Objective.ts';
import { Adam } from '../optimisers/Adam.ts';
import { type Discriminate, judge } from '../penalties/judge.ts';
import { SHAKE, steepnessOf } from '../penalties/smoothness.ts';
import { Random, type RandomState } from '../Random.ts';
import type { Recipe } from '../recipes/Recipe.ts';
import { type Augment, drawAugment } from '../stabilisers/DiffAugment.ts';
import { NoisePool } from '../stabilisers/NoisePool.ts';
import { SpectralNorm } from '../stabilisers/SpectralNorm.ts';
import * as tf from '../tf.ts';
import { STEP_MEASURES, UNMEASURED } from './StepMeasures.ts';
import { WeightAverage } from './WeightAverage.ts';

/** What a game has counted and drawn so far. */
export interface GameCounters {
  readonly generatorUpdates: number;
  readonly discriminatorUpdates: number;
  readonly averagings: number;
  readonly randoms: Readonly<Record<'latents' | 'augmentations' | 'shares' | 'noise', RandomState>>;
}

/** What one player's turn was measured by. */
export type TurnMeasures = Partial<Record<(typeof STEP_MEASURES)[number], tf.Scalar>>;

export class AdversarialGame {
  readonly generator: Network;
  readonly discriminator: Network;

  #plan: ModelPlan;
  #latents: Random;
  #augmentations: Random;
  #shares: Random;
  #noise: NoisePool;
  #generatorAdam: Adam;
  #discriminatorAdam: Adam;
  #average: WeightAverage | null;
  #spectralNorm: SpectralNorm;
  #recipe!: Recipe;

  constructor(plan: ModelPlan, recipe: Recipe, seed: number) {
    const draw = (name: string, layers: readonly LayerPlan[]) =>
      Network.fromWeights(layers, drawWeights(layers, new Random(seed, name)));
    this.#plan = plan;
    this.generator = draw('generator', plan.generator);
    this.discriminator = draw('discriminator', plan.discriminator);
    this.#generatorAdam = new Adam(this.generator.variables, recipe);
    this.#discriminatorAdam = new Adam(this.discriminator.variables, recipe);
    this.#average = recipe.ema > 0 ? new WeightAverage(this.generator, recipe.ema) : null;
    this.#latents = new Random(seed, 'latent vectors');
    this.#augmentations = new Random(seed, 'augmentation');
    this.#shares = new Random(seed, 'between real and generated');
    this.#noise = new NoisePool(seed);
    this.#spectralNorm = new SpectralNorm(
      recipe.spectralNorm ? this.discriminator.matrices : [],
      new Random(seed, 'spectral norm'),
    );
    this.discriminator.normalise = kernel => this.#spectralNorm.normalise(kernel);
    this.recipe = recipe;
  }

  /** The generator to show: with averaged weights where the recipe averages. */
  get shownGenerator(): Network {
    return this.#average?.network ?? this.generator;
  }

  /**
   * The update of one player alone, to be watched by itself.
   * @returns its measures, gradients included, before the update; to be disposed of by the caller
   */
  turn(player: 'discriminator' | 'generator', batch: RealBatch): TurnMeasures {
    return tf.tidy(() => {
      if (player === 'discriminator') return this.#discriminatorTurn(batch, true);
      const measures = this.#generatorTurn(batch, true);
      this.#average?.update();
      return measures;
    });
  }

  /** All that changes with the steps, by name: weights, optimisers' means, averages, singular vectors. */
  get tensors(): Record<string, tf.Variable> {
    return {
      ...prefixed('generator', this.generator.named),
      ...prefixed('discriminator', this.discriminator.named),
      ...prefixed('generatorAdam', this.#generatorAdam.named),
      ...prefixed('discriminatorAdam', this.#discriminatorAdam.named),
      ...prefixed('average', this.#average?.network.named ?? {}),
      ...prefixed('spectralNorm', this.#spectralNorm.named),
    };
  }

  get counters(): GameCounters {
    return {
      generatorUpdates: this.#generatorAdam.updates,
      discriminatorUpdates: this.#discriminatorAdam.updates,
      averagings: this.#average?.updates ?? 0,
      randoms: {
        latents: this.#latents.state,
        augmentations: this.#augmentations.state,
        shares: this.#shares.state,
        noise: this.#noise.state,
      },
    };
  }

  set counters({ generatorUpdates, discriminatorUpdates, averagings, randoms }: GameCounters) {
    this.#generatorAdam.updates = generatorUpdates;
    this.#discriminatorAdam.updates = discriminatorUpdates;
    if (this.#average) this.#average.updates = averagings;
    this.#latents.state = randoms.latents;
    this.#augmentations.state = randoms.augmentations;
    this.#shares.state = randoms.shares;
    this.#noise.state = randoms.noise;
  }

  /**
   * Takes effect with the next step. Whether and how weights are averaged, and whether they are normalised, stays as it
   * was at the start.
   */
  set recipe(recipe: Recipe) {
    this.#recipe = recipe;
    this.#discriminatorAdam.settings = recipe;
    const { learningRate, generatorLearningRate } = recipe;
    this.#generatorAdam.settings = { ...recipe, learningRate: generatorLearningRate ?? learningRate };
  }

  /**
   * The updates of the discriminator, one for each of the batches, then one of the generator.
   * @param measuresGradients whether their lengths are measured, or {@link UNMEASURED} stands in their place
   * @returns {@link STEP_MEASURES} in their order, before the updates; to be disposed of by the caller
   */
  step(batches: readonly RealBatch[], measuresGradients = true): tf.Tensor1D {
    return tf.tidy(() => {
      const last = batches.at(-1)!;
      let measures: TurnMeasures = {};
      for (const batch of batches) {
        const measuresGradient = measuresGradients && batch === last;
        measures = { ...measures, ...this.#discriminatorTurn(batch, measuresGradient) };
      }
      measures = { ...measures, ...this.#generatorTurn(last, measuresGradients) };
      this.#average?.update();
      return packMeasures(measures);
    });
  }

  get isConditional(): boolean {
    return this.#plan.conditionSize > 0;
  }

  /** [count, latentSize] */
  drawLatents(count: number, random: Random): tf.Tensor2D {
    const { latentSize } = this.#plan;
    return tf.tensor2d(random.normals(count * latentSize), [count, latentSize]);
  }

  get latentSize(): number {
    return this.#plan.latentSize;
  }

  /** What a generator, by default the one in training, makes of these: [count, height, width, channels]. */
  generate(latents: tf.Tensor2D, condition: tf.Tensor2D | null, generator = this.generator): tf.Tensor4D {
    const images = generator.apply(latents, condition);
    return tf.reshape(images, [latents.shape[0], ...this.#plan.imageShape]);
  }

  dispose(): void {
    for (const part of [this.generator, this.discriminator, this.#generatorAdam, this.#discriminatorAdam])
      part.dispose();
    this.#average?.dispose();
    this.#spectralNorm.dispose();
    this.#noise.dispose();
  }

  #discriminatorTurn({ images: real, condition }: RealBatch, measuresGradient: boolean): TurnMeasures {
    const { penalty, labelSmoothing } = this.#recipe;
    const batch = real.shape[0];
    // Generated outside of the gradient function: its tape would cost, and nobody asks for it. All images go through
    // the discriminator at once, which is right because nothing in it mixes the images of a batch.
    const fake = this.generate(this.drawLatents(batch, this.#latents), condition);
    const seen = this.#drawView(2 * batch)(tf.concat([real, fake], 0));
    this.#spectralNorm.refine();
    const noise = {
      pool: this.#noise,
      uniforms: (count: number) => Float32Array.from({ length: count }, () => this.#shares.uniform()),
    };
    let logits: tf.Tensor[] = [];
    const { value, grads } = tf.variableGrads(() => {
      const conditions = condition && tf.concat([condition, condition], 0);
      const judgement = judge(this.#discriminate, { images: seen, condition: conditions }, penalty, noise);
      const [realLogits, fakeLogits] = tf.split(judgement.logits, 2, 0) as [tf.Tensor2D, tf.Tensor2D];
      logits = [realLogits, fakeLogits].map(side => tf.keep(mean(side)));
      const loss = this.#objective.discriminatorLoss(realLogits, fakeLogits, 1 - labelSmoothing);
      return judgement.penalty ? (tf.add(loss, judgement.penalty) as tf.Scalar) : loss;
    }, this.discriminator.variables);
    this.#discriminatorAdam.apply(grads);
    const [realLogit, fakeLogit] = logits.map(logit => tf.clone(logit));
    tf.dispose(logits);
    return {
      discriminatorLoss: value,
      realLogit: realLogit as tf.Scalar,
      fakeLogit: fakeLogit as tf.Scalar,
      discriminatorGradient: measuresGradient ? norm(grads) : tf.scalar(UNMEASURED),
    };
  }

  #generatorTurn({ images: real, condition }: RealBatch, measuresGradient: boolean): TurnMeasures {
    const { featureMatching, smoothness } = this.#recipe;
    const { generatorLoss, generatorSeesReal } = this.#objective;
    const batch = real.shape[0];
    const latents = this.drawLatents(batch, this.#latents);
    const shaken = smoothness > 0 ? this.#noise.addTo(latents, SHAKE) : null;
    const view = this.#drawView(batch);
    const last = this.discriminator.depth - 1;
    const features = (images: tf.Tensor) => this.discriminator.applyPart(images, condition, 0, last);
    const logits = (seen: tf.Tensor) =>
      this.discriminator.applyPart(seen, condition, last, last + 1) as tf.Tensor2D;
    const realFeatures = generatorSeesReal || featureMatching > 0 ? features(view(real)) : null;
    const realLogits = generatorSeesReal ? logits(realFeatures!) : null;
    const { value, grads } = tf.variableGrads(() => {
      const { fake, steepness } = this.#generateTwice(latents, shaken, condition);
      const fakeFeatures = features(view(fake));
      let loss = generatorLoss(logits(fakeFeatures), realLogits);
      if (steepness) loss = tf.add(loss, tf.mul(steepness, smoothness)) as tf.Scalar;
      if (featureMatching === 0) return loss;
      const apart = tf.sub(tf.mean(realFeatures!, 0), tf.mean(fakeFeatures, 0));
      return tf.add(loss, tf.mul(tf.sum(tf.square(apart)), featureMatching)) as tf.Scalar;
    }, this.generator.variables);
    this.#generatorAdam.apply(grads);
    const generatorGradient = measuresGradient ? norm(grads) : tf.scalar(UNMEASURED);
    return { generatorLoss: value, generatorGradient };
  }

  /** Images of latent vectors and, where those are shaken, how steep the generator is there; all in one pass. */
  #generateTwice(latents: tf.Tensor2D, shaken: tf.Tensor2D | null, condition: tf.Tensor2D | null) {
    if (!shaken) return { fake: this.generate(latents, condition), steepness: null };
    const conditions = condition && (tf.concat([condition, condition], 0) as tf.Tensor2D);
    const images = this.generate(tf.concat([latents, shaken], 0) as tf.Tensor2D, conditions);
    return { fake: tf.split(images, 2, 0)[0] as tf.Tensor4D, steepness: steepnessOf(images) };
  }

  get #objective(): Objective {
    const { objective } = this.#recipe;
    return typeof objective === 'string' ? OBJECTIVES[objective] : objective;
  }

  #discriminate: Discriminate = (images, condition) =>
    this.discriminator.apply(images, condition) as tf.Tensor2D;

  /** How the discriminator sees images in this turn: changed at random and noisy, as the recipe has it. */
  #drawView(count: number): Augment {
    const { augment, instanceNoise } = this.#recipe;
    const change = drawAugment(augment, count, this.#plan.imageShape, this.#augmentations);
    if (instanceNoise === 0) return change;
    return images => this.#noise.addTo(change(images), instanceNoise);
  }
}

/** {@link STEP_MEASURES} in their order. */
export function packMeasures(measures: TurnMeasures): tf.Tensor1D {
  return tf.stack(STEP_MEASURES.map(name => measures[name]!)) as tf.Tensor1D;
}

function prefixed(
  prefix: string,
  variables: Readonly<Record<string, tf.Variable>>,
): Record<string, tf.Variable> {
  return Object.fromEntries(
    Object.entries(variables).map(([name, variable]) => [`${prefix}.${name}`, variable]),
  );
}

/** The length of all gradients together. Laid end to end first, which takes a third of the operations. */
function norm(gradients: tf.NamedTensorMap): tf.Scalar {
  const all = tf.concat(Object.values(gradients).map(gradient => tf.reshape(gradient, [-1])));
  return tf.sqrt(tf.sum(tf.square(all))) as tf.Scalar;
}
