/** The page's side of the `transport` layout: a worker that matches particles to images, started when first needed. */
import { addressOf, startWorker } from '../../../startWorker.ts';
import type { MatchAnswer, MatchCall, MatchRequest, MatchTables } from './messages.ts';

interface Pending {
  readonly id: number;
  readonly resolve: (homes: Float32Array<ArrayBuffer> | null) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Asks for homes, of which only the last asked for are still wanted. Owns one worker from the first {@link match} to
 * {@link dispose}.
 */
export class TransportMatcher {
  private worker: Worker | null = null;
  private pending: Pending | null = null;
  private nextId = 0;
  private started = false;
  /** Why there will be no more answers. */
  private failure: Error | null = null;
  private disposed = false;

  /**
   * Resolves to the new home of each particle, xy pairs in image heights; to null when a later call or
   * {@link dispose} came before the answer. What is passed in is copied and stays the caller's.
   *
   * @throws Error (as a rejection) when the worker cannot be started or has died, now and in every later call;
   * RangeError when `from` has another length than `count` asks for. The particles' `flow` homes are as good as before.
   */
  match(request: MatchRequest): Promise<Float32Array<ArrayBuffer> | null> {
    this.supersede();
    if (this.disposed) return Promise.resolve(null);
    return new Promise((resolve, reject) => {
      this.pending = { id: this.nextId++, resolve, reject };
      try {
        if (this.failure) throw this.failure;
        this.worker ??= this.start();
        this.worker.postMessage(toCall(this.pending.id, request));
      } catch (error) {
        this.pending = null;
        reject(error as Error);
      }
    });
  }

  /** Ends the worker. What is pending resolves to null, and so does every later {@link match}. */
  dispose(): void {
    this.disposed = true;
    this.supersede();
    this.worker?.terminate();
    this.worker = null;
  }

  private supersede(): void {
    this.pending?.resolve(null);
    this.pending = null;
  }

  private start(): Worker {
    const url = addressOf(
      // Bundlers look for exactly this expression, see `addressOf`.
      Worker => new Worker(new URL('./transport.worker.js', import.meta.url), { type: 'module' }),
    );
    let worker: Worker;
    try {
      worker = startWorker(url);
    } catch (error) {
      throw this.fail(url, (error as Error).message);
    }
    worker.onmessage = ({ data }: MessageEvent<MatchAnswer>) => this.receive(data);
    worker.onerror = event => {
      event.preventDefault();
      this.fail(url, event.message || 'the file is missing, is no JavaScript, or is blocked');
    };
    worker.onmessageerror = () => this.fail(url, 'a message could not be read');
    return worker;
  }

  private receive(answer: MatchAnswer): void {
    this.started = true;
    const { pending } = this;
    if (pending?.id !== answer.id) return;
    this.pending = null;
    if ('error' in answer) pending.reject(answer.error);
    else pending.resolve(answer.homes);
  }

  private fail(url: URL, why: string): Error {
    this.failure = new Error(
      this.started
        ? `The worker that matches particles has stopped: ${why}.`
        : `The worker that matches particles, ${url.href}, could not be started: ${why}. Serve that file as JavaScript.`,
    );
    this.worker?.terminate();
    this.worker = null;
    this.pending?.reject(this.failure);
    this.pending = null;
    return this.failure;
  }
}

function toCall(id: number, { tables, previousTables, colorWeight = 0, ...rest }: MatchRequest): MatchCall {
  const needed = ({ width, height, rows, cells, colors }: MatchTables): MatchTables =>
    // Colours are three quarters of the tables, and copying takes the page's time.
    colorWeight > 0 && colors ? { width, height, rows, cells, colors } : { width, height, rows, cells };
  return {
    ...rest,
    id,
    colorWeight,
    tables: needed(tables),
    previousTables: previousTables ? needed(previousTables) : null,
  };
}
