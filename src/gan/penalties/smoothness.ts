import * as tf from '../tf.ts';

/** Standard deviation of the noise on latent vectors: so little that a generator is nearly linear over it. */
export const SHAKE = 0.1;

/**
 * How steep a generator is, from the images of latent vectors z and of the same ones with noise n ~ N(0, {@link SHAKE}²):
 *
 *     E mean((G(z + n) − G(z))²) / SHAKE²
 *
 * whose mean over n is |∂G/∂z|² / d to first order, the sum of the squares of all entries of the Jacobian divided by the d
 * numbers of an image. After Odena et al. 2018, "Is generator conditioning causally related to GAN performance?", who hold
 * such a quotient between two bounds; here it is only kept small. For normally distributed latent vectors it cannot fall
 * below the mean variance of the images' numbers (Poincaré's inequality for Gaussians): what varies has to be steep.
 *
 * @param images of z and, as many after them, of z + n
 */
export function steepnessOf(images: tf.Tensor4D): tf.Scalar {
  const [still, shaken] = tf.split(images, 2, 0);
  return tf.div(tf.mean(tf.square(tf.sub(shaken!, still!))), SHAKE ** 2) as tf.Scalar;
}
