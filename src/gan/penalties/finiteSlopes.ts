import * as tf from '../tf.ts';

/**
 * |∇D(x)|² of each image, [batch], from what D says of it and of the same image with noise n ~ N(0, sigma²):
 * ((D(x + n) − D(x)) / sigma)², whose mean over n is |∇D(x)|² to first order in sigma (Lin et al. 2025, "Seaweed-APT",
 * section 4.2). It needs no second derivatives and one more pass of the discriminator.
 *
 * @param clean logits of the images, [batch, 1]
 * @param noisy logits of the same images with noise, [batch, 1]
 */
export function finiteSlopes(clean: tf.Tensor2D, noisy: tf.Tensor2D, sigma: number): tf.Tensor1D {
  return tf.sum(tf.square(tf.div(tf.sub(noisy, clean), sigma)), 1);
}
