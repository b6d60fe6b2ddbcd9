/** The demo site: `npm start` serves it, `npm run build:demos` writes it to `dist-demos/`, for any place on any server. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { aliases, singletons } from './scripts/aliases.ts';
import { api } from './scripts/api/api.ts';
import { hasDesktop } from './scripts/demos/desktop.ts';
import { gallery } from './scripts/demos/gallery.ts';
import { findPages } from './scripts/demos/pages.ts';
import { guide } from './scripts/guide/guide.ts';
import { mnist } from './scripts/mnist.ts';
import { models } from './scripts/models.ts';
import { readmeEffect } from './scripts/readmeEffect.ts';
import { slimTensorFlow, workerDependencies } from './vite.worker.config.ts';

const demos = fileURLToPath(new URL('demos', import.meta.url));

export default defineConfig({
  root: demos,
  base: './',
  publicDir: 'public',
  plugins: [mnist(), models(), readmeEffect(), guide(), api(), gallery()],
  resolve: { alias: aliases, dedupe: singletons },
  worker: {
    format: 'es',
    plugins: () => [slimTensorFlow()],
    // TensorFlow.js repeats its licence in each of a thousand files: 630 kB, which plain file servers do not compress.
    rolldownOptions: { output: { comments: false } },
  },
  server: { open: hasDesktop(process.platform, process.env) && '/genesis/' },
  optimizeDeps: {
    // Workers are not scanned for what they import, and a dependency found late reloads the page in mid-training.
    include: ['three', 'lil-gui', 'uplot', '@tensorflow/tfjs', ...workerDependencies],
  },
  build: {
    outDir: '../dist-demos',
    emptyOutDir: true,
    // three and TensorFlow.js are one large chunk each, which is what they are.
    chunkSizeWarningLimit: 2_000,
    rolldownOptions: { input: findPages(demos), checks: { bundlerTimings: false } },
  },
});
