import * as tf from '../tf.ts';

/**
 * E softplus(x), where softplus(x) = log(1 + eˣ) = −log sigmoid(−x) without overflow: binary cross-entropy on logits.
 * Its gradient keeps the operation's input, so it can be differentiated twice.
 */
export function meanSoftplus(x: tf.Tensor): tf.Scalar {
  return tf.mean(tf.softplus(x)) as tf.Scalar;
}
