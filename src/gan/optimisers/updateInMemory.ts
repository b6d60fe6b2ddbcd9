import * as tf from '../tf.ts';
import type { AdamUpdate } from './AdamUpdate.ts';

/**
 * Adam as one loop over the numbers, for the backends whose tensors are plain memory (cpu and wasm): one pass
 * in place of fifteen.
 */
export const updateInMemory: AdamUpdate = ({ weight, m, v }, gradient, { beta1, beta2, rate, epsilon }) => {
  const means = memoryOf(m);
  const squares = memoryOf(v);
  const slopes = memoryOf(gradient);
  const old = memoryOf(weight);
  // The weights get new memory and a new tensor: XNNPACK keeps packed copies of matrices by the tensor's identity, so
  // a matrix changed in place would go on being multiplied with its old values.
  const values = new Float32Array(old.length);
  for (let i = 0; i < values.length; i++) {
    const slope = slopes[i]!;
    const mean = beta1 * means[i]! + (1 - beta1) * slope;
    const square = beta2 * squares[i]! + (1 - beta2) * slope * slope;
    means[i] = mean;
    squares[i] = square;
    values[i] = old[i]! - (rate * mean) / (Math.sqrt(square) + epsilon);
  }
  weight.assign(tf.tensor(values, weight.shape));
};

/** The tensor's own numbers, not a copy. Valid until the backend allocates again. */
function memoryOf(tensor: tf.Tensor): Float32Array {
  const backend = tf.backend() as unknown as { typedArrayFromHeap?(tensor: tf.Tensor): Float32Array };
  return backend.typedArrayFromHeap?.(tensor) ?? (tensor.dataSync() as Float32Array);
}
