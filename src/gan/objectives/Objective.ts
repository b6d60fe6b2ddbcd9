/**
 * What an objective is: the losses of both players as functions of the discriminator's logits. D(x) is a logit: the
 * probability that x is real is sigmoid(D(x)).
 */

import type * as tf from '../tf.ts';
import { minimax } from './minimax.ts';
import type { ObjectiveName } from './names.ts';
import { nonSaturating } from './nonSaturating.ts';
import { relativistic } from './relativistic.ts';

export interface Objective {
  /** To be minimised by the discriminator. Logits of shape [batch, 1] each. */
  discriminatorLoss(real: tf.Tensor2D, fake: tf.Tensor2D): tf.Scalar;
  /** To be minimised by the generator. `real` is null unless {@link generatorSeesReal}. */
  generatorLoss(fake: tf.Tensor2D, real: tf.Tensor2D | null): tf.Scalar;
  /** Whether the generator's loss compares with the logits of real images. */
  readonly generatorSeesReal: boolean;
}

export const OBJECTIVES: Readonly<Record<ObjectiveName, Objective>> = {
  'non-saturating': nonSaturating,
  minimax,
  relativistic,
};
