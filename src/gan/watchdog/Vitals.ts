/** What the watchdog looks at every so often, from fresh samples: more than the losses can tell. */
export interface Vitals {
  readonly step: number;
  /** How often the generator has been updated since it was blank; less than the steps where it was rolled back. */
  readonly age: number;
  /**
   * Entropy of the classes that a classifier sees in generated images, as a share of the most there can be; null without
   * a classifier.
   */
  readonly classEntropy: number | null;
  /** How far apart generated images are, as a share of how far apart real ones are; null when not measured. */
  readonly diversity: number | null;
  /** Mean of D over training images, over held-out images that no step has seen, and over generated ones. */
  readonly trainingLogit: number;
  readonly heldOutLogit: number | null;
  readonly generatedLogit: number;
}
