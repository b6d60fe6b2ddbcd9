/**
 * What rectifiers do to the gradient that comes back through them: it passes where they let their input pass, and
 * elsewhere a part of it does. On WebGL one operation of our own, where `tf.step` and a product take four draw calls,
 * because `tf.step` works on other textures than all around it.
 */

import { ownKernel } from '../backends/ownKernel.ts';
import { pointwise } from '../backends/pointwise.ts';
import * as tf from '../tf.ts';

const KERNEL = 'GenesisGate';

interface GateSettings {
  /** Of the part that passes where the gate is closed. */
  readonly slope: number;
}

/**
 * `dy` where `by` is above 0, else `slope` · `dy`. Exact to any order.
 * @param by the rectifier's input, or its output: they have the same sign
 */
export function gate(dy: tf.Tensor, by: tf.Tensor, slope: number): tf.Tensor {
  if (tf.getBackend() !== 'webgl') return tf.mul(dy, tf.step(by, slope));
  register();
  const inputs = { dy, by } as unknown as tf.NamedTensorMap;
  return tf.engine().runKernel(KERNEL, inputs, { slope } as never) as tf.Tensor;
}

function register(): void {
  ownKernel(
    KERNEL,
    'webgl',
    ({ inputs: { dy, by }, attrs }) => {
      const { slope } = attrs as unknown as GateSettings;
      const formula = 'dy * mix(vec4(slope), vec4(1.), greaterThan(by, vec4(0.)))';
      return pointwise(formula, { dy: dy!, by: by! }, { slope });
    },
    {
      inputsToSave: ['by'],
      gradFunc: (ddy, [by], attrs) => ({
        dy: () => gate(ddy as tf.Tensor, by!, (attrs as unknown as GateSettings).slope),
        by: () => tf.zerosLike(by!),
      }),
    },
  );
}
