import { Random } from '../Random.ts';

/**
 * Tangents of the spline, as a share of the way between a station's neighbours. At 1.2 the speed stays within a fifth all
 * the way, in the mean over random stations; at ½ (Catmull and Rom 1974) it would be three times as fast between them.
 */
const TANGENT = 1.2;

/**
 * An endless smooth way through latent space: station k, at place k, is the latent vector of seed + k. In between it is a
 * cardinal spline of four stations, so that neither speed nor heading jumps where two arcs would meet in a corner. Its
 * four weights are divided by the root of the sum of their squares: a combination of independent normal vectors is then
 * as normal as they are, of length √n in the mean, which is what spherical interpolation does for two.
 */
export class LatentPath {
  readonly #seed: number;
  readonly #size: number;
  /** Number of the station last passed, and the latent vectors from the one before it to the second after it. */
  #passed = Number.NaN;
  #stations: readonly Float32Array[] = [];

  constructor(seed: number, latentSize: number) {
    this.#seed = seed;
    this.#size = latentSize;
  }

  /** The latent vector at a place, any number from 0. */
  at(place: number): Float32Array {
    const passed = Math.floor(place);
    if (passed !== this.#passed) this.#pass(passed);
    const [a, b, c, d] = weights(place - passed);
    const [before, last, next, after] = this.#stations;
    return last!.map((value, i) => a * before![i]! + b * value + c * next![i]! + d * after![i]!);
  }

  #pass(station: number): void {
    this.#passed = station;
    this.#stations = [-1, 0, 1, 2].map(offset =>
      new Random(this.#seed + station + offset, 'latent vector').normals(this.#size),
    );
  }
}

/** Of the four stations around a place `t` of the way from the second to the third: Hermite's polynomials, normalised. */
function weights(t: number): [number, number, number, number] {
  const [t2, t3] = [t * t, t * t * t];
  const leave = TANGENT * (t3 - 2 * t2 + t);
  const arrive = TANGENT * (t3 - t2);
  const next = 3 * t2 - 2 * t3;
  const [a, b, c, d] = [-leave, 1 - next - arrive, next + leave, arrive];
  const length = Math.hypot(a, b, c, d);
  return [a / length, b / length, c / length, d / length];
}
