/** Latent vectors moved so that a classifier errs: known answers, and the face that users see. */
import { readFileSync } from 'node:fs';
import '@tensorflow/tfjs-backend-wasm';
import { type Generator, type LatentAttackOptions, loadGenerator } from 'genesis-particles/gan';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attackLatents } from '../../../src/gan/adversarial/attackLatents.ts';
import { ClassifierNetwork } from '../../../src/gan/evaluation/ClassifierNetwork.ts';
import * as tf from '../../../src/gan/tf.ts';
import { darkOrBright, diagonal, LINEAR_IMAGES, linearGenerator, tinyClassifier } from './fixtures.ts';

beforeAll(() => tf.setBackend('cpu'));

/** The light of the first pixel is the first latent number, so that alone says which it is taken for. */
describe('of a generator that copies latent numbers', () => {
  const SHAPE = { latentSize: 4, imageShape: LINEAR_IMAGES, attributes: null };
  const PLANS = {
    fgsm: { steps: 1, restarts: 0, targeted: false },
    pgd: { steps: 10, restarts: 2, targeted: false },
  };
  const attack = async (latent: number[], change: Partial<Parameters<typeof attackLatents>[4]> = {}) => {
    const network = linearGenerator(diagonal(1, 1, 1, 1));
    const classifier = ClassifierNetwork.fromBytes(darkOrBright());
    const request = { latent: Float32Array.from(latent), count: 1, truncation: 1, labels: [] };
    const plan = { epsilon: 0.5, plan: PLANS.fgsm, seed: 1, target: null, ...change };
    try {
      return (await attackLatents(network, SHAPE, classifier, request, plan))[0]!;
    } finally {
      network.dispose();
      classifier.dispose();
    }
  };

  it.each(Object.entries(PLANS))(
    '%s goes the whole length along the one number that matters',
    async (_, plan) => {
      const { latent, before, after } = await attack([0.4, 0.3, -0.2, 0.1], { plan });
      expect([before, after]).toEqual(['bright', 'dark']);
      const wanted = [-0.1, 0.3, -0.2, 0.1];
      for (const [i, value] of latent.entries()) expect(value).toBeCloseTo(wanted[i]!, 1);
      expect(latent[0]).toBeLessThan(0);
    },
  );

  it('does nothing to what lies too far from the border, and knows it', async () => {
    expect(await attack([0.6, 0, 0, 0])).toMatchObject({ before: 'bright', after: 'bright' });
    expect(await attack([0.6, 0, 0, 0], { epsilon: 0.7 })).toMatchObject({ after: 'dark' });
  });

  it('aimed, it goes where it is told to, by name or number', async () => {
    for (const target of ['bright', 1]) {
      const plan = { ...PLANS.fgsm, targeted: true };
      expect(await attack([-0.3, 0, 0, 0], { plan, target })).toMatchObject({
        before: 'dark',
        after: 'bright',
      });
      // What it is taken for already it is the more.
      expect((await attack([0.3, 0, 0, 0], { plan, target })).latent[0]).toBeCloseTo(0.8, 3);
    }
  });
});

