/** A recipe: everything about how a model is trained, apart from the model, the data and the seed. */

import type { ObjectiveName } from '../objectives/names.ts';

/**
 * R1 + R2: gamma/2 (E|∇D(x)|² + E|∇D(G(z))|²), which keeps the discriminator smooth around real and generated
 * images (Mescheder 2018; both at once: Huang 2024, "The GAN is dead; long live the GAN!"). Estimated by finite
 * differences along Gaussian noise.
 */
export interface Penalty {
  /** Weight, above 0. Around 0.02 for dense networks on digits. */
  readonly gamma: number;
  /** Standard deviation of the noise, above 0, in image units of [-1, 1]. @default 0.01 */
  readonly sigma: number;
}

export interface Recipe {
  /** The game's rules: see `objectives/`. */
  readonly objective: ObjectiveName;
  /** Smoothness penalty on the discriminator, or `null` for none. */
  readonly penalty: Penalty | null;
  /** Adam's learning rate of both networks, above 0. */
  readonly learningRate: number;
  /** Adam's decay of the mean gradient, in [0, 1). */
  readonly beta1: number;
  /** Adam's decay of the mean squared gradient, in [0, 1). */
  readonly beta2: number;
  /** Adam's guard against division by zero, above 0, with PyTorch's meaning (added to the corrected root). */
  readonly epsilon: number;
  /** Images a step shown to the discriminator from either side, at least 1. */
  readonly batchSize: number;
  /**
   * Half-life, in steps, of the exponential moving average of the generator's weights that samples are made from; it
   * grows from 0 as training goes on, up to this. 0: samples are made from the weights themselves.
   */
  readonly ema: number;
}
