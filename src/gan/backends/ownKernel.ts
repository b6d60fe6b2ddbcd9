import * as tf from '../tf.ts';
import type { BackendName } from './choose.ts';

/**
 * Makes an operation of our own known to a backend, once; `tf.engine().runKernel` then runs it by its name.
 *
 * A kernel and not `tf.customGrad`, which would compute the gradients by all inputs although often one is wanted: no one
 * asks for that of the images, nor for the discriminator's weights in the generator's turn.
 */
export function ownKernel(
  kernelName: string,
  backendName: BackendName,
  kernelFunc: tf.KernelFunc,
  gradient: Omit<tf.GradConfig, 'kernelName'>,
): void {
  if (tf.getKernel(kernelName, backendName)) return;
  tf.registerKernel({ kernelName, backendName, kernelFunc });
  if (!tf.getGradient(kernelName)) tf.registerGradient({ kernelName, ...gradient });
}

/** A kernel of TensorFlow.js itself, for one of ours to build on. */
export function theirKernel(kernelName: string, backendName: BackendName): tf.KernelFunc {
  const kernel = tf.getKernel(kernelName, backendName);
  if (kernel) return kernel.kernelFunc;
  throw new Error(
    `This build of TensorFlow.js has no ${kernelName} for ${backendName}. Take the whole of @tensorflow/tfjs.`,
  );
}
