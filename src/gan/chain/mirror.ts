import * as tf from '../tf.ts';
import type { MirrorDecoder } from './Decoder.ts';
import type { ImageFunction } from './ImageFunction.ts';

/** Copied, not averaged: both halves are the same to the last bit, and as sharp as they were. */
export const mirror =
  ({ axis }: MirrorDecoder): ImageFunction =>
  images =>
    tf.tidy(() => {
      const side = axis === 'vertical' ? 2 : 1;
      const length = images.shape[side]!;
      const half = Math.floor(length / 2);
      const kept = [...images.shape] as [number, number, number, number];
      kept[side] = length - half;
      const other = [...kept] as typeof kept;
      other[side] = half;
      const origin: typeof kept = [0, 0, 0, 0];
      const reflection = tf.reverse(tf.slice(images, origin, other), side);
      return tf.concat([tf.slice(images, origin, kept), reflection], side);
    });
