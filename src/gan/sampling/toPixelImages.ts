import type { PixelImage } from '../../image.ts';
import type { ImageShape } from '../networks/models.ts';

/**
 * Numbers in [-1, 1], image after image, to RGBA pictures: grey becomes opaque grey, RGB opaque colour; where the last of
 * 2 or 4 channels is alpha, colours are divided by it again (see `data/imageNumbers.ts`). Values outside are clamped.
 */
export function toPixelImages(values: Float32Array, [height, width, channels]: ImageShape): PixelImage[] {
  const pixels = width * height;
  const count = values.length / (pixels * channels);
  const colors = channels < 3 ? 1 : 3;
  const hasAlpha = channels > colors;
  return Array.from({ length: count }, (_, index) => {
    const data = new Uint8ClampedArray(pixels * 4);
    for (let pixel = 0; pixel < pixels; pixel++) {
      const start = (index * pixels + pixel) * channels;
      const alpha = hasAlpha ? Math.min(1, Math.max(0, (values[start + colors]! + 1) / 2)) : 1;
      for (let component = 0; component < 3; component++) {
        const light = (values[start + (colors === 1 ? 0 : component)]! + 1) * 127.5;
        data[pixel * 4 + component] = alpha > 0 ? light / alpha : 0;
      }
      data[pixel * 4 + 3] = alpha * 255;
    }
    return { width, height, data };
  });
}