describe('of a generator that is loaded', () => {
  const read = (name: string) =>
    new Uint8Array(readFileSync(new URL(`../../../models/${name}.safetensors`, import.meta.url)));
  const classifier = read('digits-classifier');
  const asked = { classifier, seed: 3, label: '7', steps: 10, restarts: 1 } as const;
  let digits: Generator;
  beforeAll(async () => {
    digits = await loadGenerator(read('digits'), { worker: false, backend: 'wasm' });
  });
  afterAll(() => digits.dispose());

  it('misleads more, the further latent vectors may move; never further, and with progress', async () => {
    const starts = await digits.attack({ ...asked, method: 'fgsm', epsilon: 1e-6, count: 12 });
    let misled = -1;
    for (const epsilon of [0.5, 2, 4]) {
      const shares: number[] = [];
      const onProgress = (share: number) => shares.push(share);
      const found = await digits.attack({ ...asked, count: 12, epsilon, onProgress });
      for (const [k, { latent }] of found.entries()) {
        const change = Math.hypot(...latent.map((value, i) => value - starts[k]!.latent[i]!));
        expect(change).toBeLessThanOrEqual(epsilon + 1e-5);
      }
      const now = found.filter(({ before, after }) => before !== after).length;
      expect(now).toBeGreaterThan(misled);
      misled = now;
      expect(shares).toEqual([...shares].sort((a, b) => a - b));
      expect(Math.max(...shares)).toBeLessThanOrEqual(1);
    }
    expect(misled).toBeGreaterThan(6);
  });

  it('in one step, too, misleads no fewer the further they may move', async () => {
    let misled = 0;
    for (const epsilon of [1, 2, 4]) {
      const options = {
        seed: 3,
        label: '7',
        classifier: read('digits-discriminator'),
        method: 'fgsm',
      } as const;
      const found = await digits.attack({ ...options, count: 32, epsilon });
      const now = found.filter(({ before, after }) => before !== after).length;
      expect(now).toBeGreaterThanOrEqual(misled);
      misled = now;
    }
    expect(misled).toBeGreaterThan(0);
  });

  it('takes many in parts, each the same as alone', async () => {
    const options = { ...asked, method: 'fgsm', epsilon: 1 } as const;
    const all = await digits.attack({ ...options, count: 34 });
    const [alone] = await digits.attack({ ...options, seed: asked.seed + 33 });
    for (const [i, value] of all[33]!.latent.entries()) expect(value).toBeCloseTo(alone!.latent[i]!, 4);
  });

  it('gives latent vectors that make those very images, under truncation too', async () => {
    const [found] = await digits.attack({ ...asked, truncation: 0.7, epsilon: 2 });
    const again = await digits.sample({ latent: found!.latent, label: '7', truncation: 0.7 });
    expect(again.data).toEqual(found!.image.data);
  });

  it('makes a judge of what is made and what is real take its images for real', async () => {
    const found = await digits.attack({
      ...asked,
      classifier: read('digits-discriminator'),
      target: 'real',
      steps: 20,
      epsilon: 4,
      count: 8,
    });
    expect(found.filter(({ before }) => before === 'made').length).toBeGreaterThan(4);
    expect(found.filter(({ after }) => after === 'real').length).toBeGreaterThan(6);
  });

  it('leaves nothing behind, whether it ends or is given up', async () => {
    await digits.attack(asked);
    const tensors = tf.memory().numTensors;
    await digits.attack(asked);
    expect(tf.memory().numTensors).toBe(tensors);
    const giveUp = new AbortController();
    const options = { ...asked, count: 40, signal: giveUp.signal, onProgress: () => giveUp.abort() };
    await expect(digits.attack(options)).rejects.toThrow('abort');
    expect(tf.memory().numTensors).toBe(tensors);
  });

  it.each<[string, Partial<LatentAttackOptions>, string]>([
    ['a bound of nothing', { epsilon: 0 }, 'epsilon is 0'],
    ['no steps', { steps: 0 }, 'steps is 0'],
    ['half a start', { restarts: 0.5 }, 'restarts is 0.5'],
    ['another method', { method: 'cw' as never }, "'fgsm' or 'pgd'"],
    ['a target that is none', { target: 'x' }, '"x" is no label'],
    ['a digit that is none', { label: 'x' }, '"x"'],
    ['half a seed', { seed: 0.5 }, 'seed is 0.5'],
    ['no image', { count: 0 }, 'count is 0'],
    ['a seed and a latent vector', { latent: new Float32Array(64) }, 'attack was given a seed and a latent'],
    ['no classifier', { classifier: undefined as never }, 'classifier is undefined. Give its weights'],
    ['a classifier of other images', { classifier: tinyClassifier() }, 'sees images of [4,4,1]'],
    ['a classifier of many things', { classifier: read('portraits-classifier') }, 'images of [16,16,'],
    ['another norm', { norm: 'linf' } as never, 'no option norm'],
  ])('%s is named', async (_, wrong, message) => {
    await expect(digits.attack({ ...asked, ...wrong })).rejects.toThrow(message);
  });

  it('is refused of faces, about which a classifier knows several things', async () => {
    const faces = await loadGenerator(read('portraits'), { worker: false, backend: 'wasm' });
    const judge = read('portraits-classifier');
    await expect(faces.attack({ classifier: judge })).rejects.toThrow(
      'attributes; an attack takes one of one',
    );
    faces.dispose();
  });
});
