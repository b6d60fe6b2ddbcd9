/** Long pieces of work in a service, which tell how far they are, let messages in between and end when they are not wanted. */

import { nextTask } from '../training/nextTask.ts';

/** Milliseconds of work between two looks at the messages. */
const TURN = 30;

export class Jobs {
  #wanted = new Set<number>();

  /** @returns to be awaited after every step; rejects with an AbortError once the job is cancelled */
  begin(
    id: number,
    report: (done: number, total: number) => void,
  ): (done: number, total: number) => Promise<void> {
    this.#wanted.add(id);
    let last = performance.now();
    return async (done, total) => {
      if (performance.now() - last < TURN) return;
      report(done, total);
      await nextTask();
      last = performance.now();
      if (!this.#wanted.has(id)) throw new DOMException('It was cancelled.', 'AbortError');
    };
  }

  cancel(id: number): void {
    this.#wanted.delete(id);
  }

  end(id: number): void {
    this.#wanted.delete(id);
  }
}
