/**
 * x·W + b, what a dense layer computes, as one operation: on WebGL a product adds the bias in the same draw call, and
 * the bias's gradient is a product with a row of ones, where TensorFlow.js transposes the whole of dy to add it up.
 */

import * as tf from '../tf.ts';
import { denseProduct } from './denseProduct.ts';

const KERNEL = 'GenesisAffine';

/** Longer sums than this TensorFlow.js makes in parts, side by side, unless a bias comes with them. */
const LONGEST_SUM = 1000;

/**
 * @param x [rows, inputs]
 * @param kernel [inputs, outputs]
 * @param bias [outputs]
 * @returns [rows, outputs]; its gradients are exact to any order
 */
export function affine(x: tf.Tensor2D, kernel: tf.Tensor2D, bias: tf.Tensor): tf.Tensor2D {
  const [inputs, outputs] = kernel.shape;
  const fuses = tf.getBackend() === 'webgl' && (outputs > 1 || inputs <= LONGEST_SUM);
  if (!fuses) return tf.add(denseProduct(x, kernel), bias);
  register();
  return tf.engine().runKernel(KERNEL, { x, kernel, bias } as unknown as tf.NamedTensorMap) as tf.Tensor2D;
}

function register(): void {
  if (tf.getKernel(KERNEL, 'webgl')) return;
  const product = tf.getKernel('_FusedMatMul', 'webgl');
  tf.registerKernel({
    kernelName: KERNEL,
    backendName: 'webgl',
    kernelFunc: ({ inputs: { x, kernel, bias }, backend }) =>
      product.kernelFunc({
        inputs: { a: x!, b: kernel!, bias: bias! },
        backend,
        attrs: { transposeA: false, transposeB: false, activation: 'linear' },
      }),
  });
  if (tf.getGradient(KERNEL)) return;
  tf.registerGradient({
    kernelName: KERNEL,
    inputsToSave: ['x', 'kernel'],
    gradFunc: (gradient, saved) => {
      const dy = gradient as tf.Tensor2D;
      const [x, kernel] = saved as [tf.Tensor2D, tf.Tensor2D];
      return {
        x: () => denseProduct(dy, kernel, false, true),
        kernel: () => denseProduct(x, dy, true, false),
        bias: () => tf.reshape(denseProduct(tf.ones([1, dy.shape[0]]), dy), [dy.shape[1]]),
      };
    },
  });
}
