import type { PixelImage } from 'genesis-particles';

/** An image that may be shown, and where it comes from. */
export interface Exhibit {
  readonly source: 'training' | 'pretrained' | 'image';
  /** Steps that the network had been trained for; only for one in training. */
  readonly step?: number;
  readonly image: PixelImage;
}
