/**
 * How steep a generator is in its steepest direction: the largest singular value of its Jacobian J = ∂G/∂z, pixels from 0
 * to 1, by the power method on J Jᵀ. A round goes from a direction v of latent vectors to that of images, u = J v / |J v|, by
 * central differences, and back to Jᵀu by differentiating. For a unit vector u, |Jᵀu| is never above the largest singular
 * value, however u was found: what comes out is a lower bound at each z, and the largest over many z a lower bound of the
 * generator's Lipschitz constant.
 */

import * as tf from '../tf.ts';
import { type Generate, pixelsOf } from './Generate.ts';

/** Length of the differences, either way. */
const REACH = 1e-2;
export const ROUNDS = 10;

/**
 * @param latents [images, latent size]; stay the caller's, as do
 * @param directions of the same shape, from which the search begins
 * @param breathe is awaited after every round; what it throws ends the search
 * @returns [images]
 */
export async function steepness(
  generate: Generate,
  latents: tf.Tensor2D,
  directions: tf.Tensor2D,
  breathe: () => Promise<void> = async () => {},
): Promise<tf.Tensor1D> {
  let slope = tf.clone(directions);
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const next = tf.tidy(() => climb(generate, latents, unit(slope)));
      slope.dispose();
      slope = next;
      await breathe();
    }
    return tf.tidy(() => lengths(slope));
  } finally {
    slope.dispose();
  }
}

/** Jᵀu for the unit vector u along J v. */
function climb(generate: Generate, latents: tf.Tensor2D, v: tf.Tensor2D): tf.Tensor2D {
  const step = tf.mul(v, REACH);
  const ahead = pixelsOf(generate(tf.add(latents, step)));
  const behind = pixelsOf(generate(tf.sub(latents, step)));
  const u = unit(tf.sub(ahead, behind));
  return tf.grad(z => tf.sum(tf.mul(pixelsOf(generate(z as tf.Tensor2D)), u)))(latents) as tf.Tensor2D;
}

/** Of length 1 each; zeros stay zeros. */
const unit = (rows: tf.Tensor2D): tf.Tensor2D =>
  tf.div(rows, tf.maximum(tf.expandDims(lengths(rows), 1), 1e-30));

const lengths = (rows: tf.Tensor2D): tf.Tensor1D => tf.sqrt(tf.sum(tf.square(rows), 1));
