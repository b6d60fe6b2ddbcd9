/**
 * What rectifiers do to the gradient that comes back through them: it passes where their input is above 0, and
 * elsewhere a part of it does.
 *
 * On WebGL one operation of our own, where `tf.step` and a product take four draw calls, because `tf.step` works on
 * other textures than all around it. A kernel and not `tf.customGrad`, which would compute all gradients, wanted or not.
 */

import { pointwise } from '../backends/pointwise.ts';
import * as tf from '../tf.ts';

const KERNEL = 'GenesisGate';

interface Gate {
  /** Of the part that passes where the input is not above 0. */
  readonly slope: number;
}

/** `dy` where `x` is above 0, else `slope` · `dy`. Exact to any order. */
export function gate(dy: tf.Tensor, x: tf.Tensor, slope: number): tf.Tensor {
  if (tf.getBackend() !== 'webgl') return tf.mul(dy, tf.add(tf.mul(tf.step(x), 1 - slope), slope));
  register();
  const inputs = { dy, x } as unknown as tf.NamedTensorMap;
  return tf.engine().runKernel(KERNEL, inputs, { slope } as never) as tf.Tensor;
}

function register(): void {
  if (tf.getKernel(KERNEL, 'webgl')) return;
  tf.registerKernel({
    kernelName: KERNEL,
    backendName: 'webgl',
    kernelFunc: ({ inputs: { dy, x }, attrs }) => {
      const { slope } = attrs as unknown as Gate;
      return pointwise(
        'dy * mix(vec4(slope), vec4(1.), greaterThan(x, vec4(0.)))',
        { dy: dy!, x: x! },
        { slope },
      );
    },
  });
  if (tf.getGradient(KERNEL)) return;
  tf.registerGradient({
    kernelName: KERNEL,
    inputsToSave: ['x'],
    gradFunc: (ddy, [x], attrs) => ({
      dy: () => gate(ddy as tf.Tensor, x!, (attrs as unknown as Gate).slope),
      x: () => tf.zerosLike(x!),
    }),
  });
}
