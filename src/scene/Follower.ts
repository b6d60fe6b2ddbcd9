import type { PixelImage } from '../image.ts';

/** What can be followed: asked for its image of this moment, in seconds since it was begun with. */
export type ImageOfTime = (seconds: number) => PixelImage | null;

/** Asks a source for its next image at a steady rate, however often it is asked to. */
export class Follower {
  private readonly source: { image: ImageOfTime; stop: () => void };
  private readonly interval: number;
  private elapsed = 0;
  private next = 0;
  private failed = false;

  /** @param rate images a second, above 0. */
  constructor(source: { image: ImageOfTime; stop: () => void }, rate: number) {
    this.source = source;
    this.interval = 1 / rate;
  }

  /**
   * The next image, if it is time for one and there is one. A source that throws has none: that is said once, and it is
   * asked again.
   */
  advance(seconds: number): PixelImage | null {
    this.elapsed += seconds;
    if (this.elapsed < this.next) return null;
    // What was missed is left out.
    this.next = Math.max(this.next + this.interval, this.elapsed - this.interval);
    try {
      return this.source.image(this.elapsed);
    } catch (error) {
      if (!this.failed) console.warn('The source that is followed gave no image; it is asked again.', error);
      this.failed = true;
      return null;
    }
  }

  /** Lets the source go. */
  stop(): void {
    this.source.stop();
  }
}
