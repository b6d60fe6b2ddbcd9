/**
 * Reads IDX files, the format of the MNIST data (LeCun, "The MNIST database"): big-endian, two zero bytes, one for the
 * type of the values (8: unsigned bytes), one for the number of dimensions, a 32-bit size for each, then the values.
 */

import type { RawImages } from './DatasetSource.ts';

/** Unsigned bytes in three dimensions: images, rows, columns. */
const IMAGES = { magic: 0x0803, headerBytes: 16, name: 'images (IDX3, bytes)' };
/** Unsigned bytes in one dimension. */
const LABELS = { magic: 0x0801, headerBytes: 8, name: 'labels (IDX1, bytes)' };

/** Whether these bytes, unpacked, begin like an IDX file of labels. */
export function areIdxLabels(bytes: Uint8Array): boolean {
  return bytes[0] === 0 && bytes[1] === 0 && bytes[2] === 8 && bytes[3] === 1;
}

/** Borrows the memory of `bytes`. @throws Error that says what was expected and what is there. */
export function parseIdx(bytes: Uint8Array<ArrayBuffer>, what: string): RawImages {
  const header = readHeader(bytes, IMAGES, what);
  const [count, height, width] = [header.getUint32(4), header.getUint32(8), header.getUint32(12)];
  if (count === 0 || height === 0 || width === 0) {
    throw new Error(
      `${what}: says it holds ${count} images of ${width} × ${height} pixels. There must be at least one of each.`,
    );
  }
  const takes = `${count} images of ${width} × ${height} pixels take`;
  return {
    images: readValues(bytes, IMAGES.headerBytes, count * height * width, takes, what),
    width,
    height,
    channels: 1,
  };
}

/** One number an image. Borrows the memory of `bytes`. @throws Error that says what was expected and what is there. */
export function parseIdxLabels(bytes: Uint8Array<ArrayBuffer>, what: string): Uint8Array<ArrayBuffer> {
  const count = readHeader(bytes, LABELS, what).getUint32(4);
  return readValues(bytes, LABELS.headerBytes, count, `${count} labels take`, what);
}

function readHeader(
  bytes: Uint8Array<ArrayBuffer>,
  { magic: expected, headerBytes, name }: typeof IMAGES,
  what: string,
): DataView {
  if (bytes[0] === '<'.charCodeAt(0)) {
    throw new Error(
      `${what}: this is an HTML page, not IDX data. The server probably sends its start page for missing files.`,
    );
  }
  if (bytes.length < headerBytes) {
    throw new Error(
      `${what}: only ${bytes.length} bytes, but the header of a file of ${name} alone has ${headerBytes}.`,
    );
  }
  const header = new DataView(bytes.buffer, bytes.byteOffset, headerBytes);
  const magic = header.getUint32(0);
  if (magic === expected) return header;
  const other = [IMAGES, LABELS].find(kind => kind.magic === magic);
  const hint = other ? ` This is a file of ${other.name.split(' ')[0]}.` : '';
  throw new Error(
    `${what}: begins with ${hex(magic)}, but a file of ${name} begins with ${hex(expected)}.${hint}`,
  );
}

function readValues(
  bytes: Uint8Array<ArrayBuffer>,
  start: number,
  count: number,
  takes: string,
  what: string,
): Uint8Array<ArrayBuffer> {
  const expected = start + count;
  if (bytes.length !== expected) {
    throw new Error(
      `${what}: ${takes} ${expected} bytes, but there are ${bytes.length}. ` +
        `The file is ${bytes.length < expected ? 'cut off' : 'too long'}: load or copy it again.`,
    );
  }
  return bytes.subarray(start);
}

function hex(value: number): string {
  return `0x${value.toString(16).padStart(8, '0')}`;
}
