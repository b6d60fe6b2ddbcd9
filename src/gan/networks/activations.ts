/**
 * The activations as functions that can be differentiated twice. TensorFlow.js' own `leakyRelu` throws in the second
 * order and its `tanh` is silently wrong there: gradients that keep an operation's output lose a term in
 * `tfjs-core/src/engine.ts` (`saveTensorsForBackwardMode`). Here they keep their input.
 */

import * as tf from '../tf.ts';
import { gate } from './gate.ts';
import type { Activation } from './layers/LayerDescription.ts';

type Apply = (x: tf.Tensor) => tf.Tensor;

/** Of the leaky ReLU where its input is below 0. */
export const LEAKY_SLOPE = 0.2;

export function activate(activation: Activation, x: tf.Tensor): tf.Tensor {
  return FUNCTIONS[activation](x);
}

const FUNCTIONS: Record<Activation, Apply> = {
  linear: x => x,
  relu: x => rectify(x, input => tf.relu(input), 0),
  softplus: x => tf.softplus(x),
  'leaky-relu': x => rectify(x, input => tf.leakyRelu(input, LEAKY_SLOPE), LEAKY_SLOPE),
  tanh,
};

function rectify(x: tf.Tensor, value: Apply, slope: number): tf.Tensor {
  return withGradient(x, value, (dy, input) => gate(dy, input, slope));
}

/** tanh' = 1 − tanh², in which tanh is this function again: that makes every order exact. */
function tanh(x: tf.Tensor): tf.Tensor {
  return withGradient(
    x,
    input => tf.tanh(input),
    (dy, input) => tf.mul(dy, tf.sub(1, tf.square(tanh(input)))),
  );
}

function withGradient(
  x: tf.Tensor,
  value: Apply,
  back: (dy: tf.Tensor, x: tf.Tensor) => tf.Tensor,
): tf.Tensor {
  return tf.customGrad((input, save) => {
    (save as tf.GradSaveFunc)([input as tf.Tensor]);
    return {
      value: value(input as tf.Tensor),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => back(dy, saved[0] as tf.Tensor),
    };
  })(x) as tf.Tensor;
}
