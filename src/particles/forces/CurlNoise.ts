import { DataTexture, LinearFilter, RepeatWrapping } from 'three';
import { mulberry32 } from '../mulberry32.ts';

/** Small, because particles look it up all over the place: it has to stay in a cache. */
const SIZE = 64;

/** How the field goes on in depth: it is the same all along the lines (-x, -y, 1) through space. */
export const SLANT = { x: 0.7, y: -0.4 } as const;

/**
 * A small tiling texture with the curl of a smooth random vector potential: a velocity field in space without sources or
 * sinks, baked once so that the simulation pays a single fetch for it. It fills space along slanted lines, so that a flat
 * texture does for three dimensions at half the price: particles in other depths still go other ways. Encoded as
 * `(velocity + 1) / 2`, root mean square speed about 0.5.
 */
export class CurlNoise extends DataTexture {
  constructor(seed: number) {
    super(curlOfNoise(seed), SIZE, SIZE);
    this.name = 'CurlNoise';
    this.wrapS = this.wrapT = RepeatWrapping;
    this.minFilter = this.magFilter = LinearFilter;
    this.needsUpdate = true;
  }
}

/** Index of a cell; coordinates wrap around, which is cheap because the size is a power of two. */
const at = (x: number, y: number): number => (y & (SIZE - 1)) * SIZE + (x & (SIZE - 1));

function curlOfNoise(seed: number): Uint8Array<ArrayBuffer> {
  const random = mulberry32(seed);
  const potential = [0, 1, 2].map(() =>
    smooth(Float32Array.from({ length: SIZE ** 2 }, () => random() - 0.5)),
  );
  const [px, py, pz] = potential as [Float32Array, Float32Array, Float32Array];
  const curl = new Float32Array(SIZE ** 2 * 3);
  let energy = 0;
  for (let y = 0; y < SIZE; y++) {
    for (let x = 0; x < SIZE; x++) {
      const alongX = (field: Float32Array) => field[at(x + 1, y)]! - field[at(x - 1, y)]!;
      const alongY = (field: Float32Array) => field[at(x, y + 1)]! - field[at(x, y - 1)]!;
      const alongZ = (field: Float32Array) => SLANT.x * alongX(field) + SLANT.y * alongY(field);
      const velocity = [alongY(pz) - alongZ(py), alongZ(px) - alongX(pz), alongX(py) - alongY(px)];
      curl.set(velocity, at(x, y) * 3);
      for (const component of velocity) energy += component * component;
    }
  }
  const scale = 0.5 / Math.sqrt(energy / SIZE ** 2);
  const bytes = new Uint8Array(SIZE ** 2 * 4).fill(255);
  for (let i = 0; i < SIZE ** 2; i++) {
    for (let c = 0; c < 3; c++) {
      bytes[i * 4 + c] = Math.round(Math.min(1, Math.max(0, curl[i * 3 + c]! * scale * 0.5 + 0.5)) * 255);
    }
  }
  return bytes;
}

/** Three rounds of the periodic kernel (1 2 1)/4 along each axis: a Gaussian of about 1.2 cells. */
function smooth(field: Float32Array): Float32Array {
  let from = field;
  for (let round = 0; round < 3; round++) {
    for (const [dx, dy] of [
      [1, 0],
      [0, 1],
    ] as const) {
      const to = new Float32Array(from.length);
      for (let y = 0; y < SIZE; y++) {
        for (let x = 0; x < SIZE; x++) {
          to[at(x, y)] = from[at(x, y)]! / 2 + (from[at(x - dx, y - dy)]! + from[at(x + dx, y + dy)]!) / 4;
        }
      }
      from = to;
    }
  }
  return from;
}
