import * as tf from '../tf.ts';

/**
 * R1 + R2 by finite differences (Lin et al. 2025, "Seaweed-APT", section 4.2):
 *
 *     gamma/2 (E|∇D(x)|² + E|∇D(G(z))|²) ≈ gamma/(2 sigma² B) Σ (D(y + n) − D(y))²,  n ~ N(0, sigma²)
 *
 * where y runs through the B real and the B generated images: to first order in sigma, the mean over n of
 * (D(y + n) − D(y))² is sigma² |∇D(y)|². It needs no second derivatives and one more pass of the discriminator.
 *
 * @param clean logits of real and generated images, [2B, 1]
 * @param noisy logits of the same images with noise of standard deviation `sigma`, [2B, 1]
 */
export function gradientPenalty(
  clean: tf.Tensor2D,
  noisy: tf.Tensor2D,
  gamma: number,
  sigma: number,
): tf.Scalar {
  const batch = clean.shape[0] / 2;
  return tf.mul(tf.sum(tf.square(tf.sub(noisy, clean))), gamma / (2 * sigma * sigma * batch)) as tf.Scalar;
}
