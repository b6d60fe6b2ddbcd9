/**
 * Spectral normalisation (Miyato et al. 2018): every weight matrix W is divided by an estimate of its largest singular
 * value, σ = uᵀ W v, so that no layer stretches differences. u and v come closer to the singular vectors by one round of
 * the power method a step; a convolution's kernel counts as a matrix [height × width × inputs, outputs].
 */

import type { Random } from '../Random.ts';
import * as tf from '../tf.ts';

const EPSILON = 1e-12;

interface Direction {
  /** [outputs, 1], of length 1. */
  readonly v: tf.Variable<tf.Rank.R2>;
  /** [inputs, 1], of length 1. */
  readonly u: tf.Variable<tf.Rank.R2>;
}

export class SpectralNorm {
  readonly #directions: ReadonlyMap<tf.Tensor, Direction>;

  /** Borrows `kernels`, owns two vectors for each. */
  constructor(kernels: readonly tf.Variable[], random: Random) {
    const start = (length: number) =>
      tf.tidy(() => tf.variable(normalised(tf.tensor2d(random.normals(length), [length, 1])), false));
    this.#directions = new Map(
      kernels.map(kernel => {
        const outputs = kernel.shape.at(-1)!;
        return [kernel, { u: start(kernel.size / outputs), v: start(outputs) }];
      }),
    );
  }

  /** The vectors, by the number of their kernel: `u.0`, `v.0`, `u.1`, … */
  get named(): Record<string, tf.Variable> {
    return Object.fromEntries(
      [...this.#directions.values()].flatMap(({ u, v }, index) => [
        [`u.${index}`, u],
        [`v.${index}`, v],
      ]),
    );
  }

  /** One round of the power method for each kernel. Once a step. */
  refine(): void {
    tf.tidy(() => {
      for (const [kernel, { u, v }] of this.#directions) {
        const matrix = asMatrix(kernel);
        u.assign(normalised(tf.matMul(matrix, v)));
        v.assign(normalised(tf.matMul(matrix, u, true)));
      }
    });
  }

  /** W/σ, for the kernels it was made for; others as they are. Differentiable by W, u and v being constants. */
  normalise(kernel: tf.Tensor): tf.Tensor {
    const direction = this.#directions.get(kernel);
    if (!direction) return kernel;
    const sigma = tf.sum(tf.mul(direction.u, tf.matMul(asMatrix(kernel), direction.v)));
    return tf.div(kernel, tf.add(sigma, EPSILON));
  }

  dispose(): void {
    for (const { u, v } of this.#directions.values()) tf.dispose([u, v]);
  }
}

function asMatrix(kernel: tf.Tensor): tf.Tensor2D {
  return tf.reshape(kernel, [-1, kernel.shape.at(-1)!]);
}

function normalised(vector: tf.Tensor2D): tf.Tensor2D {
  return tf.div(vector, tf.add(tf.norm(vector), EPSILON));
}
