/**
 * Data augmentation: what few real digits and additions to them are worth. The whole table trains a classifier and a
 * generator on those few alone (`training/tables/augmentation.py`). The slice trains nothing: a test digit is taken for what
 * its nearest neighbour is, pixel by pixel, among the examples and what `augmentDataset` adds to them with the weights that
 * ship. Those have seen all of MNIST, so the slice shows that the parts work, not what they are worth.
 */
import { readFileSync } from 'node:fs';
import '@tensorflow/tfjs-backend-wasm';
import { fromPixelImages } from '../../src/gan/data/fromPixelImages.ts';
import { toNumbers } from '../../src/gan/data/imageNumbers.ts';
import {
  type AugmentDatasetOptions,
  augmentDataset,
  type Classifier,
  type Generator,
  loadClassifier,
  loadGenerator,
  type PixelImage,
  type RawImages,
} from '../../src/gan/index.ts';
import * as tf from '../../src/gan/tf.ts';
import { readRawDigits, readTestDigits } from './digits.ts';
import type { Line } from './lineChart.ts';
import type { Table } from './Table.ts';

/** In `docs/tables/augmentation.json`. */
interface Measured {
  readonly rows: readonly {
    readonly examples: number;
    readonly arm: string;
    readonly mean: number;
    readonly spread: number;
  }[];
}

export const augmentation: Table = {
  script: ['training/tables/augmentation.py'],
  async quick() {
    console.log(
      `${EXAMPLES} real digits a class and up to ${ADDED} additions, ${TEST} test digits, each taken for its nearest`,
    );
    console.log('neighbour. With weights that have seen all of MNIST: the slice shows that the parts work.');
    for (const { arm, accuracy, added, rejected } of await measureSlice()) {
      const shares = `${(100 * accuracy).toFixed(1)} %`;
      console.log(`${arm.padEnd(24)}${shares}   ${added} added, ${rejected} kept back by the filter`);
    }
  },
  chart({ rows }: Measured) {
    const arms = [...new Set(rows.map(({ arm }) => arm))];
    return {
      title: 'What a classifier gains from additions to few real digits',
      x: 'real examples a class',
      y: 'accuracy on 10,000 test images, %',
      lines: arms.map(
        (name): Line => ({
          name,
          points: rows
            .filter(({ arm }) => arm === name)
            .map(({ examples, mean, spread }) => ({ x: examples, y: 100 * mean, spread: 100 * spread })),
        }),
      ),
    };
  },
};

const [EXAMPLES, ADDED, TEST] = [10, 20, 1000];

export interface SliceRow {
  readonly arm: string;
  /** Share of the test digits. */
  readonly accuracy: number;
  readonly added: number;
  readonly rejected: number;
}

export async function measureSlice(): Promise<SliceRow[]> {
  const open = (name: string) => new Uint8Array(readFileSync(`models/${name}.safetensors`));
  const options = { worker: false, backend: 'wasm' } as const;
  const generator = await loadGenerator(open('digits'), options);
  const classifier = await loadClassifier(open('digits-classifier'), options);
  const robust = await loadClassifier(open('digits-classifier-robust'), options);
  const test = readTestDigits(TEST);
  try {
    const rows: SliceRow[] = [];
    for (const [arm, additions] of Object.entries(armsWith(generator, classifier))) {
      rows.push(await measureArm(arm, additions && { ...additions, filter: { classifier: robust } }, test));
    }
    return rows;
  } finally {
    tf.dispose(Object.values(test));
    for (const each of [generator, classifier, robust]) each.dispose();
  }
}

const armsWith = (
  generator: Generator,
  classifier: Classifier,
): Record<string, AugmentDatasetOptions | null> => ({
  nothing: null,
  classical: { classical: true },
  generated: { generator },
  'classical + generated': { classical: true, generator },
  hard: { hard: { classifier } },
});

async function measureArm(
  arm: string,
  options: AugmentDatasetOptions | null,
  test: ReturnType<typeof readTestDigits>,
): Promise<SliceRow> {
  const few = firstOfEach(EXAMPLES);
  const images: PixelImage[] = [];
  const labels = [...few.labels];
  let rejected = 0;
  if (options) {
    const augmented = augmentDataset(few, options);
    for await (const { image, label, source } of augmented) {
      if (source === 'original') continue;
      images.push(image);
      labels.push(Number(label));
      if (images.length === 10 * ADDED) break;
    }
    rejected = Object.values(augmented.rejected).reduce((sum, each) => sum + each);
  }
  const known = new Float32Array(784 * labels.length);
  toNumbers(few.images, 1, known, 0);
  known.set(fromPixelImages(images, [28, 28, 1]), few.images.length);
  return { arm, accuracy: nearestNeighbour(known, labels, test), added: images.length, rejected };
}

/** The first training digits of each class. */
function firstOfEach(count: number): RawImages & { labels: Uint8Array } {
  const all = readRawDigits('train', 1000);
  const places = Array.from({ length: 10 }, (_, digit) =>
    [...all.labels.keys()].filter(place => all.labels[place] === digit).slice(0, count),
  ).flat();
  const images = new Uint8Array(places.length * 784);
  for (const [i, place] of places.entries()) {
    images.set(all.images.subarray(place * 784, (place + 1) * 784), i * 784);
  }
  return { ...all, images, labels: Uint8Array.from(places, place => all.labels[place]!) };
}

/** The share of test digits whose nearest known digit is of their class. */
function nearestNeighbour(
  known: Float32Array,
  classes: readonly number[],
  { images, labels }: ReturnType<typeof readTestDigits>,
): number {
  return tf.tidy(() => {
    const a = tf.reshape(images, [-1, 784]);
    const b = tf.tensor2d(known, [classes.length, 784]);
    // |a - b|², less |a|², which is the same for all b.
    const distances = tf.sub(tf.sum(tf.square(b), 1), tf.mul(tf.matMul(a, b, false, true), 2));
    const found = tf.gather(tf.tensor1d([...classes], 'int32'), tf.argMin(distances, 1));
    return tf.mean(tf.cast(tf.equal(found, labels), 'float32')).dataSync()[0]!;
  });
}
