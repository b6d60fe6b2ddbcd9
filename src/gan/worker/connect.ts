/** A connection to a service, in a worker or in this thread: the same calls, the same events, the same failures. */

import { InThread } from './InThread.ts';
import { InWorker } from './InWorker.ts';
import type { Emit, Services } from './services.ts';

/** The methods of a service, each answering with a promise. */
type Method<S, M extends keyof S> = S[M] extends (...args: infer A) => infer R
  ? { readonly args: A; readonly result: Awaited<R> }
  : never;

export interface Connection<K extends keyof Services> {
  /** Rejects with what the service throws, with the reason of `dispose`, or when the worker dies. */
  call<M extends keyof Services[K]>(
    method: M,
    ...args: Method<Services[K], M>['args']
  ): Promise<Method<Services[K], M>['result']>;
  /** Ends worker and service; every pending and every later call rejects with `reason`. */
  dispose(reason: Error): void;
}

export interface ConnectOptions {
  readonly worker: boolean;
  readonly workerUrl?: string | URL | undefined;
  readonly onEvent: Emit;
  /** The worker could not be loaded or has died; pending calls have been rejected. Never called before `connect` returns. */
  readonly onFailure: (error: Error) => void;
}

/** @throws Error when a worker is wanted and there are none here. */
export function connect<K extends keyof Services>(service: K, options: ConnectOptions): Connection<K> {
  const Place = options.worker ? InWorker : InThread;
  return new Place(service, options) as Connection<K>;
}
