/** The page's side of long pieces of work: their progress, and the end of those that are not wanted any more. */

/** How far something is, from 0 to 1. */
export type OnShare = (share: number) => void;

/** What long pieces of work can be told, and tell. */
export interface JobOptions {
  /** Ends the work; the promise rejects with its reason. */
  readonly signal?: AbortSignal;
  /** Called about thirty times a second while it works. */
  readonly onProgress?: OnShare;
}

export class JobCalls {
  readonly #cancel: (id: number) => void;
  readonly #listeners = new Map<number, OnShare>();
  #count = 0;

  /** @param cancel tells whoever works that this job is not wanted any more */
  constructor(cancel: (id: number) => void) {
    this.#cancel = cancel;
  }

  async run<T>({ signal, onProgress }: JobOptions, start: (id: number) => Promise<T>): Promise<T> {
    signal?.throwIfAborted();
    const id = this.#count++;
    const cancel = () => this.#cancel(id);
    if (onProgress) this.#listeners.set(id, onProgress);
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      return await start(id);
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    } finally {
      this.#listeners.delete(id);
      signal?.removeEventListener('abort', cancel);
    }
  }

  report(id: number, share: number): void {
    this.#listeners.get(id)?.(share);
  }
}
