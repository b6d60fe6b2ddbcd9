/**
 * Unpacks `bytes` if they are gzipped, which their first two bytes tell: some servers unpack on the way and some do
 * not, whatever the file's name.
 * @throws Error when the packed data is damaged or cut off.
 */
export async function gunzip(bytes: Uint8Array<ArrayBuffer>, what: string): Promise<Uint8Array<ArrayBuffer>> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Uint8Array(await new Response(unpacked).arrayBuffer());
  } catch (cause) {
    throw new Error(
      `${what}: the gzipped data is damaged or cut off after ${bytes.length} bytes. Load or copy it again.`,
      {
        cause,
      },
    );
  }
}
