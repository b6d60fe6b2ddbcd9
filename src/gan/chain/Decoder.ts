/** Structure that is known beforehand and that every image shall have, as data: it travels to the worker. */

import type { PixelImage } from '../../image.ts';

/** One half of the image, and its reflection as the other. What lies on the axis itself stays. */
export interface MirrorDecoder {
  readonly type: 'mirror';
  /** `vertical`: the left half is reflected to the right; `horizontal`: the upper one downwards. */
  readonly axis: 'vertical' | 'horizontal';
}

/**
 * No other colours than these: every pixel takes the one that is nearest to its own, by red, green and blue. What is
 * transparent stays so. Grey images become coloured ones.
 */
export interface PaletteDecoder {
  readonly type: 'palette';
  /** 1 to 256 of them, as `#rrggbb`. */
  readonly colours: readonly string[];
}

/** Nothing outside a shape: images without transparency get one there. */
export interface SilhouetteDecoder {
  readonly type: 'silhouette';
  /** As large as the image. Its alpha alone counts: where it is 0 lies outside, and in between images fade. */
  readonly mask: PixelImage;
}

/** What enforces a structure on every image that a generator makes: see {@link SampleOptions.enhance}. */
export type Decoder = MirrorDecoder | PaletteDecoder | SilhouetteDecoder;
