/** Pictures come as RGBA; a set of them is kept with no more channels than it takes. */

/** Interleaved values, as many a pixel as `channels` says: 1 grey, 3 RGB, 4 RGBA. */
export interface Packed {
  readonly channels: 1 | 3 | 4;
  readonly values: Uint8Array;
}

/** An RGBA picture with the fewest channels that hold it. */
export function withFewestChannels(rgba: Uint8ClampedArray): Packed {
  const channels = fewestChannels(rgba);
  const values = new Uint8Array((rgba.length / 4) * channels);
  for (let from = 0, to = 0; from < rgba.length; from += 4, to += channels) {
    for (let i = 0; i < channels; i++) values[to + i] = rgba[from + i]!;
  }
  return { channels, values };
}

function fewestChannels(rgba: Uint8ClampedArray): Packed['channels'] {
  let isGrey = true;
  for (let i = 0; i < rgba.length; i += 4) {
    if (rgba[i + 3]! < 255) return 4;
    isGrey &&= rgba[i] === rgba[i + 1] && rgba[i] === rgba[i + 2];
  }
  return isGrey ? 1 : 3;
}

/** All of them one after the other, with as many channels as the one that has most. */
export function joinPacked(pictures: readonly Packed[]): Packed {
  const channels = Math.max(...new Set(pictures.map(picture => picture.channels))) as Packed['channels'];
  const pixels = pictures.reduce((sum, picture) => sum + picture.values.length / picture.channels, 0);
  const values = new Uint8Array(pixels * channels);
  let offset = 0;
  for (const picture of pictures) offset = write(picture, values, offset, channels);
  return { channels, values };
}

/** @returns where the next picture goes */
function write(picture: Packed, target: Uint8Array, offset: number, channels: number): number {
  const { channels: own, values } = picture;
  if (own === channels) {
    target.set(values, offset);
    return offset + values.length;
  }
  let to = offset;
  for (let from = 0; from < values.length; from += own, to += channels) {
    for (let i = 0; i < 3; i++) target[to + i] = values[from + (own === 1 ? 0 : i)]!;
    if (channels === 4) target[to + 3] = 255;
  }
  return to;
}
