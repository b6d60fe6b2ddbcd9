import * as tf from '../tf.ts';
import type { AdamUpdate } from './AdamUpdate.ts';

/** Adam in TensorFlow.js' own operations: runs on every backend. */
export const updateByOperations: AdamUpdate = (
  { weight, m, v },
  gradient,
  { beta1, beta2, rate, epsilon },
) => {
  m.assign(tf.add(tf.mul(m, beta1), tf.mul(gradient, 1 - beta1)));
  v.assign(tf.add(tf.mul(v, beta2), tf.mul(tf.square(gradient), 1 - beta2)));
  weight.assign(tf.sub(weight, tf.div(tf.mul(m, rate), tf.add(tf.sqrt(v), epsilon))));
};
