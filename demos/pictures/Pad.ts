import type { PixelImage } from 'genesis-particles';

/** Where a visitor draws what a network shall look at. */
export interface Pad {
  /** What is on it, of the size that the network knows. Can be set: then the visitor draws on. */
  picture: PixelImage;
  /** Called when a stroke has ended. */
  onDrawn: () => void;
  clear(): void;
}
