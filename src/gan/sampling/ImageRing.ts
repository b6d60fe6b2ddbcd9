import type { PixelImage } from '../../image.ts';
import type { Generator, SampleOptions } from '../Generator.ts';

/** How many images a ring holds, and what they show. */
export interface ImageRingOptions extends Omit<SampleOptions, 'count' | 'latent'> {
  /** How many images are kept ready, 1 to 1,024: as many as are taken in the time in which they are made. @default 16 */
  length?: number;
  /** The first image is that of this seed, the next that of the one after it. @default 0 */
  seed?: number;
}

const LONGEST = 1024;

/**
 * Images made ahead, each of another latent vector, for whoever cannot wait for one: a game that spawns in this very frame.
 * What is taken is made anew behind, where the generator computes; when more is taken than is made, images come again.
 *
 * @example
 * const faces = await ImageRing.filled(generator, { length: 24 });
 * enemy.form(faces.take());
 */
export class ImageRing {
  readonly #generator: Generator;
  readonly #options: Omit<SampleOptions, 'count' | 'latent'>;
  readonly #images: PixelImage[];
  #seed: number;
  #taken = 0;

  private constructor(generator: Generator, options: SampleOptions, images: PixelImage[], seed: number) {
    this.#generator = generator;
    this.#options = options;
    this.#images = images;
    this.#seed = seed;
  }

  /**
   * Makes as many images as the ring holds. The generator is borrowed.
   * @throws (rejects) RangeError for a length that is no whole number from 1 to 1,024, and what `sample` throws.
   */
  static async filled(generator: Generator, options: ImageRingOptions = {}): Promise<ImageRing> {
    const { length = 16, seed = 0, ...others } = options;
    if (!(Number.isInteger(length) && length >= 1 && length <= LONGEST)) {
      throw new RangeError(`The ring's length is ${length}. It must be a whole number from 1 to ${LONGEST}.`);
    }
    const images = await generator.sample({ ...others, seed, count: length });
    return new ImageRing(generator, others, images, seed + length);
  }

  /** The next image, at once. */
  take(): PixelImage {
    const place = this.#taken++ % this.#images.length;
    this.#generator.sample({ ...this.#options, seed: this.#seed++ }).then(
      image => {
        this.#images[place] = image;
      },
      // A generator that was disposed of, or whose worker has died: what was made is still there to be taken.
      () => {},
    );
    return this.#images[place]!;
  }
}
