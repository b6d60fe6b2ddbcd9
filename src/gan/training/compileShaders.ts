/**
 * Compiles the shaders that a step needs before there is one, side by side where the driver can: a first step would
 * compile them one after the other, for seconds in which nothing is heard of it.
 */

import * as tf from '../tf.ts';
import { nextTask } from './nextTask.ts';
import type { TrainingRun } from './TrainingRun.ts';

/** Only what is needed here of TensorFlow.js' WebGL backend, which keeps these to itself. */
interface Compiler {
  readonly binaryCache: Readonly<Record<string, { readonly webGLProgram: WebGLProgram }>>;
  getUniformLocations(): void;
}

/** `KHR_parallel_shader_compile`, asked for anew: its names are the same for every context. */
const COMPLETION_STATUS = 0x91b1;
const MILLISECONDS_BETWEEN_WORDS = 50;

/**
 * Does nothing on other backends than WebGL.
 * @param run is spoilt by it: its weights are no numbers afterwards
 * @param onProgress gets the shaders compiled so far, and how many there are
 */
export async function compileShaders(
  run: TrainingRun,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  if (tf.getBackend() !== 'webgl') return;
  const backend = tf.backend() as tf.MathBackendWebGL;
  const compiler = backend as unknown as Compiler;
  // In this mode operations have their shaders compiled, and do not run them.
  tf.env().set('ENGINE_COMPILE_ONLY', true);
  try {
    run.playStep().dispose();
  } finally {
    tf.env().set('ENGINE_COMPILE_ONLY', false);
  }
  const { gl } = backend.gpgpu;
  const isParallel = gl.getExtension('KHR_parallel_shader_compile') !== null;
  const programs = Object.values(compiler.binaryCache).map(({ webGLProgram }) => webGLProgram);
  const isDone = (program: WebGLProgram) => !isParallel || gl.getProgramParameter(program, COMPLETION_STATUS);
  for (let done = 0, lastWord = 0; done < programs.length; ) {
    if (!isDone(programs[done]!)) await new Promise(resolve => setTimeout(resolve, 5));
    // Asking whether it was linked waits for it, where nothing is done side by side.
    else if (!gl.getProgramParameter(programs[done++]!, gl.LINK_STATUS)) break;
    if (performance.now() - lastWord < MILLISECONDS_BETWEEN_WORDS) continue;
    lastWord = performance.now();
    onProgress(done, programs.length);
    await nextTask();
  }
  // The same check by the backend, with its words for what went wrong.
  backend.checkCompileCompletion();
  compiler.getUniformLocations();
  onProgress(programs.length, programs.length);
}
