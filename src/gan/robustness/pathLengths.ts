import { interpolateLatents } from '../sampling/interpolate.ts';
import * as tf from '../tf.ts';
import type { Generate } from './Generate.ts';

/** How much further along a path its second image is, as a share of the whole path. */
const STEP = 1e-2;

/** A place on the arc between two latent vectors: `at` is 0 at `from` and 1 at `to`. */
export interface PathPlace {
  readonly from: Float32Array;
  readonly to: Float32Array;
  readonly at: number;
}

/**
 * How fast what is seen changes on the way from one latent vector to another, at one place of each path:
 *
 *     |f(G(slerp(a, b, t))) − f(G(slerp(a, b, t + ε)))|² / ε²,   ε = 0.01
 *
 * whose mean is the perceptual path length of Karras, Laine and Aila 2019, "A style-based generator architecture for
 * generative adversarial networks", section 4.1, there with ε = 1e-4, for which 32-bit numbers are hardly enough.
 *
 * @param see f: of images in [-1, 1] the features of a network, or their pixels, one row an image
 * @returns [paths]
 */
export function pathLengths(
  generate: Generate,
  see: (images: tf.Tensor4D) => tf.Tensor2D,
  places: readonly PathPlace[],
): tf.Tensor1D {
  const seen = (further: number) => {
    const rows = places.map(({ from, to, at }) => [...interpolateLatents(from, to, at + further)]);
    return see(generate(tf.tensor2d(rows)));
  };
  return tf.tidy(() => tf.div(tf.sum(tf.square(tf.sub(seen(STEP), seen(0))), 1), STEP ** 2));
}
