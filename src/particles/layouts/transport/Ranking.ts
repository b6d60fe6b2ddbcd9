/**
 * Ranks numbers by a counting sort: in time that grows with their number alone, and without a comparison. Numbers
 * closer together than a bucket is wide (1/16,384 of their range) keep the order in which they came.
 */
const BUCKETS = 1 << 14;

/** Keeps its working memory, for `count` numbers, from one call to the next. */
export class Ranking {
  /** The rank of each number of the last call, from 0 for the smallest. */
  readonly ranks: Uint32Array;
  private readonly buckets: Uint16Array;
  private readonly places = new Uint32Array(BUCKETS);

  constructor(count: number) {
    this.ranks = new Uint32Array(count);
    this.buckets = new Uint16Array(count);
  }

  rank(values: Float32Array): void {
    const { ranks, buckets, places } = this;
    const count = ranks.length;
    let low = Infinity;
    let high = -Infinity;
    for (let i = 0; i < count; i++) {
      const value = values[i]!;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    const scale = high > low ? (BUCKETS - 1) / (high - low) : 0;
    places.fill(0);
    for (let i = 0; i < count; i++) {
      const bucket = ((values[i]! - low) * scale) | 0;
      buckets[i] = bucket;
      places[bucket]!++;
    }
    let before = 0;
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      const here = places[bucket]!;
      places[bucket] = before;
      before += here;
    }
    for (let i = 0; i < count; i++) ranks[i] = places[buckets[i]!]!++;
  }
}
