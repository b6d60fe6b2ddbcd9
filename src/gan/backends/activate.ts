// Bundlers take every module of this package, `tf.ts` too, for free of side effects, and look through it to what is
// used: the registration of kernels and gradients would be dropped. This file is used for certain, so they keep this.
import '@tensorflow/tfjs';
import * as tf from '../tf.ts';
import type { BackendName } from './choose.ts';

/** Makes TensorFlow.js compute with this backend. @throws Error when it does not start. */
export async function activateBackend(backend: BackendName): Promise<void> {
  // WEBGL_USE_SHAPES_UNIFORMS, which would spare shaders, stays off: with it gradients of convolutions are wrong.
  // TensorFlow.js refuses WebGL that is emulated in software, which here is used only when asked for by name.
  if (backend === 'webgl') tf.env().set('SOFTWARE_WEBGL_ENABLED', true);
  // Several threads would need a second binary and cross-origin isolation.
  if (backend === 'wasm') tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  if (!(await tf.setBackend(backend))) {
    throw new Error(`The backend ${backend} did not start. Choose another one, or 'auto'.`);
  }
  await tf.ready();
}
