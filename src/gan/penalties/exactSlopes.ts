import * as tf from '../tf.ts';

/**
 * |∇D(x)|² of each image, [batch], by differentiating D. It can be differentiated once more, by D's weights: exact,
 * because nothing in a discriminator mixes the images of a batch, and its layers use only operations whose second
 * derivatives TensorFlow.js has right (see `networks/`).
 */
export function exactSlopes(discriminate: (images: tf.Tensor) => tf.Tensor, images: tf.Tensor): tf.Tensor1D {
  const gradient = tf.grad(x => tf.sum(discriminate(x)))(images);
  return tf.sum(tf.square(tf.reshape(gradient, [images.shape[0]!, -1])), 1);
}
