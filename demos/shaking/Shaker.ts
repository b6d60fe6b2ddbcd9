import { normals } from '../map/normals.ts';

/** Seconds in which the noise turns once. */
const TURN = 9;

/**
 * A latent vector that is shaken without rest. The noise n wanders through two draws of it, cos φ a + sin φ b, which is as
 * normally distributed as each of them; z and n are mixed so that what comes out is, too: √(1 − s²) z + s n.
 */
export class Shaker {
  readonly still: Float32Array;
  readonly #noise: readonly [Float32Array, Float32Array];

  constructor(latentSize: number) {
    this.still = normals(latentSize);
    this.#noise = [normals(latentSize), normals(latentSize)];
  }

  /** @param size of the noise, from 0 to 1 @param seconds since it began */
  at(size: number, seconds: number): Float32Array {
    const turn = (2 * Math.PI * seconds) / TURN;
    const [a, b] = this.#noise;
    const [kept, alongA, alongB] = [Math.sqrt(1 - size ** 2), size * Math.cos(turn), size * Math.sin(turn)];
    return this.still.map((value, i) => kept * value + alongA * a[i]! + alongB * b[i]!);
  }
}
