/** RGBA pictures as the numbers in [-1, 1] that networks see. */

import type { PixelImage } from '../../image.ts';
import type { ImageShape } from '../networks/models.ts';
import { toNumbers } from './imageNumbers.ts';

/**
 * Image after image, as many channels a pixel as `shape` says: where it is one, the mean of red, green and blue, which is
 * their value in a grey picture; alpha counts where the networks know it.
 * @throws RangeError when a picture is of another size
 */
export function fromPixelImages(images: readonly PixelImage[], shape: ImageShape): Float32Array {
  const [height, width, channels] = shape;
  const perImage = height * width * channels;
  const numbers = new Float32Array(images.length * perImage);
  const bytes = new Uint8Array(perImage);
  for (const [index, image] of images.entries()) {
    if (image?.width !== width || image.height !== height || image.data?.length !== width * height * 4) {
      throw new RangeError(
        `Image ${index} is ${image?.width} × ${image?.height} pixels with ${image?.data?.length} bytes. These networks see ` +
          `images of ${width} × ${height} pixels, ${width * height * 4} bytes of RGBA.`,
      );
    }
    const { data } = image;
    for (let pixel = 0; pixel < width * height; pixel++) {
      const [red, green, blue, alpha] = [0, 1, 2, 3].map(i => data[4 * pixel + i]!) as [
        number,
        number,
        number,
        number,
      ];
      const grey = Math.round((red + green + blue) / 3);
      const color = channels < 3 ? [grey] : [red, green, blue];
      bytes.set([...color, alpha].slice(0, channels), pixel * channels);
    }
    toNumbers(bytes, channels, numbers, index * perImage);
  }
  return numbers;
}
