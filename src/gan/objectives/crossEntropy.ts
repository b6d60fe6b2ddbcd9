/** Binary cross-entropy on logits, without the overflow that a sigmoid and a logarithm after it would bring. */

import { mean } from '../networks/mean.ts';
import * as tf from '../tf.ts';

/**
 * E softplus(x), where softplus(x) = log(1 + eˣ) = −log sigmoid(−x). Its gradient keeps the operation's input, so it can
 * be differentiated twice.
 */
export function meanSoftplus(x: tf.Tensor): tf.Scalar {
  return mean(tf.softplus(x));
}

/**
 * −E[t log sigmoid(x) + (1 − t) log(1 − sigmoid(x))] = E softplus(−x) + (1 − t) E x, for a target t from 0 to 1: the
 * discriminator shall be sure of real images up to t and not beyond.
 */
export function crossEntropy(logits: tf.Tensor, target: number): tf.Scalar {
  const sure = meanSoftplus(tf.neg(logits));
  return target === 1 ? sure : tf.add(sure, tf.mul(mean(logits), 1 - target));
}
