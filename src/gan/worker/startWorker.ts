/** Starts the networks' worker, wherever its one file is. */
import { addressOf, startWorker as start } from '../../startWorker.ts';

/** @param workerUrl where the worker's file is, relative to the page, if not beside this one. */
export function startWorker(workerUrl?: string | URL): { worker: Worker; url: string } {
  if (typeof Worker === 'undefined') {
    throw new Error(
      'There are no workers here. Pass `worker: false` to work in this thread, with @tensorflow/tfjs installed.',
    );
  }
  const url =
    workerUrl === undefined
      ? // Bundlers look for exactly this expression, see `addressOf`.
        addressOf(Worker => new Worker(new URL('./gan.worker.js', import.meta.url), { type: 'module' }))
      : new URL(workerUrl, document.baseURI);
  return { worker: start(url), url: url.href };
}
