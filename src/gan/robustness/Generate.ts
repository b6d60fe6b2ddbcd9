import * as tf from '../tf.ts';

/** [images, latent size] → [images, height, width, channels] in [-1, 1]; conditions, if any, are those of the rows. */
export type Generate = (latents: tf.Tensor2D) => tf.Tensor4D;

/** Pixels from 0 to 1, one row an image. */
export const pixelsOf = (images: tf.Tensor4D): tf.Tensor2D =>
  tf.reshape(tf.div(tf.add(images, 1), 2), [images.shape[0], -1]);
