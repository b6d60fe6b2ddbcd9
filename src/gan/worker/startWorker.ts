/** Starts the worker, wherever its one file is. */

/**
 * Stands in for the real class where the address is worked out. Bundlers look for exactly the expression below, build
 * the worker's file and put its address in; but we need the address before a worker is made, because one from another
 * origin may only be started through a Blob.
 *
 * The expression works in Vite's dev server and build, from this source (`.js` is found as `.ts`) and from the
 * package; Vite 8's dependency optimiser keeps it pointing into the package. Without a bundler it is plain JavaScript.
 */
class Worker {
  readonly url: URL;

  constructor(url: URL, _options: WorkerOptions) {
    this.url = url;
  }
}

/** @param workerUrl where the worker's file is, relative to the page, if not beside this one. */
export function startWorker(workerUrl?: string | URL): { worker: globalThis.Worker; url: string } {
  if (typeof globalThis.Worker === 'undefined') {
    throw new Error(
      'There are no workers here. Pass `worker: false` to work in this thread, with @tensorflow/tfjs installed.',
    );
  }
  const url =
    workerUrl === undefined
      ? new Worker(new URL('./gan.worker.js', import.meta.url), { type: 'module' }).url
      : new URL(workerUrl, document.baseURI);
  return { worker: new globalThis.Worker(fromThisOrigin(url), { type: 'module' }), url: url.href };
}

/** A page may start workers from its own origin only, but modules may be imported from any that allows it (CORS). */
function fromThisOrigin(url: URL): URL | string {
  if (url.origin === location.origin || url.protocol === 'blob:' || url.protocol === 'data:') return url;
  const source = `import ${JSON.stringify(url.href)};`;
  // Never revoked: there is no telling when the worker has read it, and it is a few bytes.
  return URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
}
