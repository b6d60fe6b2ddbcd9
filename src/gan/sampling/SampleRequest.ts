/** What travels between a {@link Generator} and the place where its weights are. Checked before it is sent. */

import type { Decoder } from '../chain/Decoder.ts';
import type { Attribute, Wanted } from '../data/Attribute.ts';
import type { ImageShape } from '../networks/models.ts';

/** Either one latent vector or `count` seeds from `seed` on. */
export interface SampleRequest {
  readonly seed?: number;
  readonly latent?: Float32Array;
  readonly count: number;
  /** Factor on the latent vector. */
  readonly truncation: number;
  /** For conditional generators: what each attribute shall be, null where the seed shall choose. */
  readonly labels: readonly (Wanted | null)[];
  /** For generators that are told in words: the numbers of those, without the ones they do not know. */
  readonly words?: readonly number[];
  /** What the images go through, one after the other. */
  readonly enhance?: readonly Decoder[];
}

/** What a generator takes, and makes. */
export interface GeneratorShape {
  readonly latentSize: number;
  readonly imageShape: ImageShape;
  /** What can be asked for, or null for one that is unconditional or told in words. */
  readonly attributes: readonly Attribute[] | null;
}

export interface GeneratorDescription extends GeneratorShape {
  /** For generators that are told in words: those they know. */
  readonly vocabulary: readonly string[] | null;
  readonly metadata: Readonly<Record<string, string>>;
}
