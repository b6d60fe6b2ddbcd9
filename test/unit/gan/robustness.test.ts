/** How far images move when latent vectors do: known answers, and the face that users see. */
import { readFileSync } from 'node:fs';
import '@tensorflow/tfjs-backend-wasm';
import { type Generator, loadGenerator, type RobustnessOptions } from 'genesis-particles/gan';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClassifierNetwork } from '../../../src/gan/evaluation/ClassifierNetwork.ts';
import type { Network } from '../../../src/gan/networks/Network.ts';
import { Random } from '../../../src/gan/Random.ts';
import { type Generate, pixelsOf } from '../../../src/gan/robustness/Generate.ts';
import { measureRobustness } from '../../../src/gan/robustness/measureRobustness.ts';
import { pathLengths } from '../../../src/gan/robustness/pathLengths.ts';
import type { Robustness } from '../../../src/gan/robustness/Robustness.ts';
import { steepness } from '../../../src/gan/robustness/steepness.ts';
import * as tf from '../../../src/gan/tf.ts';
import { darkOrBright, diagonal, LINEAR_IMAGES, linearGenerator, tinyClassifier } from './fixtures.ts';

beforeAll(() => tf.setBackend('cpu'));

const SHAPE = { latentSize: 4, imageShape: LINEAR_IMAGES, attributes: null };

const generateBy =
  (network: Network): Generate =>
  latents =>
    tf.reshape(network.apply(latents), [-1, ...LINEAR_IMAGES]);

describe('of a linear generator', () => {
  it('the steepest slope is its largest singular value, and pixels count half as much as numbers', async () => {
    // A turn of the axes behind the stretching changes no singular value.
    const [c, s] = [Math.cos(0.7), Math.sin(0.7)];
    const turned = [3 * c, 3 * s, 0, 0, -2 * s, 2 * c, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0.5];
    const network = linearGenerator(turned);
    const random = new Random(1, 'test');
    const [latents, directions] = [0, 1].map(() => tf.tensor2d(random.normals(8 * 4), [8, 4]));
    const found = await steepness(generateBy(network), latents!, directions!);
    for (const slope of await found.data()) expect(slope).toBeCloseTo(3 / 2, 2);
    network.dispose();
  });

  it('a path between latent vectors at right angles is as long as the arc is', async () => {
    const network = linearGenerator(diagonal(3, 3, 3, 3));
    const from = Float32Array.of(2, 0, 0, 0);
    const to = Float32Array.of(0, 0, 2, 0);
    const places = [0, 0.3, 0.9].map(at => ({ from, to, at }));
    // Of the quarter of a circle of radius 2, a chord over a hundredth.
    const chord = (2 * 2 * Math.sin((0.01 * Math.PI) / 4)) / 0.01;
    const pixels = await pathLengths(generateBy(network), pixelsOf, places).data();
    for (const length of pixels) expect(length).toBeCloseTo(((3 / 2) * chord) ** 2, 1);
    network.dispose();
  });
});

