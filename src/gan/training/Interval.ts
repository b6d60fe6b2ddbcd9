/** Says when it is time again. */
export class Interval {
  #last: number;

  /** @param first whether it is time at once */
  constructor(first: 'now' | 'later') {
    this.#last = first === 'now' ? Number.NEGATIVE_INFINITY : performance.now();
  }

  /** Whether so many seconds have passed since it last said yes, or since {@link mark}. */
  isOver(seconds: number): boolean {
    if (performance.now() - this.#last < seconds * 1000) return false;
    this.mark();
    return true;
  }

  mark(): void {
    this.#last = performance.now();
  }
}
