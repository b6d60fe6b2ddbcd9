import type { PixelImage } from '../../image.ts';

/**
 * What the `flow` layout needs to know of an image: where its light is, as cumulative distributions that a particle
 * can be sent through, and the image's own pixels for the colour.
 */
export interface FlowTables {
  readonly width: number;
  readonly height: number;
  /** For each row from the top: the share of the light in it and all rows above. Ends at 1. */
  readonly rows: Float32Array<ArrayBuffer>;
  /** For each pixel: the share of its row's light in it and all pixels left of it. Each row ends at 1. */
  readonly cells: Float32Array<ArrayBuffer>;
  /** For each pixel: linear red, green and blue of the light there divided by the value, and the value. */
  readonly colors: Float32Array<ArrayBuffer>;
  /** Mean value over the image: what share of a white picture's light the whole swarm carries. */
  readonly meanValue: number;
}

/** Particles per cell that even a black image gets, so that empty rows stay defined. Relative to white. */
const FLOOR = 1e-6;

/** Images with a longer side below this are interpolated first if they are to be smooth. */
const SMOOTH_SIZE = 112;

/**
 * The tables of an image. The density of particles follows the value, the largest of the linear channels times
 * alpha, so that density times colour gives the picture's light back and no particle is brighter than white.
 * `smooth` interpolates a small image between its pixels, else every pixel is an evenly filled square.
 */
export function flowTables(image: PixelImage, smooth: boolean): FlowTables {
  const source = linearPremultiplied(image);
  const factor = smooth ? Math.ceil(SMOOTH_SIZE / Math.max(image.width, image.height)) : 1;
  const width = image.width * factor;
  const height = image.height * factor;
  const light = factor > 1 ? enlarge(source, image.width, image.height, factor) : source;

  const rows = new Float32Array(height);
  const cells = new Float32Array(width * height);
  const colors = new Float32Array(width * height * 4);
  let total = 0;
  for (let y = 0; y < height; y++) {
    let sum = 0;
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const red = light[i * 3]!;
      const green = light[i * 3 + 1]!;
      const blue = light[i * 3 + 2]!;
      const value = Math.max(red, green, blue);
      sum += value + FLOOR;
      cells[i] = sum;
      const scale = value > 0 ? 1 / value : 0;
      colors[i * 4] = red * scale;
      colors[i * 4 + 1] = green * scale;
      colors[i * 4 + 2] = blue * scale;
      colors[i * 4 + 3] = value;
    }
    for (let x = 0; x < width; x++) cells[y * width + x]! /= sum;
    total += sum;
    rows[y] = total;
  }
  for (let y = 0; y < height; y++) rows[y]! /= total;
  // With the floor in it: it takes its share of the particles, and the others carry its light.
  return { width, height, rows, cells, colors, meanValue: total / (width * height) };
}

/** sRGB byte to linear light, IEC 61966-2-1. */
const LINEAR: Float32Array = /* @__PURE__ */ Float32Array.from({ length: 256 }, (_, byte) => {
  const encoded = byte / 255;
  return encoded <= 0.04045 ? encoded / 12.92 : ((encoded + 0.055) / 1.055) ** 2.4;
});

function linearPremultiplied({ width, height, data }: PixelImage): Float32Array {
  const light = new Float32Array(width * height * 3);
  for (let i = 0; i < width * height; i++) {
    const alpha = data[i * 4 + 3]! / 255;
    for (let c = 0; c < 3; c++) light[i * 3 + c] = LINEAR[data[i * 4 + c]!]! * alpha;
  }
  return light;
}

/** Enlarges by a whole factor with Catmull-Rom interpolation, along the rows and then along the columns. */
function enlarge(light: Float32Array, width: number, height: number, factor: number): Float32Array {
  const wide = interpolate(
    light,
    { length: width, along: 1 },
    { length: height, from: width, to: width * factor },
    factor,
  );
  const row = width * factor;
  return interpolate(wide, { length: height, along: row }, { length: row, from: 1, to: 1 }, factor);
}

/** One direction of {@link enlarge}. Strides are in pixels; values never fall below zero. */
function interpolate(
  light: Float32Array,
  line: { length: number; along: number },
  lines: { length: number; from: number; to: number },
  factor: number,
): Float32Array {
  const weights = Array.from({ length: factor }, (_, k) => catmullRom(((k + 0.5) / factor + 0.5) % 1));
  const result = new Float32Array(light.length * factor);
  for (let other = 0; other < lines.length; other++) {
    for (let i = 0; i < line.length * factor; i++) {
      const first = Math.floor((i + 0.5) / factor - 0.5) - 1;
      const weight = weights[i % factor]!;
      for (let c = 0; c < 3; c++) {
        let sum = 0;
        for (let tap = 0; tap < 4; tap++) {
          const near = Math.min(line.length - 1, Math.max(0, first + tap));
          sum += light[(near * line.along + other * lines.from) * 3 + c]! * weight[tap]!;
        }
        result[(i * line.along + other * lines.to) * 3 + c] = Math.max(0, sum);
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
