/** From a caller's options to a checked plan. */

import { assertKnown, inWords } from '../assertKnown.ts';
import { type DatasetSource, type PortableSource, toPortableSource } from '../data/DatasetSource.ts';
import { DEFAULT_PICTURES, type ImageSide } from '../data/pictures/PictureOptions.ts';
import type { ImageShape } from '../networks/models.ts';
import type { AugmentDatasetOptions } from './augmentDataset.ts';
import { type ClassicalChanges, resolveClassical } from './ClassicalChanges.ts';

type Given<K extends keyof AugmentDatasetOptions> = NonNullable<AugmentDatasetOptions[K]>;

export interface AugmentationPlan {
  readonly dataset: PortableSource;
  readonly classical: Required<ClassicalChanges> | null;
  readonly generator: Given<'generator'> | null;
  readonly hard: Required<Given<'hard'>> | null;
  readonly filter: Required<Given<'filter'>> | null;
  readonly count: number;
  readonly seed: number;
  readonly signal: AbortSignal | undefined;
  /** Everybody who has to know the labels and the size of the images, by the option. */
  readonly networks: Readonly<Record<string, KnowsLabels>>;
}

interface KnowsLabels {
  readonly labels: readonly string[] | null;
  readonly imageShape: ImageShape;
}

/** @throws TypeError or RangeError that says what was given and what is accepted. */
export function resolveAugmentation(
  dataset: DatasetSource,
  options: AugmentDatasetOptions,
): AugmentationPlan {
  assertKnown('augmentDataset', options, [
    'classical',
    'generator',
    'hard',
    'filter',
    'count',
    'seed',
    'signal',
  ]);
  const { classical = false, generator = null, hard, filter, count, seed = 1, signal } = options;
  if (count !== undefined && count !== Number.POSITIVE_INFINITY && !(Number.isInteger(count) && count > 0)) {
    throw new RangeError(`count is ${inWords(count)}. It must be a whole number of at least 1, or Infinity.`);
  }
  if (!Number.isInteger(seed) || seed < 0) {
    throw new RangeError(`The seed is ${inWords(seed)}. It must be a whole number of at least 0.`);
  }
  if (generator !== null) {
    assertAble('generator', generator, 'sample', 'a generator, as loadGenerator gives it');
  }
  const [attacked, judge] = [resolveHard(hard), resolveFilter(filter)];
  if (!classical && !generator && !attacked) {
    throw new TypeError(
      'augmentDataset was asked for no additions. Give at least one of classical, generator and hard.',
    );
  }
  const networks = {
    ...(generator && { generator }),
    ...(attacked && { 'hard.classifier': attacked.classifier }),
    ...(judge && { 'filter.classifier': judge.classifier }),
  };
  for (const [name, { labels }] of Object.entries(networks)) {
    if (labels) continue;
    throw new TypeError(`${name} knows no labels, or several attributes. Give one that knows classes.`);
  }
  const [height] = Object.values(networks)[0]?.imageShape ?? [DEFAULT_PICTURES.side];
  return {
    dataset: toPortableSource(dataset, { ...DEFAULT_PICTURES, side: height as ImageSide }),
    classical: classical === false ? null : resolveClassical(classical),
    generator,
    hard: attacked,
    filter: judge,
    count: count ?? Number.POSITIVE_INFINITY,
    seed,
    signal,
    networks,
  };
}

function resolveHard(hard: AugmentDatasetOptions['hard']): AugmentationPlan['hard'] {
  if (hard === undefined) return null;
  assertNoClassifier('hard', hard);
  assertKnown('hard', hard, ['classifier', 'epsilon']);
  const { classifier, epsilon = 0.1 } = hard;
  assertAble('hard.classifier', classifier, 'attack', 'a classifier, as loadClassifier gives it');
  assertShare('hard.epsilon', epsilon);
  return { classifier, epsilon };
}

function resolveFilter(filter: AugmentDatasetOptions['filter']): AugmentationPlan['filter'] {
  if (filter === undefined) return null;
  assertNoClassifier('filter', filter);
  assertKnown('filter', filter, ['classifier', 'confidence']);
  const { classifier, confidence = 0.9 } = filter;
  assertAble('filter.classifier', classifier, 'classify', 'a classifier, as loadClassifier gives it');
  assertShare('filter.confidence', confidence);
  return { classifier, confidence };
}

/** The slip of whoever thinks that this is all there is to say. */
function assertNoClassifier(name: string, value: unknown): void {
  if (typeof value === 'object' && value && 'classify' in value)
    throw new TypeError(`${name} is a classifier. Give { classifier }.`);
}

function assertAble(name: string, value: unknown, method: string, wanted: string): void {
  const has = typeof value === 'object' && value !== null && method in value;
  if (!has) throw new TypeError(`${name} is ${inWords(value)}. Give ${wanted}.`);
}

function assertShare(name: string, value: number): void {
  if (value > 0 && value <= 1) return;
  throw new RangeError(`${name} is ${inWords(value)}. It must be above 0 and at most 1.`);
}
