/**
 * What a training is judged with, loaded when it is first needed: a classifier, and held-out images that no step ever
 * sees. Either may be missing; then what takes it is not measured.
 */

import type { PortableSource } from '../data/DatasetSource.ts';
import type { ImageDataset } from '../data/ImageDataset.ts';
import { openDataset } from '../data/openDataset.ts';
import type { ImageShape } from '../networks/models.ts';
import type { ClassifierNetwork } from './ClassifierNetwork.ts';
import { type ClassifierSource, openClassifier } from './openClassifier.ts';

export interface Examined {
  readonly training: ImageDataset;
  readonly heldOut: ImageDataset | null;
  readonly classifier: ClassifierNetwork | null;
}

/** What may be missing. */
export type Examining = 'held-out images' | 'classifier';

const WORDS: Readonly<Record<Examining, string>> = {
  'held-out images': 'The held-out images',
  classifier: 'The classifier',
};

export class Examiner {
  readonly #training: ImageDataset;
  readonly #heldOut: PortableSource | ImageDataset | null;
  readonly #classifier: ClassifierSource | null;
  readonly #conditional: boolean;
  readonly #onWarning: (message: string) => void;
  /** Why something that was given is missing. */
  readonly #reasons = new Map<string, string>();
  #opened: Promise<Examined> | null = null;

  constructor(
    training: ImageDataset,
    heldOut: PortableSource | ImageDataset | null,
    classifier: ClassifierSource | null,
    conditional: boolean,
    onWarning: (message: string) => void,
  ) {
    this.#training = training;
    this.#heldOut = heldOut;
    this.#classifier = classifier;
    this.#conditional = conditional;
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
        if (!source || 'count' in source) return source;
        const heldOut = await openDataset(source, () => {}, this.#onWarning);
        const { attributes } = this.#training;
        // Whoever judges an image is told what it shows.
        return attributes && this.#conditional ? heldOut.labelledAs(attributes) : heldOut;
      }),
      this.#accept('classifier', async () => this.#classifier && openClassifier(this.#classifier)),
    ]);
    return { training: this.#training, heldOut, classifier };
  }

  async #accept<T extends { readonly imageShape: ImageShape }>(
    what: Examining,
    load: () => Promise<T | null>,
  ): Promise<T | null> {
    try {
      const loaded = await load();
      const [expected, found] = [this.#training, loaded].map(each => each?.imageShape.join(' × '));
      if (!loaded || found === expected) return loaded;
      throw new Error(`The size is ${found}, that of the training images ${expected}.`);
    } catch (error) {
      const reason = `${WORDS[what]} cannot be used. ${(error as Error).message}`;
      this.#reasons.set(what, reason);
      this.#onWarning(`${reason} Training goes on without.`);
      return null;
    }
  }

  /** Why it is missing although it was given, or null. */
  reason(what: Examining): string | null {
    return this.#reasons.get(what) ?? null;
  }

  dispose(): void {
    this.#opened?.then(({ classifier }) => classifier?.dispose()).catch(() => {});
  }
}
