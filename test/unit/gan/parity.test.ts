/** The same weights give the same numbers here and in PyTorch, whose results `training/parity.py` has written down. */
import { readFileSync } from 'node:fs';
import '@tensorflow/tfjs-backend-wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { activateBackend } from '../../../src/gan/backends/activate.ts';
import { planLayers } from '../../../src/gan/networks/layers/planLayers.ts';
import { Network } from '../../../src/gan/networks/Network.ts';
import { exactSlopes } from '../../../src/gan/penalties/exactSlopes.ts';
import { TextEncoder } from '../../../src/gan/text/TextEncoder.ts';
import * as tf from '../../../src/gan/tf.ts';
import { planGenerator, readGeneratorFile } from '../../../src/gan/weights/generatorFile.ts';
import { floatTensors, type NamedTensor, readSafetensors } from '../../../src/gan/weights/safetensors.ts';

const read = (name: string) =>
  new Uint8Array(readFileSync(new URL(`fixtures/${name}.safetensors`, import.meta.url)));
const toTensor = ({ values, shape }: NamedTensor) => tf.tensor(values, [...shape]);

/** The largest difference, as a share of the largest number. */
function difference(found: tf.Tensor, expected: NamedTensor): number {
  expect(found.size).toBe(expected.values.length);
  const largest = expected.values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const numbers = found.dataSync();
  return (
    expected.values.reduce((most, value, at) => Math.max(most, Math.abs(value - numbers[at]!)), 0) / largest
  );
}

describe.each(['cpu', 'wasm'] as const)('on %s', backend => {
  beforeAll(() => activateBackend(backend));

  it('a generator makes the images that PyTorch makes', () => {
    const bytes = read('tiny-generator');
    const file = readGeneratorFile(bytes);
    const { latents, conditions, images } = floatTensors(readSafetensors(bytes).tensors);
    const network = Network.fromWeights(planGenerator(file), file.weights);
    const made = network.apply(toTensor(latents!), toTensor(conditions!) as tf.Tensor2D);
    expect(difference(made, images!)).toBeLessThan(1e-4);
  });

  it('a generator that is told in words reads them as PyTorch does, and draws what it draws there', () => {
    const bytes = read('tiny-told-generator');
    const file = readGeneratorFile(bytes);
    const { latents, words, told, images } = floatTensors(readSafetensors(bytes).tensors);
    const encoder = TextEncoder.fromFile(file)!;
    const places = words!.shape[1]!;
    const read3 = [0, 1, 2].map(row => {
      const numbers = Array.from(words!.values.subarray(row * places, (row + 1) * places));
      return encoder.encode(
        numbers.filter(number => number > 0),
        1,
      );
    });
    const conditions = tf.concat(read3) as tf.Tensor2D;
    expect(difference(conditions, told!)).toBeLessThan(1e-4);
    const network = Network.fromWeights(planGenerator(file), file.weights);
    expect(difference(network.apply(toTensor(latents!), conditions), images!)).toBeLessThan(1e-4);
  });

  it('a discriminator says what it says there, as steeply, and would learn the same of its slopes', () => {
    const { tensors, metadata } = readSafetensors(read('tiny-discriminator'));
    const known = floatTensors(tensors);
    const input = {
      shape: JSON.parse(metadata.imageShape!) as number[],
      conditionSize: Number(metadata.conditionSize),
    };
    const network = Network.fromWeights(
      planLayers('discriminator', input, JSON.parse(metadata.layers!)),
      known,
    );
    const images = toTensor(known.images!);
    const condition = toTensor(known.conditions!) as tf.Tensor2D;
    expect(difference(network.apply(images, condition), known.logits!)).toBeLessThan(1e-4);

    const slopes = () => exactSlopes(x => network.apply(x, condition), images);
    expect(difference(slopes(), known.slopes!)).toBeLessThan(1e-4);
    const { grads } = tf.variableGrads(() => tf.mean(slopes()), network.variables);
    for (const [name, variable] of Object.entries(network.named)) {
      const expected = known[`gradient.${name}`]!;
      if (expected.values.every(value => value === 0)) continue;
      expect(difference(grads[variable.name]!, expected), name).toBeLessThan(1e-3);
    }
  });
});
