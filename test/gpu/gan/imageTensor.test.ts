/** Images reach the GPU as bytes, and are there what they are in memory. */
import { expect, it } from 'vitest';
import { activateBackend } from '../../../src/gan/backends/activate.ts';
import { ImageDataset } from '../../../src/gan/data/ImageDataset.ts';
import { toImageTensor } from '../../../src/gan/data/imageTensor.ts';
import { Random } from '../../../src/gan/Random.ts';
import * as tf from '../../../src/gan/tf.ts';

it.each([1, 2, 3, 4])('with %i channel(s), of sizes that fill no row of a texture', async channels => {
  await activateBackend('webgl');
  const random = new Random(channels, 'bytes');
  const [width, height, count] = [7, 5, 60];
  const images = Uint8Array.from({ length: width * height * channels * count }, () => random.below(256));
  const dataset = new ImageDataset({ images, width, height, channels });
  const indices = Uint32Array.from({ length: 33 }, () => random.below(count));
  const before = tf.memory().numTensors;
  const tensor = toImageTensor(dataset, indices);
  expect(tensor.shape).toEqual([33, height, width, channels]);
  const found = await tensor.data();
  const expected = dataset.gather(indices);
  expect(found.length).toBe(expected.length);
  expected.forEach((value, at) => {
    expect(found[at]).toBeCloseTo(value, 5);
  });
  tensor.dispose();
  expect(tf.memory().numTensors).toBe(before);
});
