/**
 * The one door to TensorFlow.js: no other file of this room takes names from it. `@tensorflow/tfjs` is an optional peer
 * dependency, needed only where training runs in the page's own thread; the worker's bundle has a
 * slimmer one in its place (`vite.worker.config.ts`).
 */

export * from '@tensorflow/tfjs';
