/**
 * Normal noise for large tensors, drawn once and then cut out at random places: drawing 200,000 fresh numbers a step
 * in JavaScript and sending them to the GPU would take longer than the rest of the step's JavaScript.
 */

import type { Random } from '../Random.ts';
import * as tf from '../tf.ts';

/** The pool is this many times as long as what is cut out of it. */
const SPARE = 4;

export class NoisePool {
  #random: Random;
  #pool: tf.Tensor1D | null = null;

  constructor(random: Random) {
    this.#random = random;
  }

  /** `x` + n with n ~ N(0, sigma²), independent within one call. */
  addTo(x: tf.Tensor2D, sigma: number): tf.Tensor2D {
    const pool = this.#poolFor(x.size);
    const noise = tf.slice(pool, this.#random.below(pool.size - x.size + 1), x.size);
    return tf.add(x, tf.mul(tf.reshape(noise, x.shape), sigma));
  }

  dispose(): void {
    this.#pool?.dispose();
  }

  #poolFor(size: number): tf.Tensor1D {
    if (!this.#pool || this.#pool.size < SPARE * size) {
      this.#pool?.dispose();
      this.#pool = tf.keep(tf.tensor1d(this.#random.normals(SPARE * size)));
    }
    return this.#pool;
  }
}
