/** Images of a data set as a tensor of numbers in [-1, 1]. */

import * as tf from '../tf.ts';
import type { ImageDataset } from './ImageDataset.ts';

/** Texels a row of the texture in which bytes travel to the GPU. */
const WIDTH = 256;
const BYTES_PER_TEXEL = 4;

/** [images, height, width, channels], the caller's. */
export function toImageTensor(dataset: ImageDataset, indices: Uint32Array): tf.Tensor4D {
  const shape: [number, number, number, number] = [indices.length, ...dataset.imageShape];
  if (tf.getBackend() !== 'webgl') return tf.tensor4d(dataset.gather(indices), shape);
  return tf.tidy(() => toNumbers(upload(dataset, indices, shape)));
}

/** As bytes: a quarter of what the same numbers would take as floats. Arrive as numbers from 0 to 1. */
function upload(
  dataset: ImageDataset,
  indices: Uint32Array,
  shape: [number, number, number, number],
): tf.Tensor4D {
  const { gl } = (tf.backend() as tf.MathBackendWebGL).gpgpu as unknown as { gl: WebGL2RenderingContext };
  const height = Math.ceil((indices.length * dataset.valuesPerImage) / (WIDTH * BYTES_PER_TEXEL));
  const bytes = new Uint8Array(WIDTH * height * BYTES_PER_TEXEL);
  indices.forEach((index, place) => {
    bytes.set(dataset.bytesOf(index), place * dataset.valuesPerImage);
  });
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  for (const filter of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) {
    gl.texParameteri(gl.TEXTURE_2D, filter, gl.NEAREST);
  }
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, WIDTH, height, 0, gl.RGBA, gl.UNSIGNED_BYTE, bytes);
  try {
    // TensorFlow.js copies out of the texture, and leaves it to us.
    return tf.tensor({ texture, height, width: WIDTH, channels: 'RGBA' } as never, shape) as tf.Tensor4D;
  } finally {
    gl.deleteTexture(texture);
  }
}

/** The arithmetic of `imageNumbers.ts` on the GPU. */
function toNumbers(shares: tf.Tensor4D): tf.Tensor4D {
  const channels = shares.shape[3];
  const scale = (x: tf.Tensor) => tf.sub(tf.mul(x, 2), 1);
  if (channels !== 2 && channels !== 4) return scale(shares) as tf.Tensor4D;
  const [colors, alpha] = tf.split(shares, [channels - 1, 1], 3) as [tf.Tensor4D, tf.Tensor4D];
  return scale(tf.concat([tf.mul(colors, alpha), alpha], 3)) as tf.Tensor4D;
}
