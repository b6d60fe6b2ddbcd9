import type { PixelImage } from '../image.ts';

/** What can be followed: asked for its image of this moment, in seconds since it was begun with. */
export type ImageOfTime = (seconds: number) => PixelImage | null;

/** Asks a source for its next image at a steady rate, however often it is asked to. */
export class Follower {
  private readonly source: ImageOfTime;
  private readonly interval: number;
  private elapsed = 0;
  private next = 0;

  /** @param rate images a second, above 0. */
  constructor(source: ImageOfTime, rate: number) {
    this.source = source;
    this.interval = 1 / rate;
  }

  /** The next image, if it is time for one and there is one. */
  advance(seconds: number): PixelImage | null {
    this.elapsed += seconds;
    if (this.elapsed < this.next) return null;
    // What was missed is left out.
    this.next = Math.max(this.next + this.interval, this.elapsed - this.interval);
    return this.source(this.elapsed);
  }
}
