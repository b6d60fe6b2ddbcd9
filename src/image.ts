/**
 * What an image is to this library. The two halves of it, the networks and the particles, meet in this one
 * small type and in nothing else.
 */

/** Structurally an `ImageData`: RGBA, 8 bits a channel, sRGB, straight alpha, first row at the top. */
export interface PixelImage {
  /** Pixels a row, at least 1. */
  readonly width: number;
  /** Rows, at least 1. */
  readonly height: number;
  /** `width * height * 4` bytes, row by row from the top left. */
  readonly data: Uint8ClampedArray;
}

/**
 * Throws when `image` is no picture that can be shown: a side of zero, a fraction or a `data` of another length
 * than `width * height * 4`.
 */
export function assertPixelImage(image: PixelImage): void {
  if (typeof image !== 'object' || image === null) {
    throw new TypeError(`An image was expected, not ${String(image)}.`);
  }
  const { width, height, data } = image;
  if (!Number.isInteger(width) || !Number.isInteger(height) || width < 1 || height < 1) {
    throw new RangeError(
      `The image is ${width} × ${height} pixels. Both sides must be whole numbers of at least 1.`,
    );
  }
  if (!((data as unknown) instanceof Uint8ClampedArray)) {
    throw new TypeError('The image has no pixel bytes: `data` must be a Uint8ClampedArray of RGBA values.');
  }
  if (data.length !== width * height * 4) {
    throw new RangeError(
      `The image says ${width} × ${height} pixels, which takes ${width * height * 4} bytes of RGBA, but its data ` +
        `has ${data.length}.`,
    );
  }
}
