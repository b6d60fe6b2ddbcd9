/** What travels between a {@link Classifier} and the place where its weights are. Checked before it is sent. */

import type { PixelImage } from '../../image.ts';
import type { ValueAttribute } from '../data/Attribute.ts';
import type { ImageShape } from '../networks/models.ts';

export interface ClassifierDescription {
  readonly attributes: readonly ValueAttribute[];
  readonly imageShape: ImageShape;
  readonly metadata: Readonly<Record<string, string>>;
  /** Whether there is a generator to project onto. */
  readonly defended: boolean;
}

/** A long piece of work: by its number it can be cancelled, and its progress told apart. */
export interface JobRequest {
  readonly id: number;
  readonly seed: number;
}

export interface RawVerdict {
  /** Of each value of each attribute. */
  readonly probabilities: Float32Array;
  /** The projection that it was given for, or null. */
  readonly image: PixelImage | null;
}
