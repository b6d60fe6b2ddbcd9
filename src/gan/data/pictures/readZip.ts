/**
 * Reads zip files (PKWARE, APPNOTE.TXT 6.3.10: sections 4.3.7, 4.3.12 and 4.3.16), one entry at a time and only as far as
 * pictures take: stored or deflated, no encryption, no zip64. Nothing that the file says of itself is trusted: neither
 * where its parts lie nor how large they get when unpacked. Names are words, never places to write to.
 */

import { crc32 } from '../../cyclicRedundancy.ts';
import { UnusableFile } from './UnusableFile.ts';

export interface ZipEntry {
  readonly path: string;
  /** Bytes of it, unpacked. */
  readonly size: number;
  /** @throws (rejects) UnusableFile when it is damaged or packed in a way that is not read. */
  unpack(): Promise<Blob>;
}

const END = { signature: 0x0605_4b50, bytes: 22 };
const LISTED = { signature: 0x0201_4b50, bytes: 46 };
const LOCAL = { signature: 0x0403_4b50, bytes: 30 };
const LONGEST_COMMENT = 0xffff;
const ENCRYPTED = 1;
const [STORED, DEFLATED] = [0, 8];

const MEBIBYTE = 1024 ** 2;
/** Unpacked, of one entry and of all: entries are unpacked one after the other, so the first bounds memory, the second time. */
const LARGEST_ENTRY = 64 * MEBIBYTE;
const LARGEST_TOTAL = 2048 * MEBIBYTE;

/** What a zip holds, folders left out. @throws (rejects) UnusableFile when that cannot be told. */
export async function readZip(zip: Blob): Promise<ZipEntry[]> {
  const list = await readList(zip);
  const entries: ZipEntry[] = [];
  let total = 0;
  for (let at = 0; at < list.byteLength; ) {
    if (at + LISTED.bytes > list.byteLength || list.getUint32(at, true) !== LISTED.signature) throw damaged();
    const lengths = [28, 30, 32].map(offset => list.getUint16(at + offset, true));
    const end = lengths.reduce((sum, length) => sum + length, at + LISTED.bytes);
    if (end > list.byteLength) throw damaged();
    const path = new TextDecoder().decode(
      new Uint8Array(list.buffer, list.byteOffset + at + LISTED.bytes, lengths[0]!),
    );
    const size = list.getUint32(at + 24, true);
    if (!path.endsWith('/')) entries.push({ path, size, unpack: unpacker(zip, list, at) });
    total += size;
    at = end;
  }
  if (total > LARGEST_TOTAL) throw new UnusableFile(`a zip of ${Math.round(total / MEBIBYTE)} MB unpacked`);
  return entries;
}

/** The central directory, found from the end of the file. */
async function readList(zip: Blob): Promise<DataView> {
  const tail = await view(zip, Math.max(0, zip.size - END.bytes - LONGEST_COMMENT), zip.size);
  let at = tail.byteLength - END.bytes;
  while (at >= 0 && tail.getUint32(at, true) !== END.signature) at--;
  if (at < 0) throw new UnusableFile('a zip that is cut off');
  const [size, start] = [tail.getUint32(at + 12, true), tail.getUint32(at + 16, true)];
  if (start === 0xffff_ffff) throw new UnusableFile('a zip64, of too many or too large files');
  if (start + size > zip.size) throw damaged();
  return view(zip, start, start + size);
}

function unpacker(zip: Blob, list: DataView, at: number): () => Promise<Blob> {
  const [flags, method] = [list.getUint16(at + 8, true), list.getUint16(at + 10, true)];
  const [check, packedSize, size, start] = [16, 20, 24, 42].map(offset =>
    list.getUint32(at + offset, true),
  ) as [number, number, number, number];
  return async () => {
    if (flags & ENCRYPTED) throw new UnusableFile('encrypted');
    if (method !== STORED && method !== DEFLATED) throw new UnusableFile('packed in an unknown way');
    if (size > LARGEST_ENTRY) throw new UnusableFile('too large');
    const local = await view(zip, start, start + LOCAL.bytes);
    if (local.byteLength < LOCAL.bytes || local.getUint32(0, true) !== LOCAL.signature) throw damaged();
    const begin = start + LOCAL.bytes + local.getUint16(26, true) + local.getUint16(28, true);
    const packed = zip.slice(begin, begin + packedSize);
    const bytes = await readExactly(size, method === DEFLATED ? inflated(packed) : packed.stream());
    if (crc32(bytes) !== check) throw damaged();
    return new Blob([bytes]);
  };
}

function inflated(packed: Blob): ReadableStream<Uint8Array> {
  return packed.stream().pipeThrough(new DecompressionStream('deflate-raw'));
}

/** Ends early when there is more: a small file can unpack to any size. Where there is less, the rest is zero. */
async function readExactly(
  size: number,
  stream: ReadableStream<Uint8Array>,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(size);
  const reader = stream.getReader();
  let filled = 0;
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      // Throws a RangeError beyond the end.
      bytes.set(next.value, filled);
      filled += next.value.length;
    }
  } catch {
    await reader.cancel().catch(() => {});
    throw damaged();
  }
  return bytes;
}

async function view(zip: Blob, start: number, end: number): Promise<DataView> {
  return new DataView(await zip.slice(start, end).arrayBuffer());
}

function damaged(): UnusableFile {
  return new UnusableFile('damaged in its zip');
}
