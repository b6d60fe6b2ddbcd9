import type { PixelImage } from 'genesis-particles/gan';
import { toImageData } from '../pictures/toImageData.ts';
import { make } from './make.ts';

/** CSS pixels that an image gets at most, unless it has more itself. */
const SIDE = 64;

/** A canvas for small images, which shows their pixels as such. */
export function makePixelCanvas(label: string): HTMLCanvasElement {
  return make('canvas', { className: 'pixels', role: 'img', ariaLabel: label, width: 1, height: 1 });
}

/** One image alone. */
export function drawPixels(canvas: HTMLCanvasElement, image: PixelImage): void {
  resize(canvas, image.width, image.height, enlargement(image));
  canvas.getContext('2d')!.putImageData(toImageData(image), 0, 0);
}

/** Several of the same size, row by row, with a little air between them. */
export function drawGrid(canvas: HTMLCanvasElement, images: readonly PixelImage[], columns: number): void {
  const { width, height } = images[0]!;
  const air = Math.ceil(width / 16);
  const rows = Math.ceil(images.length / columns);
  resize(canvas, columns * (width + air) - air, rows * (height + air) - air, enlargement(images[0]!));
  const context = canvas.getContext('2d')!;
  for (const [index, image] of images.entries()) {
    const [column, row] = [index % columns, Math.floor(index / columns)];
    context.putImageData(toImageData(image), column * (width + air), row * (height + air));
  }
}

/** A whole number, so that all pixels are as large. */
function enlargement({ width, height }: PixelImage): number {
  return Math.max(1, Math.floor(SIDE / Math.max(width, height)));
}

function resize(canvas: HTMLCanvasElement, width: number, height: number, factor: number): void {
  Object.assign(canvas, { width, height });
  canvas.style.width = `${width * factor}px`;
}
