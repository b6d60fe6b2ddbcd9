/** What a file holds, told by its first bytes: names lie, and servers say of most of these formats that they are bytes. */

export type FileKind = 'idx images' | 'idx labels' | 'packed set' | 'zip' | 'gzip' | PictureType | 'other';

/** Its media type, for the browser that decodes it. */
export type PictureType = `image/${string}`;

/** What is looked at. */
const HEAD_BYTES = 16;

/** Signatures at the start of a file; a dot stands for any byte. */
const SIGNATURES: readonly (readonly [signature: string, kind: FileKind])[] = [
  ['\x1f\x8b', 'gzip'],
  ['PK\x03\x04', 'zip'],
  // A zip without files.
  ['PK\x05\x06', 'zip'],
  ['\x89PNG\r\n\x1a\n', 'image/png'],
  ['\xff\xd8\xff', 'image/jpeg'],
  ['GIF8', 'image/gif'],
  ['RIFF....WEBP', 'image/webp'],
  ['....ftypavif', 'image/avif'],
  ['....ftypavis', 'image/avif'],
  ['BM......\0\0', 'image/bmp'],
  ['\0\0\x01\0', 'image/x-icon'],
  ['<svg', 'image/svg+xml'],
  ['<?xml', 'image/svg+xml'],
  ['\0\0\x08\x01', 'idx labels'],
  // Of other types and dimensions too: what reads it says what is wrong.
  ['\0\0\x08', 'idx images'],
  ['\0\0\x09', 'idx images'],
  ['\0\0\x0b', 'idx images'],
  ['\0\0\x0c', 'idx images'],
  ['\0\0\x0d', 'idx images'],
  ['\0\0\x0e', 'idx images'],
];

export async function kindOfFile(file: Blob | Uint8Array): Promise<FileKind> {
  const isFile = file instanceof Blob;
  const head = isFile
    ? new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer())
    : file.subarray(0, HEAD_BYTES);
  if (isSafetensors(head, isFile ? file.size : file.length)) return 'packed set';
  const text = String.fromCharCode(...head);
  const found = SIGNATURES.find(([signature]) => {
    return [...signature].every((letter, at) => letter === '.' || letter === text[at]);
  });
  return found ? found[1] : 'other';
}

/** The length of a header of JSON, as long as the file allows, then the header. */
function isSafetensors(head: Uint8Array, size: number): boolean {
  if (head.length < HEAD_BYTES) return false;
  const length = new DataView(head.buffer, head.byteOffset).getBigUint64(0, true);
  return head[8] === '{'.charCodeAt(0) && length <= size - 8;
}
