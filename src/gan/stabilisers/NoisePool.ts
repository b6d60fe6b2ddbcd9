/**
 * Normal noise for large tensors, drawn once and then cut out at random places: drawing 200,000 fresh numbers a step
 * in JavaScript and sending them to the GPU would take longer than the rest of the step's JavaScript.
 */

import { Random, type RandomState } from '../Random.ts';
import * as tf from '../tf.ts';

/** The pool is this many times as long as what is cut out of it. */
const SPARE = 4;

export class NoisePool {
  readonly #seed: number;
  readonly #places: Random;
  #pool: tf.Tensor1D | null = null;

  constructor(seed: number) {
    this.#seed = seed;
    this.#places = new Random(seed, 'places in the pool of noise');
  }

  /** Where the next noise is cut out. The pool itself depends on the seed alone: a longer one begins like a shorter one. */
  get state(): RandomState {
    return this.#places.state;
  }

  set state(state: RandomState) {
    this.#places.state = state;
  }

  /** `x` + n with n ~ N(0, sigma²), independent within one call. */
  addTo<R extends tf.Rank>(x: tf.Tensor<R>, sigma: number): tf.Tensor<R> {
    const pool = this.#poolFor(x.size);
    // Whatever larger tensors came before: a training that goes on from a file has not seen them.
    const place = this.#places.below((SPARE - 1) * x.size + 1);
    const noise = tf.slice(pool, place, x.size);
    return tf.add(x, tf.mul(tf.reshape(noise, x.shape), sigma));
  }

  dispose(): void {
    this.#pool?.dispose();
  }

  #poolFor(size: number): tf.Tensor1D {
    if (!this.#pool || this.#pool.size < SPARE * size) {
      this.#pool?.dispose();
      this.#pool = tf.keep(tf.tensor1d(new Random(this.#seed, 'pool of noise').normals(SPARE * size)));
    }
    return this.#pool;
  }
}
