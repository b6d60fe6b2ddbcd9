/**
 * Projection of images onto what a generator can make: the latent vector whose image is nearest.
 *
 *     z* = argmin  mean (G(z, y) − x)²  +  PRIOR · mean z²
 *
 * The search begins at the nearest of many images of random latent vectors, each of another class where there are classes,
 * and goes on by gradient from there (Samangouei, Kabkab and Chellappa 2018, "Defense-GAN", begin anywhere). The second
 * term keeps z where the generator has learnt: latent vectors are drawn from N(0, 1).
 */

import { Adam } from '../optimisers/Adam.ts';
import type { Random } from '../Random.ts';
import * as tf from '../tf.ts';

/** The generator as the search needs it. */
export interface Range {
  readonly latentSize: number;
  /** [images, latentSize] and conditions [images, …] → [images, height, width, channels] */
  generate(latents: tf.Tensor2D, conditions: tf.Tensor2D | null): tf.Tensor4D;
  /** The conditions that an image may have been made under, [classes, …]; null for an unconditional generator. */
  readonly conditions: tf.Tensor2D | null;
}

/**
 * Awaited after every step of a search, with how many are done; what it throws ends the search.
 * @param look makes the images of all starts, as they are by now
 */
export type Breathe = (steps: number, look: () => tf.Tensor4D) => Promise<void>;

export interface SearchPlan {
  /** How many starts of each image are followed; the best end is kept. At most as many as there are classes. */
  readonly restarts: number;
  /** How many updates. */
  readonly steps: number;
}

/** The nearest image in the range, for each image. All of it is the caller's. */
export interface Projection {
  readonly images: tf.Tensor4D;
  readonly latents: tf.Tensor2D;
  /** Of the classes of {@link Range.conditions}, by number; 0 where there are none. */
  readonly classes: tf.Tensor1D;
  /** Mean squared differences, of numbers in [-1, 1]. */
  readonly errors: tf.Tensor1D;
}

/** Images at random to begin with, of each class. */
const CANDIDATES = 64;
export const PRIOR = 1e-3;
export const LEARNING_RATE = 0.05;

/** Latent vectors to begin with: as many for each class, one class after the other. */
export function drawCandidates({ latentSize, conditions }: Range, random: Random): tf.Tensor2D {
  const rows = CANDIDATES * (conditions?.shape[0] ?? 1);
  return tf.tensor2d(random.normals(rows * latentSize), [rows, latentSize]);
}

/**
 * @param images [images, height, width, channels] in [-1, 1]; stay the caller's
 * @param candidates as {@link drawCandidates} draws them; stay the caller's
 */
export async function searchLatent(
  range: Range,
  images: tf.Tensor4D,
  plan: SearchPlan,
  candidates: tf.Tensor2D,
  breathe: Breathe = async () => {},
): Promise<Projection> {
  const count = images.shape[0];
  const classes = range.conditions?.shape[0] ?? 1;
  const starts = range.conditions ? Math.min(plan.restarts, classes) : plan.restarts;
  const start = tf.tidy(() => findStarts(range, images, candidates, starts));
  // Row r · count + i is the r-th start of image i.
  const latents = tf.tidy(() => tf.variable(start.latents));
  const settings = { learningRate: LEARNING_RATE, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
  const adam = new Adam([latents], settings);
  const wanted = tf.tidy(() => tf.tile(images, [starts, 1, 1, 1]));
  const conditions = range.conditions && tf.tidy(() => tf.gather(range.conditions!, start.classes));
  const errorsOf = () =>
    tf.mean(tf.square(tf.sub(range.generate(latents as tf.Tensor2D, conditions), wanted)), [1, 2, 3]);
  try {
    for (let step = 0; step < plan.steps; step++) {
      tf.tidy(() => {
        const loss = () =>
          tf.add(tf.sum(errorsOf()), tf.mul(tf.sum(tf.mean(tf.square(latents), 1)), PRIOR)) as tf.Scalar;
        adam.apply(tf.variableGrads(loss, [latents]).grads);
      });
      await breathe(step + 1, () => tf.tidy(() => range.generate(latents as tf.Tensor2D, conditions)));
    }
    return tf.tidy(() => {
      const errors = tf.reshape(errorsOf(), [starts, count]) as tf.Tensor2D;
      const best = tf.argMin(errors, 0);
      const rows = tf.cast(tf.add(tf.mul(best, count), tf.range(0, count)), 'int32') as tf.Tensor1D;
      const found = tf.gather(latents, rows) as tf.Tensor2D;
      return {
        images: range.generate(found, conditions && tf.gather(conditions, rows)),
        latents: found,
        classes: tf.gather(start.classes, rows),
        errors: tf.min(errors, 0) as tf.Tensor1D,
      };
    });
  } finally {
    adam.dispose();
    tf.dispose([latents, wanted, start.latents, start.classes]);
    conditions?.dispose();
  }
}

/** The nearest candidate of each class, and of the classes the nearest; of the candidates, where there are no classes. */
function findStarts(
  range: Range,
  images: tf.Tensor4D,
  candidates: tf.Tensor2D,
  starts: number,
): { latents: tf.Tensor2D; classes: tf.Tensor1D } {
  const classes = range.conditions?.shape[0] ?? 1;
  const each = candidates.shape[0] / classes;
  // Row k · each + j is candidate j of class k.
  const numbers = Int32Array.from({ length: candidates.shape[0] }, (_, row) => Math.floor(row / each));
  const classOf = tf.tensor1d(numbers, 'int32');
  const made = range.generate(
    candidates,
    range.conditions && (tf.gather(range.conditions, classOf) as tf.Tensor2D),
  );
  // Without classes every candidate may be a start, as if it were a class of its own.
  const rivals = range.conditions ? [classes, each] : [each, 1];
  const distances = tf.reshape(squaredDistances(images, made), [images.shape[0], ...rivals]);
  const nearest = tf.argMin(distances, 2);
  const best = tf.topk(tf.neg(tf.min(distances, 2)), starts).indices as tf.Tensor2D;
  // A gather with a batch of its own reads beyond its memory on WASM.
  const chosen = tf.oneHot(best, rivals[0]!);
  const within = tf.sum(tf.mul(chosen, tf.expandDims(nearest, 1)), 2);
  const rows = tf.add(tf.mul(best, rivals[1]!), within);
  const inOrder = tf.reshape(tf.transpose(tf.cast(rows, 'int32')), [-1]) as tf.Tensor1D;
  return {
    latents: tf.gather(candidates, inOrder) as tf.Tensor2D,
    classes: tf.gather(classOf, inOrder) as tf.Tensor1D,
  };
}

/** |a − b|² of every image with every other, [images, others]. */
function squaredDistances(images: tf.Tensor4D, others: tf.Tensor4D): tf.Tensor2D {
  const [a, b] = [images, others].map(each => tf.reshape(each, [each.shape[0], -1]) as tf.Tensor2D);
  const lengths = (x: tf.Tensor2D) => tf.sum(tf.square(x), 1);
  const products = tf.matMul(a!, tf.transpose(b!));
  return tf.add(
    tf.sub(tf.expandDims(lengths(a!), 1), tf.mul(products, 2)),
    tf.expandDims(lengths(b!), 0),
  ) as tf.Tensor2D;
}
