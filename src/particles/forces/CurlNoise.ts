import { Data3DTexture, LinearFilter, RepeatWrapping, RGBAFormat, UnsignedByteType } from 'three';
import { mulberry32 } from '../mulberry32.ts';

/** Small, because particles look it up all over the place: it has to stay in a cache. */
const SIZE = 16;

/**
 * A small tiling 3D texture with the curl of a smooth random vector potential: a velocity field without sources or
 * sinks, baked once so that the simulation pays a single fetch for it. Encoded as `(velocity + 1) / 2`, root mean
 * square speed about 0.5.
 */
export class CurlNoise extends Data3DTexture {
  constructor(seed: number) {
    super(curlOfNoise(seed), SIZE, SIZE, SIZE);
    this.name = 'CurlNoise';
    this.format = RGBAFormat;
    this.type = UnsignedByteType;
    this.wrapS = this.wrapT = this.wrapR = RepeatWrapping;
    this.minFilter = this.magFilter = LinearFilter;
    this.needsUpdate = true;
  }
}

/** Index of a cell; coordinates wrap around, which is cheap because the size is a power of two. */
const at = (x: number, y: number, z: number): number =>
  ((z & (SIZE - 1)) * SIZE + (y & (SIZE - 1))) * SIZE + (x & (SIZE - 1));

function curlOfNoise(seed: number): Uint8Array<ArrayBuffer> {
  const random = mulberry32(seed);
  const potential = [0, 1, 2].map(() =>
    smooth(Float32Array.from({ length: SIZE ** 3 }, () => random() - 0.5)),
  );
  const [px, py, pz] = potential as [Float32Array, Float32Array, Float32Array];
  const curl = new Float32Array(SIZE ** 3 * 3);
  let energy = 0;
  for (let z = 0; z < SIZE; z++) {
    for (let y = 0; y < SIZE; y++) {
      for (let x = 0; x < SIZE; x++) {
        const slope = (field: Float32Array, dx: number, dy: number, dz: number) =>
          field[at(x + dx, y + dy, z + dz)]! - field[at(x - dx, y - dy, z - dz)]!;
        const velocity = [
          slope(pz, 0, 1, 0) - slope(py, 0, 0, 1),
          slope(px, 0, 0, 1) - slope(pz, 1, 0, 0),
          slope(py, 1, 0, 0) - slope(px, 0, 1, 0),
        ];
        curl.set(velocity, at(x, y, z) * 3);
        for (const component of velocity) energy += component * component;
      }
    }
  }
  const scale = 0.5 / Math.sqrt(energy / SIZE ** 3);
  const bytes = new Uint8Array(SIZE ** 3 * 4).fill(255);
  for (let i = 0; i < SIZE ** 3; i++) {
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
    for (const [dx, dy, dz] of [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ] as const) {
      const to = new Float32Array(from.length);
      for (let z = 0; z < SIZE; z++) {
        for (let y = 0; y < SIZE; y++) {
          for (let x = 0; x < SIZE; x++) {
            to[at(x, y, z)] =
              from[at(x, y, z)]! / 2 +
              (from[at(x - dx, y - dy, z - dz)]! + from[at(x + dx, y + dy, z + dz)]!) / 4;
          }
        }
      }
      from = to;
    }
  }
  return from;
}
