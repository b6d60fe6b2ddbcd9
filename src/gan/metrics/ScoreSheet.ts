/**
 * Scores sets of generated images, each by everything in this folder. What concerns the real images is worked
 * out once: their moments, and the floors, which are the scores of training images in place of generated
 * ones.
 */

import type { ValueAttribute } from '../data/Attribute.ts';
import {
  classDivergence,
  classHistogram,
  classifierScore,
  entropyOf,
  entropyRatio,
  labelAgreement,
} from './classScores.ts';
import { featureDiversity } from './featureDiversity.ts';
import { frechetDistance, type Moments, momentsOf } from './frechetDistance.ts';
import { type KernelSums, kernelDistance, kernelSumsOf } from './kernelDistance.ts';
import { medianOf, nearestNeighbours } from './nearestNeighbours.ts';
import { type Neighbourhoods, neighbourhoodsOf, precisionRecall } from './precisionRecall.ts';
import type { ClassScores, FeatureScores, Score, Scores } from './Scores.ts';
import { countSeen, type SeenAttribute, type SeenImages, splitAttributes } from './SeenImages.ts';

export interface RealImages {
  readonly featureSize: number;
  readonly attributes: readonly ValueAttribute[];
  /** Which no step has seen. */
  readonly heldOut: SeenImages;
  /** As many as will be generated, drawn at random: for the floors. */
  readonly training: SeenImages;
  /**
   * For the distance to the nearest training image: bytes as `toBytes` makes them, one image after the other.
   */
  readonly pixels?: RealPixels;
}

export interface RealPixels {
  /** Height × width × channels. */
  readonly valuesPerImage: number;
  /** All that were trained on. */
  readonly training: Uint8Array;
  /** Some are enough: a thousand. */
  readonly heldOut: Uint8Array;
}

/** Each point needs its third nearest neighbour. */
const LEAST = 4;

export class ScoreSheet {
  readonly #real: RealImages;
  readonly #images: number;
  readonly #heldOutImages: number;
  readonly #moments: Moments;
  readonly #kernelSums: KernelSums;
  readonly #neighbourhoods: Neighbourhoods;
  readonly #histograms: readonly Uint32Array[];
  readonly #featureFloors: FeatureScores<number>;
  readonly #classFloors: readonly ClassScores<number>[];
  #nearestFloor: number | null = null;

  /**
   * @throws RangeError when there are fewer than four images, or numbers that are not finite or do not fit
   * together
   */
  constructor(real: RealImages) {
    const { featureSize, attributes, heldOut, training } = real;
    this.#real = real;
    this.#heldOutImages = countSeen(heldOut, featureSize, attributes, LEAST, 'held-out images');
    this.#images = countSeen(training, featureSize, attributes, LEAST, 'training images');
    this.#moments = momentsOf(heldOut.features, featureSize);
    this.#kernelSums = kernelSumsOf(heldOut.features, featureSize);
    // Balls are wider where points are fewer: both sets have as many, where there are enough.
    const compared = thinOut(heldOut.features, featureSize, this.#images);
    this.#neighbourhoods = neighbourhoodsOf(compared, featureSize);
    this.#histograms = splitAttributes(heldOut, attributes).map(histogramOf);
    this.#featureFloors = this.#measureFeatures(training.features);
    this.#classFloors = splitAttributes(training, attributes).map((seen, index) =>
      this.#measureClasses(seen, index),
    );
  }

  /**
   * @param samples as many as there were training images
   * @param pixels of some or all of them, in the form of {@link RealPixels}
   * @throws RangeError when they are not as many, or have numbers that are not finite or do not fit together
   */
  score(samples: SeenImages, pixels?: Uint8Array): Scores {
    const { featureSize, attributes } = this.#real;
    const images = countSeen(samples, featureSize, attributes, LEAST, 'samples');
    if (images !== this.#images) {
      throw new RangeError(
        `There are ${images} samples, but floors of ${this.#images} training images. Give equal numbers.`,
      );
    }
    return {
      ...withFloors(this.#measureFeatures(samples.features), this.#featureFloors, images),
      featureSize,
      heldOutImages: this.#heldOutImages,
      attributes: splitAttributes(samples, attributes).map((seen, index) => ({
        ...withFloors(this.#measureClasses(seen, index), this.#classFloors[index]!, images),
        name: seen.name,
        values: seen.values,
        shares: Array.from(histogramOf(seen), count => count / images),
        heldOutShares: Array.from(this.#histograms[index]!, count => count / this.#heldOutImages),
      })),
      ...this.#scorePixels(pixels),
    };
  }

  #measureFeatures(features: Float32Array): FeatureScores<number> {
    const { featureSize } = this.#real;
    return {
      frechetDistance: frechetDistance(momentsOf(features, featureSize), this.#moments),
      kernelDistance: kernelDistance(kernelSumsOf(features, featureSize), this.#kernelSums),
      ...precisionRecall(this.#neighbourhoods, neighbourhoodsOf(features, featureSize)),
      diversity: featureDiversity(features, featureSize),
    };
  }

  #measureClasses(seen: SeenAttribute, index: number): ClassScores<number> {
    const { probabilities, values, labels } = seen;
    const histogram = histogramOf(seen);
    return {
      classifierScore: classifierScore(probabilities, values.length),
      entropy: entropyOf(histogram),
      entropyRatio: entropyRatio(histogram),
      divergence: classDivergence(histogram, this.#histograms[index]!),
      agreement: labels && labelAgreement(probabilities, values.length, labels),
    };
  }

  #scorePixels(samples: Uint8Array | undefined): Pick<Scores, 'nearestTraining' | 'nearestRatio'> {
    if (!samples) return { nearestTraining: null, nearestRatio: null };
    const { pixels } = this.#real;
    if (!pixels) {
      throw new RangeError(
        'There are pixels of samples, but none of real images. Give them to the constructor.',
      );
    }
    const { training, heldOut, valuesPerImage } = pixels;
    const distance = (images: Uint8Array) =>
      medianOf(nearestNeighbours(images, training, valuesPerImage).distances);
    this.#nearestFloor ??= distance(heldOut);
    const [value, floor] = [distance(samples), this.#nearestFloor];
    const images = samples.length / valuesPerImage;
    return {
      nearestTraining: { value, floor, images },
      nearestRatio: floor > 0 ? { value: value / floor, floor: 1, images } : null,
    };
  }
}

/** Each measure with its floor; null stays null. */
function withFloors<T extends { [K in keyof T]: number | null }>(
  values: T,
  floors: T,
  images: number,
): { [K in keyof T]: Score | Extract<T[K], null> } {
  const scores = Object.entries(values).map(([name, value]) => [
    name,
    value === null ? null : { value, floor: floors[name as keyof T], images },
  ]);
  return Object.fromEntries(scores);
}

function histogramOf({ probabilities, values }: SeenAttribute): Uint32Array {
  return classHistogram(probabilities, values.length);
}

/** At most so many points, evenly out of all: they may be sorted. */
function thinOut(points: Float32Array, dimensions: number, most: number): Float32Array {
  const count = points.length / dimensions;
  if (count <= most) return points;
  const few = new Float32Array(most * dimensions);
  for (let place = 0; place < most; place++) {
    const start = Math.floor((place * count) / most) * dimensions;
    few.set(points.subarray(start, start + dimensions), place * dimensions);
  }
  return few;
}
