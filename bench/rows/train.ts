/**
 * One training step of the article's networks, ours against the plain idiom of TensorFlow.js: same data, same backend,
 * same first weights. Both must go the same way before they are timed.
 */

import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import binary from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm?url';
import { activateBackend } from '../../src/gan/backends/activate.ts';
import { BatchOrder } from '../../src/gan/data/BatchOrder.ts';
import { openDataset } from '../../src/gan/data/openDataset.ts';
import { sizeOf } from '../../src/gan/networks/layers/planLayers.ts';
import { planModel } from '../../src/gan/networks/planModel.ts';
import { Random } from '../../src/gan/Random.ts';
import { PRESETS } from '../../src/gan/recipes/presets.ts';
import { AdversarialGame } from '../../src/gan/training/AdversarialGame.ts';
import { STEP_MEASURES, STEPS_BETWEEN_GRADIENTS } from '../../src/gan/training/StepMeasures.ts';
import { BareProducts } from '../peers/BareProducts.ts';
import { PlainGan } from '../peers/PlainGan.ts';
import type { Measurement } from '../Row.ts';
import { compare, wait } from '../timing.ts';

const SEED = 1;
const SHAPE = [28, 28, 1] as const;
const model = planModel('article', SHAPE, 0);
const recipe = PRESETS.article;
const { batchSize } = recipe;

const PEER = 'plain TensorFlow.js: tf.layers, tf.train.adam, minimize';
const LOSSES = ['discriminatorLoss', 'generatorLoss'] as const;
const BATCHES = 32;
const WARM_UP = 4;
const ROUNDS = 7;
/** A timed run has as many steps as take the slower side about this long, and no fewer than measure a gradient once. */
const RUN_MILLISECONDS = 3000;
const MOST_STEPS = 64;

/** What a step gives back as tensors, not waited for. */
type Step = (real: tf.Tensor4D) => tf.Tensor[];

export async function measureTraining(): Promise<Measurement[]> {
  setWasmPaths({
    'tfjs-backend-wasm.wasm': binary,
    'tfjs-backend-wasm-simd.wasm': binary,
    'tfjs-backend-wasm-threaded-simd.wasm': binary,
  });
  const batches = await readBatches();
  return [...(await measureOn('webgl', batches)), ...(await measureOn('wasm', batches))];
}

async function measureOn(
  backend: 'webgl' | 'wasm',
  batches: readonly Float32Array[],
): Promise<Measurement[]> {
  await activateBackend(backend);
  const game = new AdversarialGame(model, recipe, SEED);
  const plain = new PlainGan(batchSize, recipe);
  let next = 0;
  const feed = (step: Step) => () => {
    const real = toTensor(batches[next++ % batches.length]!);
    const losses = step(real);
    real.dispose();
    return losses;
  };
  const ours = feed(real => [
    game.step([{ images: real, condition: null }], next % STEPS_BETWEEN_GRADIENTS === 0),
  ]);
  const peer = feed(real => playPlain(plain, real));

  await assertSameGame(game, plain, batches);
  for (let step = 0; step < WARM_UP; step++) {
    await complete(ours());
    await complete(peer());
  }
  const slower = Math.min(await stepsPerSecond(ours, WARM_UP), await stepsPerSecond(peer, WARM_UP));
  const affordable = Math.round((RUN_MILLISECONDS / 1000) * slower);
  const count = Math.min(MOST_STEPS, Math.max(STEPS_BETWEEN_GRADIENTS, affordable));
  const speed = await compare(
    ROUNDS,
    () => stepsPerSecond(ours, count),
    () => stepsPerSecond(peer, count),
  );
  const on = `article networks, batch ${batchSize}, on ${backend === 'webgl' ? 'WebGL' : 'WASM'}`;
  const suffix = backend === 'webgl' ? '' : '-wasm';
  const rows: Measurement[] = [
    { id: `train/steps${suffix}`, what: `training steps, ${on}`, ...speed, peerName: PEER, unit: 'steps/s' },
  ];
  // On WASM, JavaScript waits for every operation: there, all of a step is JavaScript's time.
  if (backend === 'webgl') {
    const time = await compare(
      ROUNDS,
      () => javaScriptTime(ours),
      () => javaScriptTime(peer),
    );
    const what = `JavaScript of one training step, ${on}, without waiting for the GPU`;
    rows.unshift(
      { id: 'train/js-time', what, ...time, peerName: PEER, unit: 'ms' },
      await measureBound(ours),
    );
  }
  game.dispose();
  plain.dispose();
  return rows;
}

