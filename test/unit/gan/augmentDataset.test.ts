/** Augmenting a data set, with the generator and the classifiers that ship. Nothing is trained here. */
import { readFileSync } from 'node:fs';
import '@tensorflow/tfjs-backend-wasm';
import {
  type AugmentDatasetOptions,
  type AugmentedImage,
  augmentDataset,
  type Classifier,
  type Generator,
  loadClassifier,
  loadGenerator,
  type PixelImage,
  type RawImages,
} from 'genesis-particles/gan';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRawDigits } from '../../../scripts/tables/digits.ts';
import * as tf from '../../../src/gan/tf.ts';

const read = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../../models/${name}.safetensors`, import.meta.url)));
const options = { worker: false, backend: 'wasm' } as const;

const digits = readRawDigits('t10k', 100);
let generator: Generator;
let classifier: Classifier;
let robust: Classifier;

beforeAll(async () => {
  generator = await loadGenerator(read('digits'), options);
  classifier = await loadClassifier(read('digits-classifier'), options);
  robust = await loadClassifier(read('digits-classifier-robust'), options);
});
afterAll(() => {
  for (const each of [generator, classifier, robust]) each.dispose();
});

const everything = (): AugmentDatasetOptions => ({
  classical: true,
  generator,
  hard: { classifier },
  filter: { classifier: robust },
});
const take = async (count: number, given: AugmentDatasetOptions, dataset: RawImages = digits) => {
  const images: AugmentedImage[] = [];
  for await (const each of augmentDataset(dataset, { ...given, count })) images.push(each);
  return images;
};
const grey = ({ data }: PixelImage) => Array.from({ length: data.length / 4 }, (_, i) => data[4 * i]!);
/** The images of the data set that are shown so. */
const shown = (label: string) =>
  Array.from({ length: 100 }, (_, image) => image)
    .filter(image => String(digits.labels![image]) === label)
    .map(image => Array.from(digits.images.subarray(image * 784, (image + 1) * 784)));

describe('what comes', () => {
  it('is balanced to one at every moment, from all sources in turns, each image what it says', async () => {
    const images = await take(95, everything());
    const counts = new Map(classifier.labels!.map(label => [label, 0]));
    for (const { label } of images) {
      counts.set(label, counts.get(label)! + 1);
      expect(Math.max(...counts.values()) - Math.min(...counts.values())).toBeLessThanOrEqual(1);
    }
    const sources = ['original', 'classical', 'generated', 'hard'];
    expect(images.map(({ source }) => source)).toEqual(images.map((_, i) => sources[Math.floor(i / 10) % 4]));
    const verdicts = await robust.classify(images.map(({ image }) => image));
    expect(verdicts.map(({ label }) => label)).toEqual(images.map(({ label }) => label));
    // The given images are as they were; changed ones are none of them, nor are generated ones.
    for (const { image, label, source } of images) {
      const isGiven = shown(label).some(each => each.join() === grey(image).join());
      expect(isGiven, source).toBe(source === 'original');
    }
  });

  it('is the same with the same seed, and other images with another', async () => {
    const run = async (seed: number) =>
      (await take(42, { ...everything(), seed })).map(({ image, ...what }) => ({
        ...what,
        grey: grey(image).join(),
      }));
    const first = await run(3);
    expect(await run(3)).toEqual(first);
    const known = new Set(first.map(each => each.grey));
    const other = await run(4);
    expect(other.filter(each => each.source !== 'original' && known.has(each.grey))).toEqual([]);
    expect(other.map(({ label }) => label)).not.toEqual(first.map(({ label }) => label));
  });

  it('hard examples stay within their bound of a given image, and are harder to the one attacked', async () => {
    const epsilon = 0.1;
    const images = await take(40, { hard: { classifier, epsilon } });
    const sure = async (source: string) => {
      const mine = images.filter(each => each.source === source);
      const verdicts = await classifier.classify(mine.map(({ image }) => image));
      return verdicts.reduce((sum, { probabilities }, i) => sum + probabilities[Number(mine[i]!.label)]!, 0);
    };
    expect(await sure('hard')).toBeLessThan((await sure('original')) - 4);
    for (const { image, label, source } of images) {
      if (source !== 'hard') continue;
      const distances = shown(label).map(each =>
        Math.max(...grey(image).map((value, i) => Math.abs(value - each[i]!))),
      );
      expect(Math.min(...distances)).toBeLessThanOrEqual(epsilon * 255);
      expect(Math.min(...distances)).toBeGreaterThan(0);
    }
  });

  it('passes over every original, of a class of few again', async () => {
    const images = await take(480, { classical: { shift: 0, rotate: 0, scale: 0 } });
    for (const label of classifier.labels!) {
      const met = images.filter(each => each.label === label && each.source === 'original').slice(0, 12);
      const distinct = new Set(met.map(({ image }) => grey(image).join()));
      expect(distinct.size).toBe(Math.min(12, shown(label).length));
    }
  });
});

describe('the filter', () => {
  it('never lets through a label that is wrong', async () => {
    // Every third image of a data set says it is the digit after its own.
    const labels = digits.labels!.map((label, image) => (image % 3 === 0 ? (label + 1) % 10 : label));
    const wrong = { ...digits, labels };
    const isTrue = async (images: readonly AugmentedImage[]) => {
      const verdicts = await classifier.classify(images.map(({ image }) => image));
      return verdicts.every(({ label }, i) => label === images[i]!.label);
    };
    // However little it takes to pass.
    const lenient = { classical: true, filter: { classifier, confidence: 1e-12 } };
    expect(await isTrue(await take(200, lenient, wrong))).toBe(true);
    const filtered = augmentDataset(wrong, { classical: true, filter: { classifier }, count: 200 });
    const images: AugmentedImage[] = [];
    for await (const each of filtered) images.push(each);
    expect(await isTrue(images)).toBe(true);
    for (const { image, label, source } of images) {
      if (source === 'original') expect(shown(label).map(each => each.join())).toContain(grey(image).join());
    }
    expect(filtered.rejected.original).toBeGreaterThan(20);
    expect(filtered.rejected.classical).toBeGreaterThan(20);
    expect(filtered.rejected.generated).toBe(0);
    expect(await isTrue(await take(40, { classical: true }, wrong))).toBe(false);
  });

  it('is as strict as is asked', async () => {
    for (const confidence of [0.5, 0.99]) {
      const images = await take(90, { classical: true, generator, filter: { classifier, confidence } });
      const verdicts = await classifier.classify(images.map(({ image }) => image));
      const least = Math.min(
        ...verdicts.map(({ probabilities }, i) => probabilities[Number(images[i]!.label)]!),
      );
      expect(least).toBeGreaterThanOrEqual(confidence);
      if (confidence < 0.9) expect(least).toBeLessThan(0.99);
    }
  });

  it('that never agrees ends in an error, not in a search without end', async () => {
    const contrary = { ...digits, labels: digits.labels!.map(label => (label + 1) % 10) };
    const none = augmentDataset(contrary, { classical: true, filter: { classifier } });
    await expect(none.next()).rejects.toThrow(
      /none of 64 images in a row that should show "\d" \(original\)/,
    );
    expect(none.rejected.original).toBeGreaterThanOrEqual(64);
    expect(await none.next()).toEqual({ done: true, value: undefined });
  });
});

describe('a stream', () => {
  /** 2 × 2 pixels, an image a class. */
  const many: RawImages = {
    images: new Uint8Array(50 * 4),
    labels: Uint8Array.from({ length: 50 }, (_, i) => i),
    width: 2,
    height: 2,
    channels: 1,
  };
  const labels = Array.from({ length: 50 }, (_, i) => String(i));
  const blank: PixelImage = { width: 2, height: 2, data: new Uint8ClampedArray(16) };
  const counting = (sample: () => Promise<PixelImage>): NonNullable<AugmentDatasetOptions['generator']> => ({
    labels,
    imageShape: [2, 2, 1],
    sample: sample as never,
  });

  it('makes few images ahead, and none after the caller breaks off', async () => {
    let [made, used] = [0, 0];
    const source = counting(async () => {
      made++;
      return blank;
    });
    for await (const each of augmentDataset(many, { generator: source })) {
      if (each.source === 'generated') used++;
      expect(made - used).toBeLessThan(16);
      if (used === 130) break;
    }
    const atBreak = made;
    await new Promise(resolve => setTimeout(resolve));
    expect(made).toBe(atBreak);
  });

  it('ends at once when its signal aborts, whatever it waits for', async () => {
    const stop = new AbortController();
    const stuck = augmentDataset(many, {
      generator: counting(() => new Promise(() => {})),
      signal: stop.signal,
    });
    for (let i = 0; i < 50; i++) expect((await stuck.next()).value).toMatchObject({ source: 'original' });
    const awaited = stuck.next();
    stop.abort(new Error('enough'));
    await expect(awaited).rejects.toThrow('enough');
    await expect(stuck.next()).rejects.toThrow('enough');
    const late = augmentDataset(many, { classical: true, signal: stop.signal });
    await expect(late.next()).rejects.toThrow('enough');
  });

  it('ends an attack under way, and leaves nothing behind but what was lent', async () => {
    const tensors = tf.memory().numTensors;
    const stop = new AbortController();
    let work: Promise<unknown> | null = null;
    const attack: Classifier['attack'] = (...given) => {
      stop.abort(new Error('enough'));
      const attacked = classifier.attack(...given);
      work = attacked;
      return attacked;
    };
    const { labels, imageShape } = classifier;
    const images = augmentDataset(digits, {
      hard: { classifier: { labels, imageShape, attack } },
      signal: stop.signal,
    });
    for (let i = 0; i < 10; i++) await images.next();
    await expect(images.next()).rejects.toThrow('enough');
    // Nor does the classifier work on for nobody.
    await expect(work).rejects.toThrow('enough');
    await take(45, everything());
    expect(tf.memory().numTensors).toBe(tensors);
    expect((await classifier.classify([await generator.sample({ label: '4', seed: 1 })]))[0]!.label).toBe(
      '4',
    );
  });
});

describe('mistakes are named', () => {
  const given = (wrong: object): unknown => augmentDataset(digits, { classical: true, ...wrong });
  it.each([
    ['nothing to add', () => augmentDataset(digits), 'no additions'],
    ['classical: false alone', () => given({ classical: false }), 'no additions'],
    ['a misspelt option', () => given({ sead: 1 }), 'no option sead'],
    ['a misspelt change', () => given({ classical: { turn: 3 } }), 'no option turn'],
    ['a shift that is none', () => given({ classical: { shift: Number.NaN } }), 'classical.shift is NaN'],
    ['half a turn and more', () => given({ classical: { rotate: 181 } }), 'from 0 to 180'],
    ['a size of nothing', () => given({ classical: { scale: 1 } }), 'from 0 to below 1'],
    ['half an image', () => given({ count: 0.5 }), 'count is 0.5'],
    ['no image', () => given({ count: 0 }), 'count is 0'],
    ['a seed below 0', () => given({ seed: -1 }), 'seed is -1'],
    ['a file for a generator', () => given({ generator: 'digits.safetensors' }), 'Give a generator'],
    ['a generator as classifier', () => given({ filter: { classifier: generator } }), 'Give a classifier'],
    ['a bare classifier', () => given({ filter: classifier }), 'filter is a classifier. Give { classifier }'],
    ['another', () => given({ hard: classifier }), 'hard is a classifier. Give { classifier }'],
    [
      'too much confidence',
      () => given({ filter: { classifier, confidence: 90 } }),
      'filter.confidence is 90',
    ],
    ['a bound of 0', () => given({ hard: { classifier, epsilon: 0 } }), 'hard.epsilon is 0'],
    ['no data', () => augmentDataset('digits' as never, { classical: true }), 'dataset is "digits"'],
  ])('%s', (_, attempt, message) => expect(attempt).toThrow(message));

  it('data that do not fit are named with the first image', async () => {
    const first = (dataset: RawImages, more: AugmentDatasetOptions = { generator }) =>
      augmentDataset(dataset, more).next();
    const { labels: _, ...unlabelled } = digits;
    await expect(first(unlabelled)).rejects.toThrow('no labels');
    await expect(first({ ...digits, height: 56, labels: digits.labels!.slice(0, 50) })).rejects.toThrow(
      '28 × 56 pixels, but generator is for 28 × 28',
    );
    const named = [{ name: 'label', values: 'zero one two three four five six seven eight nine'.split(' ') }];
    await expect(first({ ...digits, attributes: named })).rejects.toThrow(
      'generator does not know zero, one',
    );
    const two = [...named, { name: 'more', values: Array.from('0123456789') }];
    const twice = {
      ...digits,
      labels: digits.labels!.slice(0, 60),
      images: digits.images.subarray(0, 30 * 784),
    };
    await expect(first({ ...twice, attributes: two })).rejects.toThrow('2 attributes');
    await expect(first({ ...digits, labels: Uint8Array.of(1) })).rejects.toThrow('1 labels');
    const portraits = await loadGenerator(read('portraits'), options);
    expect(() => first(digits, { generator: portraits })).toThrow('several attributes');
    portraits.dispose();
  });
});
