/** A service in a worker of its own. */

import type { ConnectOptions } from './connect.ts';
import type { Call, Message } from './messages.ts';
import { PendingCalls } from './PendingCalls.ts';
import { startWorker } from './startWorker.ts';

export class InWorker {
  #service: string;
  #worker: Worker;
  #calls = new PendingCalls();
  #started = false;

  constructor(service: string, { workerUrl, onEvent, onFailure }: ConnectOptions) {
    const { worker, url } = startWorker(workerUrl);
    this.#service = service;
    this.#worker = worker;
    worker.onmessage = ({ data }: MessageEvent<Message>) => this.#receive(data, onEvent);
    const fail = (why: string) => {
      const error = new Error(
        this.#started
          ? `The worker has stopped: ${why}.`
          : `The worker at ${url} could not be started: ${why}. Serve that file as JavaScript, or say where it is with \`workerUrl\`.`,
      );
      this.dispose(error);
      onFailure(error);
    };
    worker.onerror = event => {
      event.preventDefault();
      fail(event.message || 'the file is missing, is no JavaScript, or is blocked');
    };
    worker.onmessageerror = () => fail('a message could not be read');
  }

  call(method: string, ...args: unknown[]): Promise<unknown> {
    return this.#calls.open(id => {
      this.#worker.postMessage({ id, service: this.#service, method, args } satisfies Call);
    });
  }

  dispose(reason: Error): void {
    this.#worker.terminate();
    this.#calls.close(reason);
  }

  #receive(message: Message, onEvent: ConnectOptions['onEvent']): void {
    if (this.#calls.closed) return;
    if (message.kind === 'started') this.#started = true;
    else if (message.kind === 'result') this.#calls.resolve(message.id, message.result);
    else if (message.kind === 'error') this.#calls.reject(message.id, message.error);
    else onEvent(message.type, message.detail);
  }
}