/** What part of a step its matrix products alone would take. */
async function measureBound(step: () => tf.Tensor[]): Promise<Measurement> {
  const { latentSize, generator, discriminator } = model;
  const products = new BareProducts(
    batchSize,
    [latentSize, ...generator.map(({ output }) => sizeOf(output))],
    [sizeOf(SHAPE), ...discriminator.map(({ output }) => sizeOf(output))],
  );
  const time = (run: () => tf.Tensor[]) => async () =>
    1000 / (await stepsPerSecond(run, STEPS_BETWEEN_GRADIENTS));
  const bound = await compare(
    ROUNDS,
    time(step),
    time(() => [products.step()]),
  );
  products.dispose();
  return {
    id: 'train/bound',
    what: `time of one training step, article networks, batch ${batchSize}, on WebGL, and of its matrix products alone`,
    ...bound,
    peerName: `its ${products.count} matrix products in TensorFlow.js, nothing else`,
    unit: 'ms',
  };
}

function toTensor(batch: Float32Array): tf.Tensor4D {
  return tf.tensor4d(batch, [batchSize, ...SHAPE]);
}

/** The peer takes images as rows of numbers. */
function playPlain(plain: PlainGan, real: tf.Tensor4D): [tf.Scalar, tf.Scalar] {
  return tf.tidy(() => plain.step(tf.reshape(real, [batchSize, -1])));
}

/** Steps a second over a run of `count`, given out without waiting and then waited for. */
async function stepsPerSecond(step: () => tf.Tensor[], count: number): Promise<number> {
  const start = performance.now();
  for (let done = 1; done < count; done++) tf.dispose(step());
  await complete(step());
  return (1000 * count) / (performance.now() - start);
}

/** Milliseconds in which a step is given out, to a GPU that has nothing else to do: the mean of some. */
async function javaScriptTime(step: () => tf.Tensor[]): Promise<number> {
  let milliseconds = 0;
  for (let done = 0; done < STEPS_BETWEEN_GRADIENTS; done++) {
    const start = performance.now();
    const losses = step();
    milliseconds += performance.now() - start;
    await complete(losses);
  }
  return milliseconds / STEPS_BETWEEN_GRADIENTS;
}

/** Resolves when the losses are known, and with them everything before them done. */
async function complete(losses: tf.Tensor[]): Promise<void> {
  await Promise.all(losses.map(loss => loss.data()));
  tf.dispose(losses);
  await wait(0);
}

/**
 * Starts both from the same weights, with the same latent vectors and images, and compares the losses of three steps.
 * The peer's discriminator loss is the mean over real and generated images, ours the sum of both means: twice as much,
 * which Adam does not notice.
 */
async function assertSameGame(
  game: AdversarialGame,
  plain: PlainGan,
  batches: readonly Float32Array[],
): Promise<void> {
  plain.generator.setWeights(game.generator.variables);
  plain.discriminator.setWeights(game.discriminator.variables);
  const { drawLatents } = plain;
  const latents = new Random(SEED, 'latent vectors');
  plain.drawLatents = () =>
    tf.tensor2d(latents.normals(batchSize * model.latentSize), [batchSize, model.latentSize]);
  for (const batch of batches.slice(0, 3)) {
    const real = toTensor(batch);
    const [ours, theirs] = [game.step([{ images: real, condition: null }]), playPlain(plain, real)];
    const expected = [2 * (await theirs[0].data())[0]!, (await theirs[1].data())[0]!];
    const measures = await ours.data();
    const found = LOSSES.map(name => measures[STEP_MEASURES.indexOf(name)]!);
    tf.dispose([real, ours, ...theirs]);
    if (found.every((loss, player) => Math.abs(loss / expected[player]! - 1) < 1e-3)) continue;
    throw new Error(`The two trainings do not do the same: losses of ${found} and ${expected}.`);
  }
  plain.drawLatents = drawLatents;
}

/** Real batches, ready to be given to either side. */
async function readBatches(): Promise<Float32Array[]> {
  const url = new URL('/data/mnist/train-images.idx3.gz.bin', location.href).href;
  const dataset = await openDataset({ url }, () => {});
  const order = new BatchOrder(dataset.count, SEED);
  return Array.from({ length: BATCHES }, () => dataset.gather(order.next(batchSize)));
}
