import { afterEach, describe, expect, it, vi } from 'vitest';
import { connect } from '../../../src/gan/worker/connect.ts';
import { serve } from '../../../src/gan/worker/serve.ts';

/** A stand-in for the browser's Worker, which this thread steers. */
class FakeWorker {
  static last: FakeWorker;
  static urls: string[] = [];
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onerror: ((event: { message?: string; preventDefault(): void }) => void) | null = null;
  onmessageerror: (() => void) | null = null;
  sent: { id: number; method: string }[] = [];
  terminated = false;

  constructor(url: string | URL) {
    FakeWorker.last = this;
    FakeWorker.urls.push(String(url));
  }

  postMessage(message: { id: number; method: string }): void {
    this.sent.push(message);
  }

  terminate(): void {
    this.terminated = true;
  }
}

function connectToFake(workerUrl?: string) {
  vi.stubGlobal('Worker', FakeWorker);
  vi.stubGlobal('location', { origin: 'https://page.example' });
  vi.stubGlobal('document', { baseURI: 'https://page.example/game/' });
  const failures: Error[] = [];
  const events: unknown[] = [];
  const connection = connect('training', {
    worker: true,
    workerUrl: workerUrl ?? 'https://page.example/gan.worker.js',
    onEvent: (...event) => events.push(event),
    onFailure: error => failures.push(error),
  });
  return { connection, worker: FakeWorker.last, failures, events };
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('a worker', () => {
  it('answers calls in whatever order, and raises events', async () => {
    const { connection, worker, events } = connectToFake();
    const [first, second] = [connection.call('pause'), connection.call('step')];
    const [one, two] = worker.sent;
    worker.onmessage!({ data: { kind: 'event', type: 'step', detail: 1 } });
    worker.onmessage!({ data: { kind: 'result', id: two!.id, result: 'two' } });
    worker.onmessage!({ data: { kind: 'error', id: one!.id, error: new RangeError('one') } });
    expect(await second).toBe('two');
    await expect(first).rejects.toThrow(RangeError);
    expect(events).toEqual([['step', 1]]);
  });

  it('that dies rejects everything that is pending and everything to come', async () => {
    const { connection, worker, failures } = connectToFake();
    worker.onmessage!({ data: { kind: 'started' } });
    const pending = connection.call('step');
    worker.onerror!({ message: 'out of memory', preventDefault() {} });
    await expect(pending).rejects.toThrow('The worker has stopped: out of memory.');
    await expect(connection.call('step')).rejects.toThrow(/has stopped/);
    expect(failures.length).toBe(1);
    expect(worker.terminated).toBe(true);
  });

  it('that cannot be loaded says where it was looked for and what to do', async () => {
    const { connection, worker, failures } = connectToFake('../gan.worker.js');
    const pending = connection.call('pause');
    worker.onerror!({ preventDefault() {} });
    await expect(pending).rejects.toThrow(
      /https:\/\/page.example\/gan.worker.js could not be started.*workerUrl/,
    );
    expect(failures.length).toBe(1);
  });

  it('is ended by dispose, with its reason for what is pending', async () => {
    const { connection, worker } = connectToFake();
    const pending = connection.call('pause');
    connection.dispose(new Error('over'));
    await expect(pending).rejects.toThrow('over');
    expect(worker.terminated).toBe(true);
  });

  it('of another origin is started through a Blob', () => {
    FakeWorker.urls = [];
    connectToFake('https://cdn.example/gan.worker.js');
    connectToFake('https://page.example/gan.worker.js');
    expect(FakeWorker.urls).toEqual([expect.stringMatching(/^blob:/), 'https://page.example/gan.worker.js']);
  });
});

it('the serving side makes a service once, answers with results and errors, and passes events on', async () => {
  const messages: { kind: string; [key: string]: unknown }[] = [];
  let made = 0;
  const port = {
    onmessage: null as never as (event: unknown) => Promise<void>,
    postMessage: (message: never, transfer: unknown[]) =>
      messages.push({ ...(message as { kind: string }), transferred: transfer.length }),
  };
  serve(port as never, {
    counter: emit => {
      made++;
      let count = 0;
      return {
        add: (by: number) => {
          emit('added', by);
          count += by;
          return count;
        },
        image: () => [{ width: 1, height: 1, data: new Uint8ClampedArray(4) }],
        fail: () => {
          throw { message: 'a plain object, as TensorFlow.js throws it' };
        },
      };
    },
  });
  const call = (id: number, method: string, ...args: unknown[]) =>
    port.onmessage({ data: { id, service: 'counter', method, args } });
  await call(1, 'add', 2);
  await call(2, 'add', 3);
  await call(3, 'image');
  await call(4, 'fail');
  expect(made).toBe(1);
  expect(messages).toMatchObject([
    { kind: 'started' },
    { kind: 'event', type: 'added', detail: 2 },
    { kind: 'result', id: 1, result: 2 },
    { kind: 'event', type: 'added', detail: 3 },
    { kind: 'result', id: 2, result: 5 },
    { kind: 'result', id: 3, transferred: 1 },
    { kind: 'error', id: 4, error: new Error('a plain object, as TensorFlow.js throws it') },
  ]);
});
