import type { PixelImage } from '../../image.ts';
import type { ImageShape } from '../networks/models.ts';

/**
 * Numbers in [-1, 1], image after image, to RGBA pictures: grey becomes opaque grey, RGB opaque colour. Values outside
 * are clamped.
 */
export function toPixelImages(values: Float32Array, [height, width, channels]: ImageShape): PixelImage[] {
  const pixels = width * height;
  const count = values.length / (pixels * channels);
  return Array.from({ length: count }, (_, index) => {
    const data = new Uint8ClampedArray(pixels * 4);
    const start = index * pixels * channels;
    for (let pixel = 0; pixel < pixels; pixel++) {
      for (let component = 0; component < 4; component++) {
        const channel = channels === 1 && component < 3 ? 0 : component;
        const value = channel < channels ? values[start + pixel * channels + channel]! : 1;
        data[pixel * 4 + component] = (value + 1) * 127.5;
      }
    }
    return { width, height, data };
  });
}
