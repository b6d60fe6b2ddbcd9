/**
 * How far an attack may go: all points within `radius` of a centre, measured by a norm, and within `box`. Points are the
 * rows of a tensor: images, or latent vectors.
 */

import type { Random } from '../Random.ts';
import * as tf from '../tf.ts';

/** `linf`: by the component that changes most; `l2`: by the length of the whole change. */
export type AttackNorm = 'linf' | 'l2';

export class Ball {
  readonly norm: AttackNorm;
  /** In the numbers of the points themselves: for images in [-1, 1] twice what it is in pixels of [0, 1]. */
  readonly radius: number;
  /** Least and largest value of a component. */
  readonly box: readonly [number, number] | null;

  constructor(norm: AttackNorm, radius: number, box: readonly [number, number] | null) {
    this.norm = norm;
    this.radius = radius;
    this.box = box;
  }

  /** The nearest points within the ball round `centre`, and within the box where the centre is in it. */
  project<T extends tf.Tensor>(points: T, centre: T): T {
    return tf.tidy(() => {
      const change = tf.sub(points, centre);
      const within =
        this.norm === 'linf'
          ? tf.clipByValue(change, -this.radius, this.radius)
          : tf.mul(change, tf.div(this.radius, tf.maximum(lengths(change), this.radius)));
      return this.#box(tf.add(centre, within)) as T;
    });
  }

  /** From each centre a point to begin at: anywhere in the cube, or in any direction at any distance. */
  draw<T extends tf.Tensor>(centre: T, random: Random): T {
    return tf.tidy(() => {
      if (this.norm === 'linf') {
        const shares = Float32Array.from({ length: centre.size }, () => 2 * random.uniform() - 1);
        return this.#box(tf.add(centre, tf.mul(tf.tensor(shares, centre.shape), this.radius))) as T;
      }
      const away = steepest(tf.tensor(random.normals(centre.size), centre.shape), 'l2');
      const distances = Float32Array.from({ length: centre.shape[0]! }, () => this.radius * random.uniform());
      return this.#box(tf.add(centre, tf.mul(away, column(tf.tensor1d(distances), centre.rank)))) as T;
    });
  }

  #box(points: tf.Tensor): tf.Tensor {
    return this.box ? tf.clipByValue(points, ...this.box) : points;
  }
}

/** The direction of length 1, by the norm, in which a function of this slope rises most. */
export function steepest<T extends tf.Tensor>(slope: T, norm: AttackNorm): T {
  return tf.tidy(
    () => (norm === 'linf' ? tf.sign(slope) : tf.div(slope, tf.maximum(lengths(slope), 1e-20))) as T,
  );
}

/** Euclidean length of each row, [rows, 1, …]. */
function lengths(x: tf.Tensor): tf.Tensor {
  const rows = tf.reshape(x, [x.shape[0]!, -1]);
  return column(tf.sqrt(tf.sum(tf.square(rows), 1)), x.rank);
}

/** [rows] → [rows, 1, …], of `rank` sides. */
export function column(x: tf.Tensor, rank: number): tf.Tensor {
  return tf.reshape(x, [x.shape[0]!, ...Array.from({ length: rank - 1 }, () => 1)]);
}
