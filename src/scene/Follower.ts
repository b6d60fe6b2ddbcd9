import type { PixelImage } from '../image.ts';
import type { Arrangement } from '../particles/index.ts';

/** What can be followed: asked for its image of this moment, in seconds since it was begun with. */
export type ImageOfTime = (seconds: number) => PixelImage | null;

/** Asks a source for its next image at a steady rate, however often it is asked to. */
export class Follower {
  private readonly source: { image: ImageOfTime; stop: () => void };
  private readonly interval: number;
  private readonly arrange: (image: PixelImage) => Arrangement;
  private elapsed = 0;
  private next = 0;
  private failed = false;

  /**
   * @param rate images a second, above 0.
   * @param arrange makes of an image what particles are given.
   */
  constructor(
    source: { image: ImageOfTime; stop: () => void },
    rate: number,
    arrange: (image: PixelImage) => Arrangement,
  ) {
    this.source = source;
    this.arrange = arrange;
    this.interval = 1 / rate;
  }

  /**
   * The next image, if it is time for one and there is one. A source that throws, or whose image does not suit, has none: that is said once, and it is
   * asked again.
   */
  advance(seconds: number): Arrangement | null {
    this.elapsed += seconds;
    if (this.elapsed < this.next) return null;
    // What was missed is left out.
    this.next = Math.max(this.next + this.interval, this.elapsed - this.interval);
    try {
      const image = this.source.image(this.elapsed);
      return image && this.arrange(image);
    } catch (error) {
      if (!this.failed)
        console.warn(
          'The source that is followed gave no image that can be formed; it is asked again.',
          error,
        );
      this.failed = true;
      return null;
    }
  }

  /** Lets the source go. */
  stop(): void {
    this.source.stop();
  }
}
