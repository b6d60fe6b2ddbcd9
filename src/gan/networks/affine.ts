/**
 * What a dense layer computes, activation(x·W + b), as one operation: on WebGL a product adds the bias and bends the sums
 * in the same draw call, and the bias's gradient is a product with a row of ones, where TensorFlow.js transposes the whole
 * of dy to add it up.
 */

import { filled } from '../backends/filled.ts';
import { ownKernel, theirKernel } from '../backends/ownKernel.ts';
import * as tf from '../tf.ts';
import { activate, LEAKY_SLOPE } from './activations.ts';
import { denseProduct } from './denseProduct.ts';
import { gate } from './gate.ts';
import type { Activation } from './layers/LayerDescription.ts';

const KERNEL = 'GenesisAffine';

/** Longer sums than this TensorFlow.js makes in parts, side by side, unless a bias comes with them. */
const LONGEST_SUM = 1000;

/** What each activation is called by a product that can apply it, and its slope where the sums are below 0. */
const FUSED = {
  linear: { name: 'linear', slope: 1 },
  relu: { name: 'relu', slope: 0 },
  'leaky-relu': { name: 'leakyrelu', slope: LEAKY_SLOPE },
} as const;

interface AffineSettings {
  readonly activation: keyof typeof FUSED;
}

/**
 * @param x [rows, inputs]
 * @param kernel [inputs, outputs]
 * @param bias [outputs]
 * @returns [rows, outputs]; its gradients are exact to any order
 */
export function affine(
  x: tf.Tensor2D,
  kernel: tf.Tensor2D,
  bias: tf.Tensor,
  activation: Activation = 'linear',
): tf.Tensor {
  const [inputs, outputs] = kernel.shape;
  const isLong = outputs === 1 && inputs > LONGEST_SUM;
  if (tf.getBackend() !== 'webgl' || isLong)
    return activate(activation, tf.add(denseProduct(x, kernel), bias));
  if (!(activation in FUSED)) return activate(activation, affine(x, kernel, bias));
  register();
  const tensors = { x, kernel, bias } as unknown as tf.NamedTensorMap;
  return tf.engine().runKernel(KERNEL, tensors, { activation } as never) as tf.Tensor;
}

function register(): void {
  const product = theirKernel('_FusedMatMul', 'webgl');
  ownKernel(
    KERNEL,
    'webgl',
    ({ inputs: { x, kernel, bias }, backend, attrs }) => {
      const { name, slope } = FUSED[(attrs as unknown as AffineSettings).activation];
      return product({
        inputs: { a: x!, b: kernel!, bias: bias! },
        backend,
        attrs: { transposeA: false, transposeB: false, activation: name, leakyreluAlpha: slope },
      });
    },
    {
      inputsToSave: ['x', 'kernel'],
      outputsToSave: [true],
      gradFunc: (dy, saved, attrs) => {
        const [x, kernel, y] = saved as [tf.Tensor2D, tf.Tensor2D, tf.Tensor2D];
        const { activation } = attrs as unknown as AffineSettings;
        // TensorFlow.js forgets what a saved output came from, but a gate does not change with what opens it.
        const dSums = (
          activation === 'linear' ? dy : gate(dy as tf.Tensor, y, FUSED[activation].slope)
        ) as tf.Tensor2D;
        return {
          x: () => denseProduct(dSums, kernel, false, true),
          kernel: () => denseProduct(x, dSums, true, false),
          bias: () => tf.reshape(denseProduct(filled([1, dSums.shape[0]], 1), dSums), [dSums.shape[1]]),
        };
      },
    },
  );
}
