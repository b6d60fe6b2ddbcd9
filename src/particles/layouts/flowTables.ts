import type { PixelImage } from '../../image.ts';

/**
 * What the layouts need to know of an image: where its weight is, as cumulative distributions that a particle can be
 * sent through, and the image's own pixels for the colour.
 */
export interface FlowTables {
  readonly width: number;
  readonly height: number;
  /** For each row from the top: the share of the weight in it and all rows above. Ends at 1. */
  readonly rows: Float32Array<ArrayBuffer>;
  /** For each pixel: the share of its row's weight in it and all pixels left of it. Each row ends at 1. */
  readonly cells: Float32Array<ArrayBuffer>;
  /** For each pixel: linear red, green and blue of the light there divided by its weight, and the light's value. */
  readonly colors: Float32Array<ArrayBuffer>;
  /** Mean weight over the image: the share of the colours' light that each particle carries. */
  readonly meanWeight: number;
  /** The colours are the picture's own, and not divided by its weight. */
  readonly straight: boolean;
}

/**
 * What the density of particles follows:
 *
 * - `brightness`: what an eye takes for it, the square root of the light's value (the largest of the linear channels,
 *   times alpha). Density times colour gives the picture's light back, no particle is brighter than white, and dark parts
 *   are drawn by many dim particles instead of a few bright ones;
 * - `alpha`: the pixel's alpha, so that dark parts get particles too;
 * - `even`: every pixel the same;
 * - numbers of the caller's, one a pixel, 0 or more.
 */
export type Weight = 'brightness' | 'alpha' | 'even' | ArrayLike<number>;

/** How an image is to be read. */
export interface Reading {
  readonly weight: Weight;
  /** Interpolates a small image between its pixels; else every pixel is an evenly filled square. */
  readonly smooth: boolean;
  /** Dark pixels are not there: for particles that cover, where only the light of a picture is wanted. */
  readonly keyed: boolean;
  /** Colours as they are in the picture, whatever the weight: for particles that cover instead of adding light. */
  readonly straight: boolean;
  /**
   * Weight that every pixel gets on top, relative to white, unless the weights are a caller's: particles that wait in the dark, and over which homes wander
   * from one bright part to another, image by image, instead of jumping.
   */
  readonly reserve: number;
}

/** Weight that every pixel gets on top, so that empty rows stay defined. Relative to white. */
const FLOOR = 1e-6;

/** Linear value from which on a pixel is wholly there, where dark ones are not. */
const KEY = 0.02;

/** Images with a longer side below this are interpolated first if they are to be smooth. */
const SMOOTH_SIZE = 112;

/** Linear red, green and blue times alpha, and alpha. */
const CHANNELS = 4;

/**
 * The tables of an image.
 * @param spent tables that nobody needs any more: their memory is used again where it is of the same size. An image that
 * is followed comes thirty times a second.
 */
export function flowTables(image: PixelImage, reading: Reading, spent: FlowTables | null = null): FlowTables {
  const { weight, smooth, straight } = reading;
  const factor = smooth ? Math.ceil(SMOOTH_SIZE / Math.max(image.width, image.height)) : 1;
  const width = image.width * factor;
  const height = image.height * factor;
  const larger = (values: Float32Array<ArrayBuffer>, channels: number): Float32Array<ArrayBuffer> =>
    factor > 1 ? enlarge(values, image.width, image.height, channels, factor) : values;
  const same = spent?.width === width && spent.height === height ? spent : null;
  const colors = larger(linearPixels(image, factor === 1 ? same?.colors : undefined), CHANNELS);
  const weights = typeof weight === 'string' ? null : larger(Float32Array.from(weight), 1);
  const rows = same?.rows ?? new Float32Array(height);
  const cells = same?.cells ?? new Float32Array(width * height);
  let total = 0;
  for (let y = 0; y < height; y++) {
    total += layRow(cells, colors, weights, y * width, (y + 1) * width, reading);
    rows[y] = total;
  }
  for (let y = 0; y < height; y++) rows[y]! /= total;
  // With the floor in it: it takes its share of the particles, and the others carry its light.
  return { width, height, rows, cells, colors, meanWeight: total / (width * height), straight };
}

/**
 * The pixels of one row, from `start` to `end`: their cumulative weight, and in place of their light that over its weight.
 * Rows are functions of their own because engines compile soon and well what is called often, and one long loop again
 * and again.
 * @returns the weight of the row.
 */
