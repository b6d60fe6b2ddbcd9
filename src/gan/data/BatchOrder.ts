/** In which order the images are shown: a fresh seeded shuffle for every pass over the data. */

import { Random } from '../Random.ts';

/** Where an order stands; with the count of images and the seed it says what comes next. */
export interface BatchOrderState {
  readonly epoch: number;
  /** Images of this epoch that have been shown. */
  readonly shown: number;
}

export class BatchOrder {
  /** Which pass over the data the last batch belongs to, from 1; 0 before the first batch. */
  epoch = 0;

  readonly #seed: number;
  #order: Uint32Array;
  #shown: number;

  constructor(count: number, seed: number) {
    this.#seed = seed;
    this.#order = new Uint32Array(count);
    this.#shown = count;
  }

  /** Where the order stands. May be replaced by that of another order of as many images with the same seed. */
  get state(): BatchOrderState {
    return { epoch: this.epoch, shown: this.#shown };
  }

  set state({ epoch, shown }: BatchOrderState) {
    this.epoch = epoch;
    if (epoch > 0) this.#shuffle();
    this.#shown = epoch > 0 ? shown : this.#order.length;
  }

  /** Whether a batch of this size would begin another pass. A remainder smaller than a batch is left out. */
  isAtEnd(batchSize: number): boolean {
    return this.#shown + batchSize > this.#order.length;
  }

  /** The indices of the next images. `batchSize` is at most the number of images. */
  next(batchSize: number): Uint32Array {
    if (this.isAtEnd(batchSize)) {
      this.epoch++;
      this.#shuffle();
      this.#shown = 0;
    }
    this.#shown += batchSize;
    return this.#order.slice(this.#shown - batchSize, this.#shown);
  }

  /** Fisher and Yates, anew for each epoch, so that its order does not depend on those before. */
  #shuffle(): void {
    const random = new Random(this.#seed, `order of the images in epoch ${this.epoch}`);
    const order = this.#order;
    for (let i = 0; i < order.length; i++) order[i] = i;
    for (let last = order.length - 1; last > 0; last--) {
      const other = random.below(last + 1);
      const kept = order[last]!;
      order[last] = order[other]!;
      order[other] = kept;
    }
  }
}
