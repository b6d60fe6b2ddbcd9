/** From the bytes of a picture to its pixels, by whatever the browser can decode; of several frames the first. */

import type { PixelImage } from '../../../image.ts';
import { kindOfFile } from '../kindOfFile.ts';
import { UnusableFile } from './UnusableFile.ts';

/** Where canvases end: of phones the first, of all others the second. */
const MOST_PIXELS = 4096 ** 2;
const LONGEST_SIDE = 16_384;

/**
 * @param enough pixels of its shorter side that are asked for: of a picture at least twice as large, a smaller one
 *   is given; `Infinity` for all pixels
 * @throws (rejects) UnusableFile when it is no picture, a damaged one, or of too many pixels
 */
export async function decodePicture(file: Blob, enough: number): Promise<PixelImage> {
  const bitmap = await decode(file);
  try {
    if (enough === Number.POSITIVE_INFINITY && !fitsCanvas(bitmap)) {
      throw new UnusableFile(`a sheet of ${bitmap.width} × ${bitmap.height} pixels, too many`);
    }
    return readPixels(bitmap, enough);
  } finally {
    bitmap.close();
  }
}

async function decode(file: Blob): Promise<ImageBitmap> {
  const kind = await kindOfFile(file);
  const known = kind.startsWith('image/');
  try {
    return await createImageBitmap(known ? file.slice(0, file.size, kind) : file);
  } catch {
    if (kind === 'image/svg+xml')
      throw new UnusableFile('SVG, which browsers do not draw here: save it as PNG');
    throw new UnusableFile(known ? 'damaged' : 'no picture');
  }
}

/** Halves it until it is small enough: halving takes the mean of four pixels, in every browser. */
function readPixels(bitmap: ImageBitmap, enough: number): PixelImage {
  let [picture, { width, height }]: [CanvasImageSource, ImageBitmap] = [bitmap, bitmap];
  const isLarge = () => Math.min(width, height) >= 2 * enough || !fitsCanvas({ width, height });
  for (;;) {
    [width, height] = isLarge() ? [Math.ceil(width / 2), Math.ceil(height / 2)] : [width, height];
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
    context.drawImage(picture, 0, 0, width, height);
    if (!isLarge()) return context.getImageData(0, 0, width, height);
    picture = context.canvas;
  }
}

function fitsCanvas({ width, height }: Pick<ImageBitmap, 'width' | 'height'>): boolean {
  return width * height <= MOST_PIXELS && Math.max(width, height) <= LONGEST_SIDE;
}
