import type { PixelImage } from '../image.ts';
import type { Layout } from './layouts/arrange.glsl.ts';
import type { Reading } from './layouts/flowTables.ts';

/** An image, and how its pixels are to be given to particles. */
export interface Arrangement extends Reading {
  readonly image: PixelImage;
  readonly layout: Layout;
}
