/** A recipe: everything about how a model is trained, apart from the model, the data and the seed. */

import type { ObjectiveName } from '../objectives/names.ts';
import type { Objective } from '../objectives/Objective.ts';
import type { Penalty } from '../penalties/Penalty.ts';
import type { Augmentation } from '../stabilisers/augmentations.ts';

/** How a training is to go: objective, optimiser, stabilisers. */
export interface Recipe {
  /** The game's rules: see `objectives/`. A pair of functions of one's own runs with `worker: false` only. */
  readonly objective: ObjectiveName | Objective;
  /** Smoothness penalty on the discriminator, or `null` for none. */
  readonly penalty: Penalty | null;
  /** Adam's learning rate of both networks, above 0. */
  readonly learningRate: number;
  /** Adam's learning rate of the generator where it is another one; `null`: the same. */
  readonly generatorLearningRate: number | null;
  /** Adam's decay of the mean gradient, in [0, 1). */
  readonly beta1: number;
  /** Adam's decay of the mean squared gradient, in [0, 1). */
  readonly beta2: number;
  /** Adam's guard against division by zero, above 0, with PyTorch's meaning (added to the corrected root). */
  readonly epsilon: number;
  /** Images a step shown to the discriminator from either side, at least 1. */
  readonly batchSize: number;
  /** Updates of the discriminator before each one of the generator, at least 1. Wasserstein critics want about 5. */
  readonly discriminatorSteps: number;
  /**
   * Half-life, in steps, of the exponential moving average of the generator's weights that samples are made from; it
   * grows from 0 as training goes on, up to this. 0: samples are made from the weights themselves.
   */
  readonly ema: number;
  /** Cures a discriminator whose slopes explode: divides each of its weight matrices by its largest singular value. */
  readonly spectralNorm: boolean;
  /** Cures a discriminator that learns few images by heart: both sides are changed at random before it sees them. */
  readonly augment: readonly Augmentation[];
  /**
   * Cures a discriminator that is too sure of itself: it shall hold real images for real with probability 1 − this, in
   * [0, 0.5]. One-sided: generated images stay at 0 (Salimans et al. 2016). Not for `hinge` and `wasserstein`.
   */
  readonly labelSmoothing: number;
  /**
   * Cures images that no real one is near, where any discriminator wins outright: standard deviation of the noise added
   * to all it sees, at least 0, images being in [-1, 1] (Arjovsky and Bottou 2017).
   */
  readonly instanceNoise: number;
  /**
   * Cures a generator that chases the discriminator's newest whim: weight, at least 0, of the squared distance between
   * the mean features of real and of generated images, before the discriminator's last layer (Salimans et al. 2016).
   */
  readonly featureMatching: number;
  /**
   * Cures images that jump when their latent vector moves a little: weight, at least 0, of the mean squared slope of the
   * generator, see `smoothness.ts`. Too much of it makes all images alike.
   */
  readonly smoothness: number;
}