function layRow(
  cells: Float32Array,
  colors: Float32Array,
  weights: Float32Array | null,
  start: number,
  end: number,
  { weight, straight, keyed, reserve }: Reading,
): number {
  let sum = 0;
  for (let i = start; i < end; i++) {
    const at = i * CHANNELS;
    const alpha = colors[at + 3]!;
    const value = Math.max(colors[at]!, colors[at + 1]!, colors[at + 2]!);
    let own: number;
    if (weights) own = weights[i]!;
    else own = reserve + (weight === 'brightness' ? Math.sqrt(value) : weight === 'alpha' ? alpha : 1);
    sum += own + FLOOR;
    cells[i] = sum;
    const per = straight ? alpha : own;
    const scale = per > 0 ? 1 / per : 0;
    colors[at]! *= scale;
    colors[at + 1]! *= scale;
    colors[at + 2]! *= scale;
    colors[at + 3] = straight ? alpha * (keyed ? Math.min(1, value / KEY) : 1) : value;
  }
  const scale = 1 / sum;
  for (let i = start; i < end; i++) cells[i]! *= scale;
  // Rounding must not leave a gap at the end, where a particle would find no cell.
  cells[end - 1] = 1;
  return sum;
}

/** sRGB byte to linear light, IEC 61966-2-1. */
const LINEAR: Float32Array = /* @__PURE__ */ Float32Array.from({ length: 256 }, (_, byte) => {
  const encoded = byte / 255;
  return encoded <= 0.04045 ? encoded / 12.92 : ((encoded + 0.055) / 1.055) ** 2.4;
});

function linearPixels(
  { width, height, data }: PixelImage,
  pixels: Float32Array<ArrayBuffer> = new Float32Array(width * height * CHANNELS),
): Float32Array<ArrayBuffer> {
  const row = width * CHANNELS;
  for (let y = 0; y < height; y++) linearize(pixels, data, y * row, (y + 1) * row);
  return pixels;
}

function linearize(pixels: Float32Array, data: Uint8ClampedArray, start: number, end: number): void {
  for (let at = start; at < end; at += CHANNELS) {
    const alpha = data[at + 3]! / 255;
    pixels[at] = LINEAR[data[at]!]! * alpha;
    pixels[at + 1] = LINEAR[data[at + 1]!]! * alpha;
    pixels[at + 2] = LINEAR[data[at + 2]!]! * alpha;
    pixels[at + 3] = alpha;
  }
}

/** Enlarges by a whole factor with Catmull-Rom interpolation, along the rows and then along the columns. */
function enlarge(
  pixels: Float32Array<ArrayBuffer>,
  width: number,
  height: number,
  channels: number,
  factor: number,
): Float32Array<ArrayBuffer> {
  const wide = interpolate(
    pixels,
    { length: width, along: 1 },
    { length: height, from: width, to: width * factor },
    channels,
    factor,
  );
  const row = width * factor;
  return interpolate(wide, { length: height, along: row }, { length: row, from: 1, to: 1 }, channels, factor);
}

/** One direction of {@link enlarge}. Strides are in pixels; values never fall below zero. */
function interpolate(
  pixels: Float32Array<ArrayBuffer>,
  line: { length: number; along: number },
  lines: { length: number; from: number; to: number },
  channels: number,
  factor: number,
): Float32Array<ArrayBuffer> {
  const weights = Array.from({ length: factor }, (_, k) => catmullRom(((k + 0.5) / factor + 0.5) % 1));
  const result = new Float32Array(pixels.length * factor);
  for (let other = 0; other < lines.length; other++) {
    for (let i = 0; i < line.length * factor; i++) {
      const first = Math.floor((i + 0.5) / factor - 0.5) - 1;
      const weight = weights[i % factor]!;
      for (let c = 0; c < channels; c++) {
        let sum = 0;
        for (let tap = 0; tap < 4; tap++) {
          const near = Math.min(line.length - 1, Math.max(0, first + tap));
          sum += pixels[(near * line.along + other * lines.from) * channels + c]! * weight[tap]!;
        }
        result[(i * line.along + other * lines.to) * channels + c] = Math.max(0, sum);
      }
    }
  }
  return result;
}

/** Weights of the four neighbours at fraction `t` between the middle two: Catmull & Rom, 1974. */
function catmullRom(t: number): [number, number, number, number] {
  return [
    ((2 - t) * t - 1) * t * 0.5,
    ((3 * t - 5) * t * t + 2) * 0.5,
    ((4 - 3 * t) * t + 1) * t * 0.5,
    (t - 1) * t * t * 0.5,
  ];
}
