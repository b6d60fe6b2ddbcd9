/** What can go wrong with a training. */

/**
 * - `not-finite`: losses or gradients are NaN or Infinity; no later step can mend that.
 * - `vanishing-gradients`: the discriminator wins outright, and no longer tells the generator which way is better.
 * - `mode-collapse`: the generator makes fewer and fewer kinds of images.
 * - `overfitting`: the discriminator knows the training images by heart, and takes images like them for generated.
 */
export type TroubleKind = 'not-finite' | 'vanishing-gradients' | 'mode-collapse' | 'overfitting';

export interface Trouble {
  readonly kind: TroubleKind;
  readonly step: number;
  /** What was measured, by name, with the limit that it has passed. */
  readonly numbers: Readonly<Record<string, number>>;
  /** The same in a sentence. */
  readonly message: string;
}
