/**
 * Brings a picture of any size to a square. Opaque ones fill it, and what is too long is cropped on both sides; ones with
 * transparency are shown whole, on transparent ground. Small pictures that can be enlarged by a whole number keep hard
 * pixels; all others are resampled by cubic convolution (Keys, "Cubic convolution interpolation for digital image
 * processing", IEEE Transactions on Acoustics, Speech, and Signal Processing 29(6), 1981, with a = -1/2), stretched over
 * all pixels that a smaller one stands for. The same bytes in every browser.
 */

import type { PixelImage } from '../../../image.ts';

const CHANNELS = 4;

/** A part of an image, in whole pixels. */
interface Part {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** RGBA with straight alpha, `side` × `side` pixels. */
export function fitSquare(image: PixelImage, side: number): Uint8ClampedArray {
  return isOpaque(image) ? cover(image, side) : contain(image, side);
}

function isOpaque({ data }: PixelImage): boolean {
  for (let alpha = 3; alpha < data.length; alpha += CHANNELS) if (data[alpha]! < 255) return false;
  return true;
}

function cover(image: PixelImage, side: number): Uint8ClampedArray {
  const shorter = Math.min(image.width, image.height);
  const left = (image.width - shorter) >> 1;
  const top = (image.height - shorter) >> 1;
  return resize(image, { left, top, width: shorter, height: shorter }, side, side);
}

function contain(image: PixelImage, side: number): Uint8ClampedArray {
  const scale = side / Math.max(image.width, image.height);
  const kept = scale > 1 ? Math.floor(scale) : scale;
  const [width, height] = [image.width, image.height].map(length => Math.max(1, Math.round(length * kept)));
  const all = { left: 0, top: 0, width: image.width, height: image.height };
  const pixels = resize(image, all, width!, height!);
  const [left, top] = [(side - width!) >> 1, (side - height!) >> 1];
  const square = new Uint8ClampedArray(side * side * CHANNELS);
  for (let row = 0; row < height!; row++) {
    const line = pixels.subarray(row * width! * CHANNELS, (row + 1) * width! * CHANNELS);
    square.set(line, ((top + row) * side + left) * CHANNELS);
  }
  return square;
}

function resize(image: PixelImage, part: Part, width: number, height: number): Uint8ClampedArray {
  const byWhole = width % part.width === 0 && height % part.height === 0;
  return byWhole ? repeat(image, part, width, height) : resample(image, part, width, height);
}

function repeat(image: PixelImage, part: Part, width: number, height: number): Uint8ClampedArray {
  const pixels = new Uint8ClampedArray(width * height * CHANNELS);
  for (let y = 0; y < height; y++) {
    const row = part.top + Math.floor((y * part.height) / height);
    for (let x = 0; x < width; x++) {
      const column = part.left + Math.floor((x * part.width) / width);
      const from = (row * image.width + column) * CHANNELS;
      pixels.set(image.data.subarray(from, from + CHANNELS), (y * width + x) * CHANNELS);
    }
  }
  return pixels;
}

/** Rows into fewer or more rows, then columns, each of which is a row of the transposed picture. */
function resample(image: PixelImage, part: Part, width: number, height: number): Uint8ClampedArray {
  const rows = mixRows(premultiply(image, part), part.width, shares(part.height, height));
  const columns = mixRows(transpose(rows, part.width), height, shares(part.width, width));
  return straighten(transpose(columns, height));
}

/** The pixels of the part, colours weighing as much as they can be seen. */
function premultiply({ width, data }: PixelImage, part: Part): Float32Array {
  const pixels = new Float32Array(part.width * part.height * CHANNELS);
  let to = 0;
  for (let y = 0; y < part.height; y++) {
    let from = ((part.top + y) * width + part.left) * CHANNELS;
    for (let x = 0; x < part.width; x++, from += CHANNELS, to += CHANNELS) {
      const alpha = data[from + 3]!;
      for (let i = 0; i < 3; i++) pixels[to + i] = (data[from + i]! * alpha) / 255;
      pixels[to + 3] = alpha;
    }
  }
  return pixels;
}

/** Colours and alpha of what is left after {@link premultiply}, rounded to bytes. */
function straighten(pixels: Float32Array): Uint8ClampedArray {
  const straight = new Uint8ClampedArray(pixels.length);
  for (let at = 0; at < pixels.length; at += CHANNELS) {
    const alpha = Math.min(pixels[at + 3]!, 255);
    if (alpha < 0.5) continue;
    for (let i = 0; i < 3; i++) straight[at + i] = (pixels[at + i]! * 255) / alpha;
    straight[at + 3] = alpha;
  }
  return straight;
}

/** Each new row is a mixture of old ones. */
function mixRows(pixels: Float32Array, width: number, mixtures: readonly Share[]): Float32Array {
  const length = width * CHANNELS;
  const mixed = new Float32Array(mixtures.length * length);
  for (const [row, { first, weights }] of mixtures.entries()) {
    const target = mixed.subarray(row * length, (row + 1) * length);
    for (const [index, weight] of weights.entries()) {
      const start = (first + index) * length;
      for (let i = 0; i < length; i++) target[i]! += weight * pixels[start + i]!;
    }
  }
  return mixed;
}

/** Columns as rows. */
function transpose(pixels: Float32Array, width: number): Float32Array {
  const height = pixels.length / (width * CHANNELS);
  const turned = new Float32Array(pixels.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let i = 0; i < CHANNELS; i++) {
        turned[(x * height + y) * CHANNELS + i] = pixels[(y * width + x) * CHANNELS + i]!;
      }
    }
  }
  return turned;
}

/** Which rows make a new one, and in which shares: they sum to 1. */
interface Share {
  readonly first: number;
  readonly weights: Float64Array;
}

function shares(length: number, resized: number): Share[] {
  const step = length / resized;
  const stretch = Math.max(1, step);
  return Array.from({ length: resized }, (_, place) => {
    const centre = (place + 0.5) * step - 0.5;
    const first = Math.max(0, Math.ceil(centre - 2 * stretch));
    const last = Math.min(length - 1, Math.floor(centre + 2 * stretch));
    const weights = Float64Array.from({ length: last - first + 1 }, (_, index) => {
      return cubic((first + index - centre) / stretch);
    });
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return { first, weights: weights.map(weight => weight / sum) };
  });
}

/** Keys' equation (15). */
function cubic(distance: number): number {
  const x = Math.abs(distance);
  if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
  return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
}
