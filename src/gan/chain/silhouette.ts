import * as tf from '../tf.ts';
import type { SilhouetteDecoder } from './Decoder.ts';
import type { ImageFunction } from './ImageFunction.ts';

/**
 * Colours and alpha from 0 to 1, times the alpha of the mask: outside it both are exactly 0.
 * @throws (when called) RangeError when the mask is of another size than the images
 */
export const silhouette =
  ({ mask }: SilhouetteDecoder): ImageFunction =>
  images => {
    const [count, height, width, channels] = images.shape;
    if (mask.width !== width || mask.height !== height) {
      throw new RangeError(
        `The silhouette's mask is ${mask.width} × ${mask.height} pixels, the image ${width} × ${height}. Draw it at that size.`,
      );
    }
    return tf.tidy(() => {
      const alphas = Float32Array.from(
        { length: width * height },
        (_, pixel) => mask.data[4 * pixel + 3]! / 255,
      );
      const inside = tf.tensor4d(alphas, [1, height, width, 1]);
      const hasAlpha = channels === 2 || channels === 4;
      const opaque = hasAlpha ? images : tf.concat([images, tf.ones([count, height, width, 1])], 3);
      return tf.sub(tf.mul(tf.add(tf.clipByValue(opaque, -1, 1), 1), inside), 1) as tf.Tensor4D;
    });
  };
