/** What each kind of layer computes. All of it can be differentiated twice, which exact penalties need. */

import * as tf from '../tf.ts';
import { activate } from './activations.ts';
import { affine } from './affine.ts';
import { convolve, convolveTransposed } from './convolve.ts';
import { denseProduct } from './denseProduct.ts';
import type { LayerDescription } from './layers/LayerDescription.ts';
import type { LayerPlan } from './layers/planLayers.ts';

/** The weights of one layer by role: `kernel`, `bias`, `embedding`, `vectors`. */
export type LayerWeights = Readonly<Record<string, tf.Tensor>>;

/**
 * @param x [batch, …]
 * @param condition [batch, length of the condition], for layers that take one
 */
export function applyLayer(
  { description, input, output }: LayerPlan,
  weights: LayerWeights,
  x: tf.Tensor,
  condition: tf.Tensor2D | null,
): tf.Tensor {
  const batch = x.shape[0]!;
  return APPLY[description.type](
    description as never,
    weights as Record<Role, tf.Tensor>,
    shaped(x, [batch, ...input]),
    condition,
    [batch, ...output],
  );
}

type Role = 'kernel' | 'bias' | 'embedding' | 'vectors';
type Apply<K extends LayerDescription['type']> = (
  description: Extract<LayerDescription, { type: K }>,
  weights: Readonly<Record<Role, tf.Tensor>>,
  x: tf.Tensor,
  condition: tf.Tensor2D | null,
  output: number[],
) => tf.Tensor;

const APPLY: { readonly [K in LayerDescription['type']]: Apply<K> } = {
  dense: ({ activation }, { kernel, bias }, x) => affine(flat(x), kernel as tf.Tensor2D, bias, activation),

  reshape: (_, __, x, ___, output) => shaped(x, output),

  conv({ stride = 1, activation = 'linear' }, { kernel, bias }, x) {
    const sums = convolve(x as tf.Tensor4D, kernel as tf.Tensor4D, stride);
    return activate(activation, tf.add(sums, bias));
  },

  'conv-transpose'({ activation = 'linear' }, { kernel, bias }, x) {
    const sums = convolveTransposed(x as tf.Tensor4D, kernel as tf.Tensor4D);
    return activate(activation, tf.add(sums, bias));
  },

  condition: (_, __, x, condition) => tf.concat([flat(x), given(condition)], 1),

  projection(_, { kernel, bias, embedding }, x, condition) {
    const features = flat(x);
    const wanted = denseProduct(given(condition), embedding as tf.Tensor2D);
    const fit = tf.sum(tf.mul(features, wanted), 1, true);
    return tf.add(affine(features, kernel as tf.Tensor2D, bias), fit);
  },

  embedding({ words }, { vectors }, x, _, output) {
    const numbers = tf.cast(tf.reshape(x, [-1]), 'int32');
    // A product can be differentiated on every backend, a gather cannot. The column of the empty place is left out.
    const chosen = tf.slice(tf.cast(tf.oneHot(numbers, words + 1), 'float32'), [0, 1]) as tf.Tensor2D;
    return tf.reshape(denseProduct(chosen, vectors as tf.Tensor2D), output);
  },

  phrase({ reach, activation }, { kernel, bias }, x, _, output) {
    const [batch, places, , channels] = x.shape as [number, number, number, number];
    const border = (reach - 1) / 2;
    const padded = tf.pad(x, [
      [0, 0],
      [border, border],
      [0, 0],
      [0, 0],
    ]);
    const shifted = Array.from({ length: reach }, (_, start) =>
      tf.slice(padded, [0, start, 0, 0], [batch, places, 1, channels]),
    );
    const rows = tf.reshape(tf.concat(shifted, 3), [batch * places, reach * channels]) as tf.Tensor2D;
    return tf.reshape(affine(rows, kernel as tf.Tensor2D, bias, activation), output);
  },

  largest: (_, __, x) => tf.max(x, [1, 2]),
};

/** Itself where it has that shape already: an operation that does nothing costs as much JavaScript as any other. */
function shaped(x: tf.Tensor, shape: number[]): tf.Tensor {
  return tf.util.arraysEqual(x.shape, shape) ? x : tf.reshape(x, shape);
}

function flat(x: tf.Tensor): tf.Tensor2D {
  const batch = x.shape[0]!;
  return shaped(x, [batch, x.size / batch]) as tf.Tensor2D;
}

function given(condition: tf.Tensor2D | null): tf.Tensor2D {
  if (condition) return condition;
  throw new Error('A conditional network was run without a condition.');
}