describe('noise', () => {
  const plan = { samples: 2000, truncation: 1, noise: [0, 0.3, 0.8, 1], seed: 3 };
  const measure = async (network: Network, change = {}): Promise<Robustness> => {
    const classifier = ClassifierNetwork.fromBytes(darkOrBright());
    try {
      return await measureRobustness(network, SHAPE, classifier, { ...plan, ...change });
    } finally {
      classifier.dispose();
      network.dispose();
    }
  };

  it('changes the sign of a normal number as often as geometry has it, and moves pixels as far', async () => {
    const { noise } = await measure(linearGenerator(diagonal(1, 1, 1, 1)));
    for (const { size, kept, moved } of noise) {
      // Two normal numbers with correlation r are of different signs with probability arccos(r) / π (Sheppard 1899).
      const correlation = Math.sqrt(1 - size ** 2);
      expect(kept).toBeCloseTo(1 - Math.acos(correlation) / Math.PI, 1);
      expect(moved).toBeCloseTo(Math.sqrt(2 - 2 * correlation) / 2, 1);
    }
    expect(noise[0]).toEqual({ size: 0, kept: 1, moved: 0 });
  });

  it('changes no class where all images are alike, as the numbers beside it tell', async () => {
    const still = await measure(linearGenerator(diagonal(0, 0, 0, 0)), { samples: 20 });
    expect(still.noise.map(({ kept }) => kept)).toEqual([1, 1, 1, 1]);
    expect(still).toMatchObject({ pathLength: 0, pixelPathLength: 0, lipschitz: { mean: 0, largest: 0 } });
  });

  it('moves images less under truncation, and slopes are less steep by its factor', async () => {
    const [whole, half] = [
      await measure(linearGenerator(diagonal(3, 1, 1, 1)), { samples: 40 }),
      await measure(linearGenerator(diagonal(3, 1, 1, 1)), { samples: 40, truncation: 0.5 }),
    ];
    expect(half.lipschitz.mean / whole.lipschitz.mean).toBeCloseTo(0.5, 3);
    expect(half.pixelPathLength / whole.pixelPathLength).toBeCloseTo(0.25, 3);
    expect(half.noise[2]!.moved / whole.noise[2]!.moved).toBeCloseTo(0.5, 3);
  });
});

describe('of a generator that is loaded', () => {
  const read = (name: string) =>
    new Uint8Array(readFileSync(new URL(`../../../models/${name}.safetensors`, import.meta.url)));
  const classifier = read('digits-classifier');
  let digits: Generator;
  beforeAll(async () => {
    digits = await loadGenerator(read('digits'), { worker: false, backend: 'wasm' });
  });
  afterAll(() => digits.dispose());

  it('is told with progress, the same every time, and leaves nothing behind', async () => {
    const shares: number[] = [];
    const options = { classifier, samples: 24, noise: [0.1, 0.9] };
    const found = await digits.robustness({ ...options, onProgress: share => shares.push(share) });
    const tensors = tf.memory().numTensors;
    expect(await digits.robustness(options)).toEqual(found);
    expect(tf.memory().numTensors).toBe(tensors);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(Math.max(...shares)).toBeLessThanOrEqual(1);
    // Told their digit, they keep it.
    expect(found.noise.every(({ kept }) => kept > 0.8)).toBe(true);
    expect(found.noise[1]!.moved).toBeGreaterThan(2 * found.noise[0]!.moved);
    expect(found.lipschitz.largest).toBeGreaterThanOrEqual(found.lipschitz.mean);
    expect(found.pathLength).toBeGreaterThan(0);
  });

  it('can be given up', async () => {
    const tensors = tf.memory().numTensors;
    const giveUp = new AbortController();
    const options = { classifier, signal: giveUp.signal, onProgress: () => giveUp.abort() };
    await expect(digits.robustness(options)).rejects.toThrow('abort');
    expect(tf.memory().numTensors).toBe(tensors);
  });

  it.each<[string, Partial<RobustnessOptions>, string]>([
    ['no samples', { samples: 0 }, 'samples is 0'],
    ['a truncation of nothing', { truncation: 0 }, 'truncation is 0'],
    ['noise larger than all', { noise: [0.5, 1.5] }, 'noise has 1.5. Sizes go from 0'],
    ['noise that is no list', { noise: 0.5 as never }, 'noise is 0.5. Give a list'],
    ['half a seed', { seed: 0.5 }, 'seed is 0.5'],
    ['no classifier', { classifier: undefined as never }, 'classifier is undefined. Give its weights'],
    ['a classifier of other images', { classifier: tinyClassifier() }, 'sees images of [4,4,1]'],
    ['a generator in its place', { classifier: read('digits') }, 'The file is no classifier'],
    ['a misspelt option', { sizes: [1] } as never, 'no option sizes'],
  ])('%s is named', async (_, wrong, message) => {
    await expect(digits.robustness({ classifier, ...wrong })).rejects.toThrow(message);
  });
});
