/** The training images, kept as the bytes they came in: 60,000 digits are 47 MB so, and 188 MB as floats. */

import type { ImageShape } from '../networks/models.ts';
import type { RawImages } from './DatasetSource.ts';

export class ImageDataset {
  /** How many images there are. */
  readonly count: number;
  /** [height, width, channels] of each. */
  readonly imageShape: ImageShape;
  /** Numbers an image. */
  readonly valuesPerImage: number;

  #bytes: Uint8Array;

  /** Borrows the bytes. @throws RangeError when they do not make a whole number of such images. */
  constructor({ images, width, height, channels }: RawImages) {
    for (const [name, side] of Object.entries({ width, height })) {
      if (!Number.isInteger(side) || side < 1) {
        throw new RangeError(`The images' ${name} is ${side}. It must be a whole number of at least 1.`);
      }
    }
    if (![1, 3, 4].includes(channels)) {
      throw new RangeError(`The images have ${channels} channels. Known are 1 (grey), 3 (RGB) and 4 (RGBA).`);
    }
    if (!(images instanceof Uint8Array)) {
      throw new TypeError('The images are not a Uint8Array of values from 0 to 255.');
    }
    this.valuesPerImage = width * height * channels;
    this.count = images.length / this.valuesPerImage;
    if (!Number.isInteger(this.count) || this.count === 0) {
      throw new RangeError(
        `The images are ${images.length} bytes, which is no whole number of images of ${width} × ${height} × ${channels} = ` +
          `${this.valuesPerImage} bytes.`,
      );
    }
    this.imageShape = [height, width, channels];
    this.#bytes = images;
  }

  /** The images of these indices as one row of numbers in [-1, 1] each. */
  gather(indices: Uint32Array): Float32Array {
    const values = new Float32Array(indices.length * this.valuesPerImage);
    let offset = 0;
    for (const index of indices) {
      const start = index * this.valuesPerImage;
      for (let i = 0; i < this.valuesPerImage; i++) values[offset++] = this.#bytes[start + i]! / 127.5 - 1;
    }
    return values;
  }
}
