import type * as tf from '../tf.ts';

/** A weight with its running means of gradient and squared gradient. */
export interface AdamSlot {
  readonly weight: tf.Variable;
  readonly m: tf.Variable;
  readonly v: tf.Variable;
}

export interface AdamCoefficients {
  readonly beta1: number;
  readonly beta2: number;
  /** learningRate √(1 − β2ᵗ) / (1 − β1ᵗ): both corrections in one factor … */
  readonly rate: number;
  /** … for which epsilon has to be scaled by √(1 − β2ᵗ) too. */
  readonly epsilon: number;
}

/** Carries out one update of one slot: assigns weight, m and v. Runs within a `tf.tidy`. */
export type AdamUpdate = (slot: AdamSlot, gradient: tf.Tensor, coefficients: AdamCoefficients) => void;
