/** A service in this very thread. TensorFlow.js is loaded now, not when this file is imported. */

import type { ConnectOptions } from './connect.ts';
import { toError } from './messages.ts';
import { PendingCalls } from './PendingCalls.ts';
import type { Services } from './services.ts';

type Service = Record<string, (...args: unknown[]) => unknown>;

export class InThread {
  #service: Promise<Service>;
  #calls = new PendingCalls();

  constructor(service: string, { onEvent }: ConnectOptions) {
    this.#service = import('./services.ts').then(
      ({ services }) => services[service as keyof Services](onEvent) as unknown as Service,
      (cause: unknown) => {
        throw new Error(
          'Without a worker, TensorFlow.js runs in this thread and has to be installed: `npm install @tensorflow/tfjs`.',
          { cause },
        );
      },
    );
    this.#service.catch(() => {});
  }

  call(method: string, ...args: unknown[]): Promise<unknown> {
    return this.#calls.open(async id => {
      try {
        const service = await this.#service;
        if (!this.#calls.closed) this.#calls.resolve(id, await service[method]!(...args));
      } catch (thrown) {
        this.#calls.reject(id, toError(thrown));
      }
    });
  }

  dispose(reason: Error): void {
    if (this.#calls.closed) return;
    this.#calls.close(reason);
    this.#service.then(service => service.dispose!()).catch(() => {});
  }
}
