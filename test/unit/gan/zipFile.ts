/** Writes zip files for tests, in Node and in a browser. */

import { crc32 } from '../../../src/gan/cyclicRedundancy.ts';

export interface ZipContent {
  readonly path: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Left as it is, instead of deflated. */
  readonly stored?: boolean;
  /** What the directory says instead of the truth. */
  readonly lie?: {
    readonly size?: number;
    readonly method?: number;
    readonly flags?: number;
    readonly crc?: number;
  };
}

export async function zipFile(
  contents: readonly ZipContent[],
  comment = '',
): Promise<Uint8Array<ArrayBuffer>> {
  const locals: Uint8Array[] = [];
  const listed: Uint8Array[] = [];
  let offset = 0;
  for (const { path, bytes, stored = false, lie = {} } of contents) {
    const name = new TextEncoder().encode(path);
    const packed = stored ? bytes : await deflate(bytes);
    const { flags = 0, method = stored ? 0 : 8, crc = crc32(bytes), size = bytes.length } = lie;
    const common = [u16(20), u16(flags), u16(method), u32(0), u32(crc), u32(packed.length), u32(size)];
    const lengths = [u16(name.length), u16(0)];
    const local = join([u32(0x0403_4b50), ...common, ...lengths, name, packed]);
    locals.push(local);
    listed.push(
      join([
        u32(0x0201_4b50),
        u16(20),
        ...common,
        ...lengths,
        u16(0),
        u16(0),
        u16(0),
        u32(0),
        u32(offset),
        name,
      ]),
    );
    offset += local.length;
  }
  const directory = join(listed);
  const count = u16(contents.length);
  const words = new TextEncoder().encode(comment);
  const end = [
    u32(0x0605_4b50),
    u16(0),
    u16(0),
    count,
    count,
    u32(directory.length),
    u32(offset),
    u16(words.length),
  ];
  return join([...locals, directory, ...end, words]);
}

async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

function u16(value: number): Uint8Array {
  return Uint8Array.of(value, value >>> 8);
}

function u32(value: number): Uint8Array {
  return Uint8Array.of(value, value >>> 8, value >>> 16, value >>> 24);
}

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}
