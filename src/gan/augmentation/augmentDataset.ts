/** More images of the kind that somebody has few of. */

import type { PixelImage } from '../../image.ts';
import type { Classifier } from '../Classifier.ts';
import type { DatasetSource } from '../data/DatasetSource.ts';
import type { Generator } from '../Generator.ts';
import type { ClassicalChanges } from './ClassicalChanges.ts';
import { resolveAugmentation } from './resolveAugmentation.ts';
import { untilAborted } from './untilAborted.ts';

/** Where an image comes from: from the data as it is or changed, from a generator, from an adversary. */
export type AugmentationSource = 'original' | 'classical' | 'generated' | 'hard';

/** One image of an augmented data set. */
export interface AugmentedImage {
  readonly image: PixelImage;
  /** What it shows, in the data set's own words. */
  readonly label: string;
  readonly source: AugmentationSource;
}

/** What is added to the given images, and what is let through. */
export interface AugmentDatasetOptions {
  /** Images of the data set shifted, turned and resized at random: `true`, or by how much. */
  readonly classical?: boolean | ClassicalChanges;
  /** Images of a generator that knows the data set's labels. It stays yours. */
  readonly generator?: Pick<Generator, 'labels' | 'imageShape' | 'sample'>;
  /** Images of the data set brought to a classifier's class border, or just across, by an attack. */
  readonly hard?: HardExamples;
  /** Lets through only what a classifier agrees with, originals too; without it, everything. */
  readonly filter?: ConfidenceFilter;
  /** How many images in all, at least 1. @default Infinity: until the caller breaks off */
  readonly count?: number;
  /** The same seed gives the same images in the same order. A whole number from 0. @default 1 */
  readonly seed?: number;
  /** Ends it at once: the image that is awaited rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** See {@link Classifier.attack}. */
export interface HardExamples {
  /** Who is attacked. It stays yours. */
  readonly classifier: Pick<Classifier, 'labels' | 'imageShape' | 'attack'>;
  /** By how much a pixel may change, above 0 and at most 1, for pixels in [0, 1]. Small, or the label is no longer true. @default 0.1 */
  readonly epsilon?: number;
}

/**
 * An image passes when its label is the likeliest to the classifier, and likely enough. To hard examples, let another one
 * look than the one attacked: it would know its own errors for what they are.
 */
export interface ConfidenceFilter {
  /** Who looks. It stays yours. */
  readonly classifier: Pick<Classifier, 'labels' | 'imageShape' | 'classify'>;
  /** The least probability of the label, above 0 and at most 1. @default 0.9 */
  readonly confidence?: number;
}

/** Image after image, made when it is asked for. */
export interface AugmentedDataset extends AsyncIterableIterator<AugmentedImage> {
  /** How many images the filter has kept back so far; each was replaced by another one. */
  readonly rejected: Readonly<Record<AugmentationSource, number>>;
}

/**
 * Augments a labelled data set: an endless stream of its own images and of what the options add, in turns, a round of
 * each. Every round has one image of each class, in random order, so the counts of two classes never differ by more than
 * one, however uneven the data are. No more than 16 images are alive at a time.
 *
 * ```ts
 * for await (const { image, label, source } of augmentDataset(files, { classical: true, count: 1000 })) …
 * ```
 * @param dataset as a trainer takes it, with one label an image; pictures are brought to the size that the networks see
 * @throws TypeError or RangeError on options out of their range. The first image rejects where the data cannot be read,
 *   have no labels, or others than a network knows; any one rejects when the filter agrees with none of 64 in a row.
 */
export function augmentDataset(
  dataset: DatasetSource,
  options: AugmentDatasetOptions = {},
): AugmentedDataset {
  const plan = resolveAugmentation(dataset, options);
  const rejected = { original: 0, classical: 0, generated: 0, hard: 0 };
  // What reads data is loaded with the first image, and not by every page that may want some.
  let images: Promise<AsyncGenerator<AugmentedImage, undefined>> | null = null;
  const begun = () => (images ??= import('./stream.ts').then(({ stream }) => stream(plan, rejected)));
  return {
    rejected,
    next: () => untilAborted(async () => (await begun()).next(), plan.signal),
    return: async () => (images ? (await images).return(undefined) : { done: true, value: undefined }),
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
