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

/** Several latent vectors of a generator that are shaken, and what a classifier sees in their images. */
export class Tremor {
  readonly generator: Generator;
  readonly #classifier: Classifier;
  readonly #shakers: readonly Shaker[];
  readonly #still = new Map<number, ReturnType<Tremor['see']>>();

  constructor(generator: Generator, classifier: Classifier, count: number) {
    this.generator = generator;
    this.#classifier = classifier;
    this.#shakers = Array.from({ length: count }, () => new Shaker(generator.latentSize));
  }

  /** @param size of the noise, from 0 to 1 @param seconds since it began */
  async at(size: number, truncation: number, seconds: number): Promise<Shaken[]> {
    const still =
      this.#still.get(truncation) ??
      this.see(
        this.#shakers.map(shaker => shaker.still),
        truncation,
      );
    this.#still.set(truncation, still);
    const before = await still;
    const now =
      size === 0
        ? before
        : await this.see(
            this.#shakers.map(shaker => shaker.at(size, seconds)),
            truncation,
          );
    return now.map(({ image, label }, index) => {
      const { image: original, label: was } = before[index]!;
      const isKept = label === was;
      return { tile: { now: image, before: original }, isKept, text: isKept ? label : `${was} → ${label}` };
    });
  }

  private async see(latents: readonly Float32Array[], truncation: number) {
    const { labels } = this.generator;
    const images = await Promise.all(
      latents.map((latent, index) =>
        this.generator.sample({ latent, truncation, ...(labels && { label: index % labels.length }) }),
      ),
    );
    const verdicts = await this.#classifier.classify(images);
    return images.map((image, index) => ({ image, label: verdicts[index]!.label! }));
  }
}
