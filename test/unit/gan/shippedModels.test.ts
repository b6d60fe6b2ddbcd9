/** The generators that ship, judged by the classifiers that ship. The whole table: `npm run evaluate`. */

import { readFileSync } from 'node:fs';
import '@tensorflow/tfjs-backend-wasm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { activateBackend } from '../../../src/gan/backends/activate.ts';
import { type Attribute, countLabels } from '../../../src/gan/data/Attribute.ts';
import { ClassifierNetwork } from '../../../src/gan/evaluation/ClassifierNetwork.ts';
import { type View, viewGenerated } from '../../../src/gan/evaluation/view.ts';
import { labelAgreement } from '../../../src/gan/metrics/classScores.ts';
import { splitAttributes } from '../../../src/gan/metrics/SeenImages.ts';
import { Network } from '../../../src/gan/networks/Network.ts';
import * as tf from '../../../src/gan/tf.ts';
import { planGenerator, readGeneratorFile } from '../../../src/gan/weights/generatorFile.ts';

const COUNT = 1000;

const read = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../../models/${name}.safetensors`, import.meta.url)));

/** As many of each value of each attribute as can be, and all combinations of two alike. */
function evenLabels(attributes: readonly Attribute[]): Uint8Array {
  return Uint8Array.from({ length: COUNT * attributes.length }, (_, i) => {
    const [image, attribute] = [Math.floor(i / attributes.length), i % attributes.length];
    return Math.floor(image / 3 ** attribute) % countLabels(attributes[attribute]!);
  });
}

/** How often each attribute is what was asked for, by name. */
async function agreementsOf(generatorName: string, classifierName: string): Promise<Record<string, number>> {
  const file = readGeneratorFile(read(generatorName));
  const generator = Network.fromWeights(planGenerator(file), file.weights);
  const classifier = ClassifierNetwork.fromBytes(read(classifierName));
  const labels = evenLabels(file.attributes!);
  const view: View = await viewGenerated(classifier, generator, file, labels, COUNT, 1);
  generator.dispose();
  classifier.dispose();
  const seen = splitAttributes({ ...view, labels }, classifier.attributes);
  return Object.fromEntries(
    seen.map(({ name, probabilities, values, labels: asked }) => [
      name,
      labelAgreement(probabilities, values.length, asked!),
    ]),
  );
}

beforeAll(() => activateBackend('wasm'));
afterAll(() => tf.setBackend('cpu'));

describe('the shipped generator of digits', () => {
  it('draws what is asked for, by the judgement of two classifiers that agree', async () => {
    const { label: one } = await agreementsOf('digits', 'digits-classifier');
    const { label: other } = await agreementsOf('digits', 'digits-classifier-2');
    expect(one).toBeGreaterThan(0.98);
    expect(other).toBeGreaterThan(0.98);
    expect(Math.abs(one! - other!)).toBeLessThan(0.02);
  });
});

describe('the shipped generator of portraits', () => {
  it('draws the face that is asked for', async () => {
    const agreements = await agreementsOf('portraits', 'portraits-classifier');
    for (const name of ['mouth', 'glasses', 'hat', 'hair colour', 'skin']) {
      expect([name, agreements[name]! > 0.94]).toEqual([name, true]);
    }
  });
});

it('every shipped file says how it came about', () => {
  for (const name of ['digits', 'portraits']) {
    const { metadata } = readGeneratorFile(read(name));
    for (const word of ['command', 'seed', 'step', 'recipe', 'scores'])
      expect(metadata, name).toHaveProperty(word);
    const scores = JSON.parse(metadata.scores!) as { frechetDistance: { value: number; floor: number } };
    expect(scores.frechetDistance.value).toBeLessThanOrEqual(5 * scores.frechetDistance.floor);
  }
});
