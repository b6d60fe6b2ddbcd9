import type { PixelImage } from 'genesis-particles';

/** The same pixels, for a canvas. */
export function toImageData({ width, height, data }: PixelImage): ImageData {
  return new ImageData(data as Uint8ClampedArray<ArrayBuffer>, width, height);
}
