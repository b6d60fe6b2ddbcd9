/** What the discriminator says of a batch, and the penalty on how steeply it says so. */

import { mean } from '../networks/mean.ts';
import type { NoisePool } from '../stabilisers/NoisePool.ts';
import * as tf from '../tf.ts';
import { exactSlopes } from './exactSlopes.ts';
import { finiteSlopes } from './finiteSlopes.ts';
import type { Penalty } from './Penalty.ts';

export interface Batch {
  /** As many real images as generated ones after them, [2 batch, height, width, channels]. */
  readonly images: tf.Tensor4D;
  /** The condition of each, or null; a real image and the generated one of its number have the same. */
  readonly condition: tf.Tensor2D | null;
}

export type Discriminate = (images: tf.Tensor, condition: tf.Tensor2D | null) => tf.Tensor2D;

export interface Judgement {
  /** [2 batch, 1] */
  readonly logits: tf.Tensor2D;
  readonly penalty: tf.Scalar | null;
}

/** Fresh random numbers for each step. */
export interface PenaltyNoise {
  readonly pool: NoisePool;
  /** Uniform in [0, 1), `count` of them. */
  uniforms(count: number): Float32Array;
}

export function judge(
  discriminate: Discriminate,
  batch: Batch,
  penalty: Penalty | null,
  noise: PenaltyNoise,
): Judgement {
  if (!penalty) return { logits: discriminate(batch.images, batch.condition), penalty: null };
  if (penalty.kind === 'gradient-penalty') return keepSlopeAtOne(discriminate, batch, penalty, noise);
  return keepFlat(discriminate, batch, penalty, noise);
}

/** R1, R2 or both: gamma/2 times the mean of |∇D|² over real images, plus that over generated ones. */
function keepFlat(
  discriminate: Discriminate,
  batch: Batch,
  penalty: Penalty,
  noise: PenaltyNoise,
): Judgement {
  const { kind, gamma, method, sigma } = penalty;
  const count = batch.images.shape[0] / 2;
  const start = kind === 'r2' ? count : 0;
  const length = kind === 'r1+r2' ? 2 * count : count;
  const rows = rowsOf(batch, start, length);
  const weigh = (slopes: tf.Tensor1D) => tf.mul(tf.sum(slopes), gamma / 2 / count) as tf.Scalar;
  if (method === 'exact') {
    return {
      logits: discriminate(batch.images, batch.condition),
      penalty: weigh(exactSlopes(images => discriminate(images, rows.condition), rows.images)),
    };
  }
  // One pass for all: nothing in a discriminator mixes the images of a batch.
  const all = discriminate(
    tf.concat([batch.images, noise.pool.addTo(rows.images, sigma)], 0),
    batch.condition && tf.concat([batch.condition, rows.condition!], 0),
  );
  const logits = tf.slice(all, [0, 0], [2 * count, 1]);
  const clean = tf.slice(all, [start, 0], [length, 1]);
  const noisy = tf.slice(all, [2 * count, 0], [length, 1]);
  return { logits, penalty: weigh(finiteSlopes(clean, noisy, sigma)) };
}

/** The penalty of Wasserstein critics: |∇D| shall be 1 everywhere between real and generated images. */
function keepSlopeAtOne(
  discriminate: Discriminate,
  batch: Batch,
  { gamma }: Penalty,
  noise: PenaltyNoise,
): Judgement {
  const count = batch.images.shape[0] / 2;
  const [real, fake] = [rowsOf(batch, 0, count), rowsOf(batch, count, count)];
  const share = tf.tensor4d(noise.uniforms(count), [count, 1, 1, 1]);
  const between = tf.add(fake.images, tf.mul(share, tf.sub(real.images, fake.images)));
  const slopes = exactSlopes(images => discriminate(images, real.condition), between);
  // The root is not differentiable at 0, where a dead discriminator has its slope.
  const excess = tf.sub(tf.sqrt(tf.add(slopes, 1e-12)), 1);
  return {
    logits: discriminate(batch.images, batch.condition),
    penalty: tf.mul(mean(tf.square(excess)), gamma),
  };
}

function rowsOf({ images, condition }: Batch, start: number, count: number): Batch {
  if (count === images.shape[0]) return { images, condition };
  return {
    images: tf.slice(images, [start, 0, 0, 0], [count, -1, -1, -1]),
    condition: condition && tf.slice(condition, [start, 0], [count, -1]),
  };
}
