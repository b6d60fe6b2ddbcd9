/**
 * Reads images from an IDX file, the format of the MNIST data (LeCun, "The MNIST database"): big-endian, two zero
 * bytes, one for the type of the values (8: unsigned bytes), one for the number of dimensions, a 32-bit size for each,
 * then the values.
 */

import type { RawImages } from './DatasetSource.ts';

/** Unsigned bytes in three dimensions: images, rows, columns. */
const IMAGES_MAGIC = 0x0803;
const HEADER_BYTES = 16;

/** Borrows the memory of `bytes`. @throws Error that says what was expected and what is there. */
export function parseIdx(bytes: Uint8Array<ArrayBuffer>, what: string): RawImages {
  if (bytes[0] === '<'.charCodeAt(0)) {
    throw new Error(
      `${what}: this is an HTML page, not IDX data. The server probably sends its start page for missing files.`,
    );
  }
  if (bytes.length < HEADER_BYTES) {
    throw new Error(
      `${what}: only ${bytes.length} bytes, but the header of an IDX3 file alone has ${HEADER_BYTES}.`,
    );
  }
  const header = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES);
  const magic = header.getUint32(0);
  if (magic !== IMAGES_MAGIC) {
    const hint = magic === 0x0801 ? ' This is a file of labels.' : '';
    throw new Error(
      `${what}: begins with ${hex(magic)}, but a file of images (IDX3, bytes) begins with ${hex(IMAGES_MAGIC)}.${hint}`,
    );
  }
  const [count, height, width] = [header.getUint32(4), header.getUint32(8), header.getUint32(12)];
  if (count === 0 || height === 0 || width === 0) {
    throw new Error(
      `${what}: says it holds ${count} images of ${width} × ${height} pixels. There must be at least one of each.`,
    );
  }
  const expected = HEADER_BYTES + count * height * width;
  if (bytes.length !== expected) {
    throw new Error(
      `${what}: ${count} images of ${width} × ${height} pixels take ${expected} bytes, but there are ${bytes.length}. ` +
        `The file is ${bytes.length < expected ? 'cut off' : 'too long'}: load or copy it again.`,
    );
  }
  return { images: bytes.subarray(HEADER_BYTES), width, height, channels: 1 };
}

function hex(value: number): string {
  return `0x${value.toString(16).padStart(8, '0')}`;
}
