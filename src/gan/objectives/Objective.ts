import type * as tf from '../tf.ts';

/**
 * The losses of both players as functions of the discriminator's logits. D(x) is a logit: the probability that x is
 * real is sigmoid(D(x)).
 */
export interface Objective {
  /**
   * To be minimised by the discriminator. Logits of shape [batch, 1] each; image k of both has the same label, if any.
   * @param target what the discriminator shall say of real images: 1, or less with one-sided label smoothing
   */
  discriminatorLoss(real: tf.Tensor2D, fake: tf.Tensor2D, target: number): tf.Scalar;
  /** To be minimised by the generator. `real` is null unless {@link generatorSeesReal}. */
  generatorLoss(fake: tf.Tensor2D, real: tf.Tensor2D | null): tf.Scalar;
  /** Whether the generator's loss compares with the logits of real images. @default false */
  readonly generatorSeesReal?: boolean;
}
