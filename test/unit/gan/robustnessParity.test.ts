/**
 * The same weights and latent vectors are as robust here as in PyTorch, whose results `training/parity_robustness.py` has
 * written down.
 */
import { readFileSync } from 'node:fs';
import '@tensorflow/tfjs-backend-wasm';
import { beforeAll, expect, it } from 'vitest';
import { activateBackend } from '../../../src/gan/backends/activate.ts';
import { ClassifierNetwork } from '../../../src/gan/evaluation/ClassifierNetwork.ts';
import { Network } from '../../../src/gan/networks/Network.ts';
import { type Generate, pixelsOf } from '../../../src/gan/robustness/Generate.ts';
import { pathLengths } from '../../../src/gan/robustness/pathLengths.ts';
import { steepness } from '../../../src/gan/robustness/steepness.ts';
import * as tf from '../../../src/gan/tf.ts';
import { planGenerator, readGeneratorFile } from '../../../src/gan/weights/generatorFile.ts';
import { floatTensors, readSafetensors } from '../../../src/gan/weights/safetensors.ts';

const read = (path: string) => new Uint8Array(readFileSync(new URL(`../../../${path}`, import.meta.url)));
const known = floatTensors(readSafetensors(read('test/unit/gan/fixtures/robustness.safetensors')).tensors);
const rows = (name: string) => tf.tensor2d(known[name]!.values, [...known[name]!.shape] as [number, number]);

beforeAll(() => activateBackend('wasm'));

/** The largest difference, as a share of what is known. */
async function apart(found: tf.Tensor, name: string): Promise<number> {
  const { values } = known[name]!;
  const numbers = await found.data();
  return Math.max(...numbers.map((value, i) => Math.abs(value - values[i]!) / values[i]!));
}

it('with the weights that ship', async () => {
  const file = readGeneratorFile(read('models/digits.safetensors'));
  const network = Network.fromWeights(planGenerator(file), file.weights);
  const classifier = ClassifierNetwork.fromBytes(read('models/digits-classifier.safetensors'));
  const each = tf.eye(10) as tf.Tensor2D;
  const generate: Generate = latents => tf.reshape(network.apply(latents, each), [10, ...file.imageShape]);
  const [latents, noise] = [rows('latents'), rows('noise')];

  const line = (name: string, index: number) =>
    known[name]!.values.slice(64 * index, 64 * (index + 1)) as Float32Array;
  const places = Array.from(known.at!.values, (at, index) => ({
    from: line('from', index),
    to: line('to', index),
    at,
  }));
  const features = (images: tf.Tensor4D) => classifier.features(images);
  expect(await apart(pathLengths(generate, features, places), 'paths')).toBeLessThan(1e-3);
  expect(await apart(pathLengths(generate, pixelsOf, places), 'pixelPaths')).toBeLessThan(1e-3);
  expect(await apart(await steepness(generate, latents, noise), 'steepness')).toBeLessThan(1e-3);

  const still = generate(latents);
  const before = await classifier.classes(still);
  for (const size of [0.2, 0.5, 0.8, 1]) {
    const shaken = generate(tf.add(tf.mul(latents, Math.sqrt(1 - size ** 2)), tf.mul(noise, size)));
    const after = await classifier.classes(shaken);
    expect(after.map((value, i) => Number(value === before[i]))).toEqual([...known[`kept ${size}`]!.values]);
    const moved = tf.mean(tf.square(tf.sub(pixelsOf(shaken), pixelsOf(still))), 1);
    expect(await apart(moved, `moved ${size}`)).toBeLessThan(1e-3);
  }
  classifier.dispose();
  network.dispose();
});
