/**
 * Bundles a worker into one self-contained ES module, over the file that the compiler wrote for it. Which one, the mode
 * says: `vite build -c vite.worker.config.ts --mode gan/worker/gan`.
 */

import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const SLIM = '\0genesis:tensorflow';

/**
 * In place of `@tensorflow/tfjs` its core and one backend's classes, without the layers, converters, data pipelines and
 * chained methods that the worker does not use. Gradients and backends are registered by the worker's entry, so this is
 * for bundles of the worker only: `worker: { plugins: () => [slimTensorFlow()] }` where an application bundles it.
 */
export function slimTensorFlow(): Plugin {
  return {
    name: 'genesis:slim-tensorflow',
    enforce: 'pre',
    resolveId: id => (id === '@tensorflow/tfjs' ? SLIM : null),
    load: id =>
      id === SLIM
        ? "export * from '@tensorflow/tfjs-core'; export * from '@tensorflow/tfjs-backend-webgl';"
        : null,
  };
}

/** For `optimizeDeps.include` of dev servers that serve the worker from its source. */
export const workerDependencies: string[] = [
  '@tensorflow/tfjs-core',
  '@tensorflow/tfjs-core/dist/register_all_gradients',
  '@tensorflow/tfjs-backend-cpu',
  '@tensorflow/tfjs-backend-webgl',
  '@tensorflow/tfjs-backend-wasm',
];

export default defineConfig(({ mode: worker }) => ({
  plugins: [slimTensorFlow()],
  publicDir: false,
  build: {
    outDir: `dist/${dirname(worker)}`,
    emptyOutDir: false,
    target: 'es2022',
    lib: {
      entry: here(`src/${worker}.worker.ts`),
      formats: ['es'],
      fileName: () => `${basename(worker)}.worker.js`,
    },
    // Libraries keep their white space for the bundlers to come; this file is at its journey's end.
    rolldownOptions: { output: { codeSplitting: false, minify: true } },
    chunkSizeWarningLimit: 1_500,
  },
}));
