/**
 * Small pixel portraits, made from seeds: DiceBear's "Pixel Art" (CC0). Drawings of 16 × 16 squares, here two pixels
 * each, on transparent ground or on a colour. For demos, tests and benchmarks; the packages are not in the library.
 */
import { createAvatar } from '@dicebear/core';
import * as pixelArt from '@dicebear/pixel-art';
import type { PixelImage } from 'genesis-particles';

export const PORTRAIT_SIDE = 32;

/**
 * @param seed any text; the same seed gives the same face.
 * @param ground `rrggbb`, or null for a transparent one.
 */
export async function portrait(seed: string, ground: string | null = null): Promise<PixelImage> {
  const avatar = createAvatar(pixelArt, {
    seed,
    size: PORTRAIT_SIDE,
    ...(ground === null ? {} : { backgroundColor: [ground] }),
  });
  const picture = new Image(PORTRAIT_SIDE, PORTRAIT_SIDE);
  picture.src = avatar.toDataUri();
  await picture.decode();
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = PORTRAIT_SIDE;
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  context.imageSmoothingEnabled = false;
  context.drawImage(picture, 0, 0, PORTRAIT_SIDE, PORTRAIT_SIDE);
  return context.getImageData(0, 0, PORTRAIT_SIDE, PORTRAIT_SIDE);
}

/** The first `count` of a fixed series. */
export function portraits(count: number, ground: string | null = null): Promise<PixelImage[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => portrait(`genesis ${index + 1}`, ground)));
}
