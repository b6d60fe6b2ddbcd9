/** In which order the images are shown: a fresh seeded shuffle for every pass over the data. */

import { Random } from '../Random.ts';

export class BatchOrder {
  /** Which pass over the data the last batch belongs to, from 1; 0 before the first batch. */
  epoch = 0;

  #order: Uint32Array;
  #shown: number;
  #random: Random;

  constructor(count: number, seed: number) {
    this.#order = Uint32Array.from({ length: count }, (_, index) => index);
    this.#random = new Random(seed, 'order of the images');
    this.#shown = count;
  }

  /** Whether a batch of this size would begin another pass. A remainder smaller than a batch is left out. */
  isAtEnd(batchSize: number): boolean {
    return this.#shown + batchSize > this.#order.length;
  }

  /** The indices of the next images. `batchSize` is at most the number of images. */
  next(batchSize: number): Uint32Array {
    if (this.isAtEnd(batchSize)) {
      this.#shuffle();
      this.#shown = 0;
      this.epoch++;
    }
    this.#shown += batchSize;
    return this.#order.slice(this.#shown - batchSize, this.#shown);
  }

  /** Fisher and Yates. */
  #shuffle(): void {
    const order = this.#order;
    for (let last = order.length - 1; last > 0; last--) {
      const other = this.#random.below(last + 1);
      const kept = order[last]!;
      order[last] = order[other]!;
      order[other] = kept;
    }
  }
}
