/**
 * What stands behind a generator, as functions from images to images: decoders that enforce a structure, an enhancer, an
 * adversary, a projection. The article's flow chart is a chain of them.
 */

import * as tf from '../tf.ts';

/**
 * Images to images, [images, height, width, channels] in [-1, 1], colours multiplied by alpha where there is one; the
 * size and the number of channels may become others. What is given stays the caller's, and the answer becomes it.
 */
export type ImageFunction = (images: tf.Tensor4D) => tf.Tensor4D | Promise<tf.Tensor4D>;

/** One after the other, the first one first; none at all changes nothing. */
export function chain(...functions: readonly ImageFunction[]): ImageFunction {
  return async images => {
    let made = tf.clone(images);
    for (const each of functions) {
      const given = made;
      try {
        made = await each(given);
      } finally {
        given.dispose();
      }
    }
    return made;
  };
}
