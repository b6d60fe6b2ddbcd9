/**
 * What a training is judged with, loaded when it is first needed: a classifier, and held-out images that no step ever
 * sees. Either may be missing; then what takes it is not measured.
 */

import type { PortableSource } from '../data/DatasetSource.ts';
import type { ImageDataset } from '../data/ImageDataset.ts';
import { openDataset } from '../data/openDataset.ts';
import type { ImageShape } from '../networks/models.ts';
import type { Classifier } from './Classifier.ts';
import { type ClassifierSource, openClassifier } from './openClassifier.ts';

export interface Examined {
  readonly training: ImageDataset;
  readonly heldOut: ImageDataset | null;
  readonly classifier: Classifier | null;
}

export class Examiner {
  readonly #training: ImageDataset;
  readonly #heldOut: PortableSource | ImageDataset | null;
  readonly #classifier: ClassifierSource | null;
  readonly #onWarning: (message: string) => void;
  #opened: Promise<Examined> | null = null;

  constructor(
    training: ImageDataset,
    heldOut: PortableSource | ImageDataset | null,
    classifier: ClassifierSource | null,
    onWarning: (message: string) => void,
  ) {
    this.#training = training;
    this.#heldOut = heldOut;
    this.#classifier = classifier;
    this.#onWarning = onWarning;
  }

  /** What cannot be loaded, or is for other images, is said once and then missing. */
  open(): Promise<Examined> {
    this.#opened ??= this.#load();
    return this.#opened;
  }

  async #load(): Promise<Examined> {
    const [heldOut, classifier] = await Promise.all([
      this.#accept('held-out images', async () => {
        const source = this.#heldOut;
        return source && ('count' in source ? source : openDataset(source, () => {}, this.#onWarning));
      }),
      this.#accept('classifier', async () => this.#classifier && openClassifier(this.#classifier)),
    ]);
    return { training: this.#training, heldOut, classifier };
  }

  async #accept<T extends { readonly imageShape: ImageShape }>(
    what: string,
    load: () => Promise<T | null>,
  ): Promise<T | null> {
    try {
      const loaded = await load();
      const [expected, found] = [this.#training, loaded].map(each => each?.imageShape.join(' × '));
      if (!loaded || found === expected) return loaded;
      throw new Error(`The ${what} are for images of ${found}; the training images are ${expected}.`);
    } catch (error) {
      this.#onWarning(`Training goes on without ${what}. ${(error as Error).message}`);
      return null;
    }
  }

  dispose(): void {
    this.#opened?.then(({ classifier }) => classifier?.dispose()).catch(() => {});
  }
}
