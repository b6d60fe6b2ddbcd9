/**
 * The matrix product of dense layers, with gradients that the WASM backend computes fast.
 *
 * TensorFlow.js writes the gradients of `matMul` with transposition flags (dy·Wᵀ as `matMul(dy, W, false, true)`), and
 * the WASM backend has its fast XNNPACK path only for products without flags. So there the operands are transposed by
 * an operation of their own first, which costs next to nothing. The gradient is made of the same product again: it is
 * exact to any order.
 */

import { ownKernel, theirKernel } from '../backends/ownKernel.ts';
import * as tf from '../tf.ts';

const KERNEL = 'GenesisDenseProduct';

/** `a`·`b`, [rows, inner] × [inner, columns] → [rows, columns], either of them transposed before where asked for. */
export function denseProduct(
  a: tf.Tensor2D,
  b: tf.Tensor2D,
  transposeA = false,
  transposeB = false,
): tf.Tensor2D {
  if (tf.getBackend() !== 'wasm') return tf.matMul(a, b, transposeA, transposeB);
  register();
  const inputs = { a: transposeA ? tf.transpose(a) : a, b: transposeB ? tf.transpose(b) : b };
  return tf.engine().runKernel(KERNEL, inputs as unknown as tf.NamedTensorMap) as tf.Tensor2D;
}

function register(): void {
  const product = theirKernel('BatchMatMul', 'wasm');
  ownKernel(
    KERNEL,
    'wasm',
    ({ inputs, backend }) => product({ inputs, backend, attrs: { transposeA: false, transposeB: false } }),
    {
      inputsToSave: ['a', 'b'],
      gradFunc: (dy, saved) => {
        const [a, b] = saved as [tf.Tensor2D, tf.Tensor2D];
        return {
          a: () => denseProduct(dy as tf.Tensor2D, b, false, true),
          b: () => denseProduct(a, dy as tf.Tensor2D, true, false),
        };
      },
    },
  );
}
