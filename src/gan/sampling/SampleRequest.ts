/** What travels between a {@link Generator} and the place where its weights are. Checked before it is sent. */

import type { Decoder } from '../chain/Decoder.ts';
import type { Attribute } from '../data/Attribute.ts';
import type { ImageShape } from '../networks/models.ts';

/** Either one latent vector or `count` seeds from `seed` on. */
export interface SampleRequest {
  readonly seed?: number;
  readonly latent?: Float32Array;
  readonly count: number;
  /** Factor on the latent vector. */
  readonly truncation: number;
  /** For conditional generators: the number of each attribute's value, null where the seed shall choose. */
  readonly labels: readonly (number | null)[];
  /** What the images go through, one after the other. */
  readonly enhance?: readonly Decoder[];
}

export interface GeneratorDescription {
  readonly latentSize: number;
  readonly imageShape: ImageShape;
  /** What can be asked for, or null for an unconditional generator. */
  readonly attributes: readonly Attribute[] | null;
  readonly metadata: Readonly<Record<string, string>>;
}
