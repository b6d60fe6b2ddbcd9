/** Convolutions with gradients of every order, on every backend. */

import * as tf from '../tf.ts';
import { denseProduct } from './denseProduct.ts';
import { paintPatches, takePatches, worksInMemory } from './patches.ts';

/**
 * @param x [batch, height, width, inputs]
 * @param kernel [side, side, inputs, outputs]; around the image, zeros so that its size stays or, with stride 2, halves
 */
export function convolve(x: tf.Tensor4D, kernel: tf.Tensor4D, stride: 1 | 2): tf.Tensor4D {
  const [side, , inputs, outputs] = kernel.shape;
  const [batch, height, width] = x.shape;
  const border = (side - stride) / 2;
  // A border given in numbers is the same on all sides, as in PyTorch; 'same' may add one side less.
  if (!worksInMemory()) return tf.conv2d(x, kernel, stride, border);
  const patches = takePatches(x, { image: [height, width, inputs], side, stride, border });
  const sums = denseProduct(patches, tf.reshape(kernel, [side * side * inputs, outputs]));
  return tf.reshape(sums, [batch, height / stride, width / stride, outputs]);
}

/**
 * A convolution with stride 2 turned around: the sides double.
 * @param x [batch, height, width, inputs]
 * @param kernel [side, side, outputs, inputs]
 */
export function convolveTransposed(x: tf.Tensor4D, kernel: tf.Tensor4D): tf.Tensor4D {
  const [side, , outputs, inputs] = kernel.shape;
  const [batch, height, width] = x.shape;
  const border = (side - 2) / 2;
  const [tall, wide] = [2 * height, 2 * width];
  if (!worksInMemory()) return tf.conv2dTranspose(x, kernel, [batch, tall, wide, outputs], 2, border);
  const pixels = tf.reshape(x, [batch * height * width, inputs]);
  const weights = tf.transpose(tf.reshape(kernel, [side * side * outputs, inputs]));
  const patches = denseProduct(pixels as tf.Tensor2D, weights as tf.Tensor2D);
  return paintPatches(patches, { image: [tall, wide, outputs], side, stride: 2, border });
}
