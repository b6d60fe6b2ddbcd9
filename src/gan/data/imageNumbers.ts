/**
 * Images as networks see them: numbers in [-1, 1]. Colours are multiplied by how opaque their pixel is: what is
 * transparent has a colour that nobody sees, and no network should have to learn it.
 */

/** Writes the numbers of an image into `target`, from `offset` on. The last of 2 or 4 channels is alpha. */
export function toNumbers(bytes: Uint8Array, channels: number, target: Float32Array, offset: number): void {
  if (channels !== 2 && channels !== 4) {
    for (let i = 0; i < bytes.length; i++) target[offset + i] = bytes[i]! / 127.5 - 1;
    return;
  }
  const last = channels - 1;
  for (let pixel = 0; pixel < bytes.length; pixel += channels) {
    const alpha = bytes[pixel + last]! / 255;
    for (let i = 0; i < last; i++) target[offset + pixel + i] = (bytes[pixel + i]! * alpha) / 127.5 - 1;
    target[offset + pixel + last] = 2 * alpha - 1;
  }
}
