/**
 * Differentiable augmentation (Zhao et al. 2020): real and generated images are changed at random, by the same kinds of
 * change, before the discriminator sees them, in both players' turns. With few images, a discriminator learns them by
 * heart; changed ones it cannot. The generator learns through the change, and never has to imitate it.
 *
 * - `color`: brightness ± 0.5 (in [-1, 1] twice that of [0, 1]), saturation × 0 to 2, contrast × 0.5 to 1.5
 * - `translation`: up to an eighth of each side; what comes in from outside is background (-1)
 * - `cutout`: a square of half the sides, anywhere, becomes background
 */

import type { Random } from '../Random.ts';
import * as tf from '../tf.ts';
import type { Augmentation } from './augmentations.ts';

/** One image to another of the same size, differentiable, with numbers drawn once for the whole batch. */
export type Augment = (images: tf.Tensor4D) => tf.Tensor4D;

const BACKGROUND = -1;
const SHIFT = 1 / 8;
const HOLE = 1 / 2;

/** @param count images in the batch. */
export function drawAugment(
  kinds: readonly Augmentation[],
  count: number,
  [height, width, channels]: readonly [number, number, number],
  random: Random,
): Augment {
  const steps = kinds.map(kind => DRAW[kind](count, height, width, channels, random));
  return images => steps.reduce((changed, step) => step(changed), images);
}

type Draw = (count: number, height: number, width: number, channels: number, random: Random) => Augment;

const DRAW: Readonly<Record<Augmentation, Draw>> = {
  color(count, _, __, channels, random) {
    const brightness = draws(count, random, -0.5, 0.5);
    const saturation = draws(count, random, 0, 2);
    const contrast = draws(count, random, 0.5, 1.5);
    // The last of two or four channels is how opaque a pixel is, which is no matter of colour.
    const colors = channels === 2 || channels === 4 ? channels - 1 : channels;
    return images => {
      let changed = tf.slice(images, [0, 0, 0, 0], [-1, -1, -1, colors]) as tf.Tensor;
      changed = tf.add(changed, perImage(brightness));
      if (colors > 1) changed = awayFrom(tf.mean(changed, 3, true), changed, saturation);
      changed = awayFrom(tf.mean(changed, [1, 2, 3], true), changed, contrast);
      if (colors === channels) return changed as tf.Tensor4D;
      return tf.concat([changed, tf.slice(images, [0, 0, 0, colors], [-1, -1, -1, 1])], 3) as tf.Tensor4D;
    };
  },

  translation(count, height, width, channels, random) {
    const down = wholes(count, random, Math.round(height * SHIFT));
    const right = wholes(count, random, Math.round(width * SHIFT));
    return images => {
      // Rows and columns move by products with matrices of zeros and ones, whose gradients are exact to any order.
      const rows = tf.reshape(tf.sub(images, BACKGROUND), [count, height, width * channels]);
      const lower = tf.matMul(shiftMatrices(down, height), rows);
      const columns = swap(tf.reshape(lower, [count, height, width, channels]));
      const moved = tf.matMul(
        shiftMatrices(right, width),
        tf.reshape(columns, [count, width, height * channels]),
      );
      return tf.add(swap(tf.reshape(moved, [count, width, height, channels])), BACKGROUND) as tf.Tensor4D;
    };
  },

  cutout(count, height, width, _, random) {
    const mask = new Float32Array(count * height * width).fill(1);
    const [tall, wide] = [Math.round(height * HOLE), Math.round(width * HOLE)];
    for (let image = 0; image < count; image++) {
      const top = random.below(height + 1) - (tall >> 1);
      const left = random.below(width + 1) - (wide >> 1);
      for (let y = Math.max(0, top); y < Math.min(height, top + tall); y++) {
        const row = (image * height + y) * width;
        mask.fill(0, row + Math.max(0, left), row + Math.max(0, Math.min(width, left + wide)));
      }
    }
    return images => {
      const kept = tf.tensor4d(mask, [count, height, width, 1]);
      return tf.add(tf.mul(tf.sub(images, BACKGROUND), kept), BACKGROUND) as tf.Tensor4D;
    };
  },
};

/** `image` as far from `mean` as before times `factor`. */
function awayFrom(mean: tf.Tensor, image: tf.Tensor, factor: Float32Array): tf.Tensor {
  return tf.add(mean, tf.mul(tf.sub(image, mean), perImage(factor)));
}

/** [count, side, side] matrices that move lines by so many places; lines from outside are 0. */
function shiftMatrices(shifts: Int32Array, side: number): tf.Tensor3D {
  const sources = Int32Array.from({ length: shifts.length * side }, (_, index) => {
    const source = (index % side) - shifts[Math.floor(index / side)]!;
    return source >= 0 && source < side ? source : -1;
  });
  const rows = tf.oneHot(tf.tensor1d(sources, 'int32'), side, 1, 0, 'float32');
  return tf.reshape(rows, [shifts.length, side, side]);
}

function swap(images: tf.Tensor): tf.Tensor {
  return tf.transpose(images, [0, 2, 1, 3]);
}

function perImage(values: Float32Array): tf.Tensor4D {
  return tf.tensor4d(values, [values.length, 1, 1, 1]);
}

function draws(count: number, random: Random, low: number, high: number): Float32Array {
  return Float32Array.from({ length: count }, () => low + random.uniform() * (high - low));
}

function wholes(count: number, random: Random, most: number): Int32Array {
  return Int32Array.from({ length: count }, () => random.below(2 * most + 1) - most);
}
