/** Starts workers, wherever their files are. Both halves of the library have one and share this, and nothing else. */

/**
 * Stands in for the real class where a worker's address is worked out, see {@link addressOf}.
 */
class WorkerAddress {
  readonly url: URL;

  constructor(url: URL, _options: WorkerOptions) {
    this.url = url;
  }
}

/**
 * The address of a worker's file, which lies beside the module that asks:
 *
 *     addressOf(Worker => new Worker(new URL('./some.worker.js', import.meta.url), { type: 'module' }))
 *
 * Bundlers look for exactly that expression, build the worker's file and put its address in; but we need the address
 * before a worker is made, because one from another origin may only be started through a Blob. `Worker` is a
 * parameter, because a name at the top of a module may be changed when modules are put together.
 *
 * The expression works in Vite's dev server and build, from this source (`.js` is found as `.ts`) and from the
 * package; Vite 8's dependency optimiser keeps it pointing into the package. Without a bundler it is plain JavaScript.
 */
export function addressOf(construct: (Worker: typeof WorkerAddress) => WorkerAddress): URL {
  return construct(WorkerAddress).url;
}

/** @throws Error when there are no workers here, or the page's rules forbid this one. */
export function startWorker(url: URL): Worker {
  if (typeof Worker === 'undefined') throw new Error('There are no workers here.');
  return new Worker(fromThisOrigin(url), { type: 'module' });
}

/** A page may start workers from its own origin only, but modules may be imported from any that allows it (CORS). */
function fromThisOrigin(url: URL): URL | string {
  if (url.origin === location.origin || url.protocol === 'blob:' || url.protocol === 'data:') return url;
  const source = `import ${JSON.stringify(url.href)};`;
  // Never revoked: there is no telling when the worker has read it, and it is a few bytes.
  return URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
}
