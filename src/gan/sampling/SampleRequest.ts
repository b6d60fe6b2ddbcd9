/** What travels between a {@link Generator} and the place where its weights are. Checked before it is sent. */

import type { ImageShape } from '../networks/models.ts';

/** Either one latent vector or `count` seeds from `seed` on. */
export interface SampleRequest {
  readonly seed?: number;
  readonly latent?: Float32Array;
  readonly count: number;
  /** Factor on the latent vector. */
  readonly truncation: number;
}

export interface GeneratorDescription {
  readonly latentSize: number;
  readonly imageShape: ImageShape;
  readonly metadata: Readonly<Record<string, string>>;
}
