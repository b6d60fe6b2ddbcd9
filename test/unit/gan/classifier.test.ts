/** The classifier that a page holds: in this thread, with the weights that ship. */
import { readFileSync } from 'node:fs';
import '@tensorflow/tfjs-backend-wasm';
import { type Classifier, loadClassifier, loadGenerator, type PixelImage } from 'genesis-particles/gan';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as tf from '../../../src/gan/tf.ts';

const read = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../../models/${name}.safetensors`, import.meta.url)));
const options = { worker: false, backend: 'wasm' } as const;

let classifier: Classifier;
let digits: PixelImage[];
const labels = ['3', '7', '1', '0'];

beforeAll(async () => {
  classifier = await loadClassifier(read('digits-classifier'), { ...options, defence: read('digits') });
  const generator = await loadGenerator(read('digits'), options);
  digits = [];
  for (const label of labels) digits.push(await generator.sample({ label, seed: 4 }));
  generator.dispose();
});
afterAll(() => classifier.dispose());

const read8 = (image: PixelImage) => Array.from({ length: 28 * 28 }, (_, i) => image.data[4 * i]!);

describe('classify', () => {
  it('says what it sees, with probabilities that sum to 1', async () => {
    const verdicts = await classifier.classify(digits);
    expect(verdicts.map(({ label }) => label)).toEqual(labels);
    for (const { probabilities, values, projection } of verdicts) {
      expect(probabilities.reduce((sum, each) => sum + each)).toBeCloseTo(1, 5);
      expect(values.label).toBe(labels[verdicts.findIndex(each => each.values === values)]);
      expect(projection).toBeNull();
    }
  });

  it('defended, looks at the nearest image that the generator makes', async () => {
    const shares: number[] = [];
    const onProgress = (share: number) => shares.push(share);
    const [verdict] = await classifier.classify([digits[1]!], {
      defended: { restarts: 4, steps: 30 },
      onProgress,
    });
    expect(verdict!.label).toBe('7');
    const apart = read8(verdict!.projection!).map((value, i) => Math.abs(value - digits[1]!.data[4 * i]!));
    expect(apart.reduce((sum, value) => sum + value) / apart.length).toBeLessThan(12);
    expect(shares.length).toBeGreaterThan(2);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(Math.max(...shares)).toBeLessThanOrEqual(1);
  });

  it('knows several attributes of one image', async () => {
    const portraits = await loadClassifier(read('portraits-classifier'), options);
    const generator = await loadGenerator(read('portraits'), options);
    const wanted = { mouth: 'sad', 'hair colour': 'blue', hat: 'none' };
    const image = await generator.sample({ seed: 2, attributes: wanted });
    const [verdict] = await portraits.classify([image]);
    expect(verdict!.values).toMatchObject(wanted);
    expect(verdict!.label).toBeNull();
    await expect(portraits.attack([image], ['sad'])).rejects.toThrow('9 attributes');
    portraits.dispose();
    generator.dispose();
  });
});

describe('attack', () => {
  it('changes images within the bound, as bytes, until they are taken for something else', async () => {
    const found = await classifier.attack(digits, labels, { epsilon: 0.2, steps: 10, restarts: 1 });
    for (const [index, { image, verdict }] of found.entries()) {
      expect(verdict.label).not.toBe(labels[index]);
      const change = read8(image).map((value, i) => Math.abs(value - digits[index]!.data[4 * i]!));
      expect(Math.max(...change)).toBeLessThanOrEqual(51);
      expect(Math.max(...change)).toBeGreaterThan(40);
      // What is said of it is true of the very bytes.
      expect((await classifier.classify([image]))[0]!.label).toBe(verdict.label);
    }
  });

  it('makes of them what is wanted', async () => {
    const found = await classifier.attack(digits, labels, {
      epsilon: 0.3,
      steps: 20,
      restarts: 1,
      target: '8',
    });
    expect(found.map(({ verdict }) => verdict.label)).toEqual(['8', '8', '8', '8']);
  });

  it('is the same with the same seed, and another with another', async () => {
    const run = async (seed: number) =>
      read8((await classifier.attack([digits[0]!], ['3'], { seed, steps: 3, restarts: 1 }))[0]!.image);
    const first = await run(1);
    expect(await run(1)).toEqual(first);
    expect(await run(2)).not.toEqual(first);
  });

  it('can be given up, and leaves nothing behind', async () => {
    const tensors = tf.memory().numTensors;
    const giveUp = new AbortController();
    const attack = classifier.attack(digits, labels, {
      defended: { steps: 40 },
      signal: giveUp.signal,
      onProgress: () => giveUp.abort(),
    });
    await expect(attack).rejects.toThrow('abort');
    expect(tf.memory().numTensors).toBe(tensors);
    await expect(classifier.classify(digits, { signal: giveUp.signal })).rejects.toThrow('abort');
    expect((await classifier.classify(digits)).map(({ label }) => label)).toEqual(labels);
  });
});

/** All that is needed of what Node does not have: its name. */
class OffscreenCanvas {}

describe('mistakes are named', () => {
  const tiny: PixelImage = { width: 2, height: 2, data: new Uint8ClampedArray(16) };
  it.each([
    ['an image of another size', () => classifier.classify([tiny]), '2 × 2 pixels'],
    ['no images', () => classifier.classify([]), 'at least one'],
    ['no list', () => classifier.classify(tiny as never), 'at least one'],
    ['an unknown label', () => classifier.attack(digits, ['3', '7', '1', 'x']), '"x" is no label'],
    ['too few labels', () => classifier.attack(digits, ['3']), 'labels are 1 for 4 images. Give a list'],
    ['no list of labels', () => classifier.attack(digits, '7' as never), 'labels are "7". Give a list'],
    [
      'a canvas',
      () => classifier.classify([new OffscreenCanvas() as never]),
      'is OffscreenCanvas. Give pixels',
    ],
    [
      'images that are not there yet',
      () => classifier.classify([digits[0]!, Promise.resolve(digits[0]) as never]),
      'Image 1 is a promise of an image. Await it',
    ],
    ['a bound in levels', () => classifier.attack(digits, labels, { epsilon: 25 }), 'n / 255'],
    ['a bound of 0', () => classifier.attack(digits, labels, { epsilon: 0 }), 'epsilon is 0'],
    [
      'a bound that is none',
      () => classifier.attack(digits, labels, { epsilon: Number.NaN }),
      'epsilon is NaN',
    ],
    ['half a step', () => classifier.attack(digits, labels, { steps: 0.5 }), 'steps is 0.5'],
    ['another norm', () => classifier.attack(digits, labels, { norm: 'l1' as never }), "'linf' or 'l2'"],
    ['another method', () => classifier.attack(digits, labels, { method: 'cw' as never }), "'fgsm' or 'pgd'"],
    ['a misspelt option', () => classifier.attack(digits, labels, { epsilom: 1 } as never), 'epsilom'],
    ['no restarts', () => classifier.classify(digits, { defended: { restarts: 0 } }), 'restarts is 0'],
  ])('%s', async (_, attempt, message) => {
    await expect(attempt()).rejects.toThrow(message);
  });

  it('a defence that was not loaded, files of another kind, images of another size', async () => {
    const bare = await loadClassifier(read('digits-classifier'), options);
    await expect(bare.classify(digits, { defended: true })).rejects.toThrow('without a generator');
    bare.dispose();
    bare.dispose();
    await expect(bare.classify(digits)).rejects.toThrow('disposed');
    await expect(loadClassifier(read('digits'), options)).rejects.toThrow('no classifier');
    const misspelt = { ...options, defense: read('digits') };
    await expect(loadClassifier(read('digits-classifier'), misspelt)).rejects.toThrow('no option defense');
    const loaded = { ...options, defence: bare as never };
    await expect(loadClassifier(read('digits-classifier'), loaded)).rejects.toThrow('defence is Classifier');
    const other = { ...options, defence: read('portraits') };
    await expect(loadClassifier(read('digits-classifier'), other)).rejects.toThrow('images of [16,16,4]');
  });
});
