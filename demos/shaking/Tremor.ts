import type { PixelImage } from 'genesis-particles';
import type { Classifier, Generator } from 'genesis-particles/gan';
import type { Tile } from '../pictures/drawSheet.ts';
import { Shaker } from './Shaker.ts';

/** What noise has made of an image. */
export interface Shaken {
  /** The image, beside the one that it is without noise. */
  readonly tile: Tile;
  readonly isKept: boolean;
  /** What it is taken for; where that was something else, also what. */
  readonly text: string;
}

interface Seen {
  readonly image: PixelImage;
  readonly label: string;
}

function compare(before: Seen, { image, label }: Seen): Shaken {
  const isKept = label === before.label;
  const text = isKept ? label : `${before.label} → ${label}`;
  return { tile: { now: image, before: before.image }, isKept, text };
}

/** Several latent vectors of a generator that are shaken, and what a classifier sees in their images. */
export class Tremor {
  readonly generator: Generator;
  readonly #classifier: Classifier;
  readonly #weights: URL;
  readonly #shakers: readonly Shaker[];
  readonly #still = new Map<number, Promise<Seen[]>>();

  /** @param weights where the classifier's are */
  constructor(generator: Generator, classifier: Classifier, weights: URL, count: number) {
    this.generator = generator;
    this.#classifier = classifier;
    this.#weights = weights;
    this.#shakers = Array.from({ length: count }, () => new Shaker(generator.latentSize));
  }

  /** @param size of the noise, from 0 to 1 @param seconds since it began */
  async at(size: number, truncation: number, seconds: number): Promise<Shaken[]> {
    const before = await this.#unmoved(truncation);
    const now =
      size === 0
        ? before
        : await this.#see(
            this.#shakers.map(shaker => shaker.at(size, seconds)),
            truncation,
          );
    return now.map((seen, index) => compare(before[index]!, seen));
  }

  /**
   * Each latent vector where an adversary has moved it: as far as noise of this size moves them, but to where the classifier
   * errs. One after the other, the others as they were.
   */
  async *worst(size: number, truncation: number, signal: AbortSignal): AsyncGenerator<Shaken[]> {
    const before = await this.#unmoved(truncation);
    const now = [...before];
    // √(1 − s²) z + s n is that far from z, for a z and an n as long as such vectors are.
    const epsilon = Math.sqrt((2 - 2 * Math.sqrt(1 - size ** 2)) * this.generator.latentSize);
    for (const [index, { still: latent }] of this.#shakers.entries()) {
      if (epsilon > 0) {
        const asked = { ...this.#asked(index), latent, truncation };
        const plan = { classifier: this.#weights, epsilon, steps: 12, restarts: 0, signal };
        const [found] = await this.generator.attack({ ...asked, ...plan });
        now[index] = { image: found!.image, label: found!.after };
      }
      yield now.map((seen, place) => compare(before[place]!, seen));
    }
  }

  #unmoved(truncation: number): Promise<Seen[]> {
    const known = this.#still.get(truncation);
    if (known) return known;
    const latents = this.#shakers.map(shaker => shaker.still);
    const still = this.#see(latents, truncation);
    this.#still.set(truncation, still);
    return still;
  }

  #asked(index: number): { label?: number } {
    const { labels } = this.generator;
    return labels ? { label: index % labels.length } : {};
  }

  async #see(latents: readonly Float32Array[], truncation: number): Promise<Seen[]> {
    const images = await Promise.all(
      latents.map((latent, index) => this.generator.sample({ ...this.#asked(index), latent, truncation })),
    );
    const verdicts = await this.#classifier.classify(images);
    return images.map((image, index) => ({ image, label: verdicts[index]!.label! }));
  }
}
