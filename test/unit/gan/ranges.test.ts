/** Numbers beside classes, through all of a training: learnt, asked for, judged and kept. */
import { expect, it } from 'vitest';
import { poolsOf } from '../../../src/gan/augmentation/ClassPool.ts';
import { ImageDataset } from '../../../src/gan/data/ImageDataset.ts';
import { type Attribute, GanTrainer, loadGenerator } from '../../../src/gan/index.ts';
import { readClassifierFile } from '../../../src/gan/weights/classifierFile.ts';
import { readSafetensors, writeSafetensors } from '../../../src/gan/weights/safetensors.ts';
import { tinyClassifier, tinyConditionalModel, tinyLabelledImages, tinyOptions } from './fixtures.ts';

const attributes: Attribute[] = [
  { name: 'weight', from: 2, to: 4, unit: 'kg' },
  { name: 'kind', values: ['0', '1'] },
];

/** The tiny images, each of a weight and one of two kinds. */
function images(count: number) {
  const { labels, ...pixels } = tinyLabelledImages(count);
  return { ...pixels, attributes, labels: Uint8Array.from([...labels].flatMap((kind, i) => [5 * i, kind])) };
}

it('a network learns under a number and a class, is asked for both, and judged by what a classifier knows', async () => {
  const trainer = new GanTrainer({
    ...tinyOptions({ dataset: images(40), model: tinyConditionalModel }),
    heldOut: images(30),
    classifier: tinyClassifier(),
  });
  await trainer.train({ steps: 3 });
  const { generator } = trainer;
  expect(generator.attributes).toEqual(attributes);
  expect(generator.labels).toBeNull();
  const pixels = async (weight: number, kind = '1') =>
    (await trainer.sample({ seed: 1, attributes: { weight, kind } })).data.join();
  expect(await pixels(2)).toBe(await pixels(2));
  expect(new Set([await pixels(2), await pixels(3), await pixels(4), await pixels(2, '0')]).size).toBe(4);
  await expect(trainer.sample({ attributes: { weight: 5 } })).rejects.toThrow('weight: 5 was asked for');

  // The classifier calls the kinds `label`, and knows nothing of weights.
  const scores = await trainer.evaluate({ samples: 12 });
  expect(scores.attributes.map(({ name, agreement }) => [name, agreement?.images])).toEqual([['label', 12]]);

  const critique = await trainer.critique({ seed: 2 });
  expect(critique.real.image.width).toBe(4);

  const file = await trainer.saveGenerator();
  const loaded = await loadGenerator(file, { worker: false, backend: 'cpu' });
  expect((await loaded.sample({ seed: 1, attributes: { weight: 3, kind: '1' } })).data.join()).toBe(
    await pixels(3),
  );
  const { attributes: found } = await loaded.invert(await loaded.sample({ seed: 3 }), {
    steps: 8,
    restarts: 2,
  });
  expect(found!.weight).toBeGreaterThanOrEqual(2);
  expect(found!.weight).toBeLessThanOrEqual(4);
  expect(['0', '1']).toContain(found!.kind);
  loaded.dispose();
  trainer.dispose();
});

it('what tells values apart says so of ranges', () => {
  const { tensors, metadata } = readSafetensors(tinyClassifier());
  const architecture = JSON.parse(metadata.architecture!);
  architecture.attributes = attributes.slice(0, 1);
  const file = writeSafetensors({
    tensors: tensors as never,
    metadata: { ...metadata, architecture: JSON.stringify(architecture) },
  });
  expect(() => readClassifierFile(file)).toThrow('attribute weight is a range');

  const weights = { ...tinyLabelledImages(4), attributes: attributes.slice(0, 1) };
  expect(() => poolsOf(new ImageDataset(weights), 1)).toThrow("images' weight is a number in a range");
});
