/**
 * What a set of generated images is worth, in numbers: plain data, to be posted from a worker or written to a
 * file.
 */

export interface Score {
  readonly value: number;
  /**
   * What as many training images get in place of the generated ones: how good a perfect generator would look.
   * Null where that says nothing.
   */
  readonly floor: number | null;
  /** How many generated images it is from. Compare scores of equal numbers only. */
  readonly images: number;
}

/** In features that a classifier finds, against held-out images. Comparable for one classifier alone. */
export interface FeatureScores<T> {
  /** See `frechetDistance.ts`: 0 is best. */
  readonly frechetDistance: T;
  /** See `kernelDistance.ts`: 0 is best, and chance may put it slightly below. */
  readonly kernelDistance: T;
  /** See `precisionRecall.ts`: share of generated images that look like real ones. */
  readonly precision: T;
  /** Share of held-out images that look like generated ones. */
  readonly recall: T;
  /** Mean distance of two images: see `featureDiversity.ts`. Best as large as the floor. */
  readonly diversity: T;
}

/** By the classifier's verdicts on one attribute: see `classScores.ts`. */
export interface ClassScores<T> {
  /** From 1 to the number of values: high is best. */
  readonly classifierScore: T;
  /** Of the values' shares, in nats. Best as large as the floor. */
  readonly entropy: T;
  /** The same as a share of the most possible. */
  readonly entropyRatio: T;
  /** KL divergence of the values' shares from those of held-out images, in nats: 0 is best. */
  readonly divergence: T;
  /** Share of images that are of the value they were asked for; null where none was. */
  readonly agreement: T | null;
}

export interface AttributeScores extends ClassScores<Score> {
  readonly name: string;
  readonly values: readonly string[];
  /** For each value the share of generated images that have it. */
  readonly shares: readonly number[];
  /** The same of held-out images. */
  readonly heldOutShares: readonly number[];
}

export interface Scores extends FeatureScores<Score> {
  readonly featureSize: number;
  readonly heldOutImages: number;
  readonly attributes: readonly AttributeScores[];
  /**
   * Median distance to the nearest training image: see `nearestNeighbours.ts`. The floor is that of held-out
   * images. Null where pixels were not given.
   */
  readonly nearestTraining: Score | null;
  /**
   * The value as a share of the floor: far below 1 if training images were learnt by heart. Null as well
   * where the floor is 0, because half of the held-out images are training images.
   */
  readonly nearestRatio: Score | null;
}
