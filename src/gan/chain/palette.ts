import * as tf from '../tf.ts';
import type { PaletteDecoder } from './Decoder.ts';
import type { ImageFunction } from './ImageFunction.ts';

/**
 * The nearest colour c to the colour p of a pixel has the least |p − c|², and so the least |c|² − 2 p·c. All of it times
 * alpha takes p as images have it, and is one matrix product for all pixels and colours.
 */
export const palette =
  ({ colours }: PaletteDecoder): ImageFunction =>
  images =>
    tf.tidy(() => {
      const listed = tf.tensor2d(colours.map(shares));
      const rows = tf.reshape(images, [-1, images.shape[3]]);
      const [light, alpha] = lightAndAlpha(tf.clipByValue(tf.div(tf.add(rows, 1), 2), 0, 1) as tf.Tensor2D);
      const squares = tf.sum(tf.square(listed), 1, true);
      const weights = tf.transpose(tf.concat([tf.mul(listed, -2), squares], 1));
      const distances = tf.matMul(tf.concat([light, alpha ?? tf.ones([light.shape[0], 1])], 1), weights);
      const nearest = tf.gather(listed, tf.argMin(distances, 1));
      const made = alpha ? tf.concat([tf.mul(nearest, alpha), alpha], 1) : nearest;
      const [count, height, width] = images.shape;
      return tf.reshape(tf.sub(tf.mul(made, 2), 1), [count, height, width, alpha ? 4 : 3]) as tf.Tensor4D;
    });

/** Red, green and blue from 0 to 1, and alpha where there is one; no colour has more light than its alpha can carry. */
function lightAndAlpha(rows: tf.Tensor2D): [tf.Tensor2D, tf.Tensor2D | null] {
  const channels = rows.shape[1];
  const hasAlpha = channels === 2 || channels === 4;
  const [colour, alpha] = hasAlpha
    ? (tf.split(rows, [channels - 1, 1], 1) as [tf.Tensor2D, tf.Tensor2D])
    : [rows];
  const coloured = channels < 3 ? tf.tile(colour, [1, 3]) : colour;
  return [alpha ? tf.minimum(coloured, alpha) : coloured, alpha ?? null];
}

/** '#rrggbb' as numbers from 0 to 1. */
function shares(colour: string): number[] {
  return [1, 3, 5].map(at => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
}
