/** From an image back to what a generator would have to be given to make it. */
import { readFileSync } from 'node:fs';
import '@tensorflow/tfjs-backend-wasm';
import { type Generator, loadGenerator, type PixelImage } from 'genesis-particles/gan';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { searchLabels } from '../../../src/gan/projection/searchLabels.ts';
import { Random } from '../../../src/gan/Random.ts';
import * as tf from '../../../src/gan/tf.ts';

const read = (path: string) => new Uint8Array(readFileSync(new URL(`../../../${path}`, import.meta.url)));
const options = { worker: false, backend: 'wasm' } as const;

let digits: Generator;
let portraits: Generator;
beforeAll(async () => {
  digits = await loadGenerator(read('models/digits.safetensors'), options);
  portraits = await loadGenerator(read('models/portraits.safetensors'), options);
});
afterAll(() => {
  digits.dispose();
  portraits.dispose();
});

/** Root mean squared difference of values from 0 to 1; colours count as much as they are seen. */
function apart(a: PixelImage, b: PixelImage): number {
  let sum = 0;
  for (let i = 0; i < a.data.length; i++) {
    const alpha = (image: PixelImage) => (i % 4 === 3 ? 1 : image.data[i - (i % 4) + 3]! / 255);
    sum += ((a.data[i]! * alpha(a) - b.data[i]! * alpha(b)) / 255) ** 2;
  }
  return Math.sqrt(sum / a.data.length);
}

describe('a digit', () => {
  it('is explained by its class and a latent vector that make it again', async () => {
    const given = await digits.sample({ label: '5', seed: 8 });
    const found = await digits.invert(given, { steps: 60 });
    expect(found.attributes).toEqual({ label: '5' });
    const again = await digits.sample({ latent: found.latent, attributes: found.attributes! });
    expect(Array.from(again.data)).toEqual(Array.from(found.image.data));
    expect(apart(found.image, given)).toBeLessThan(0.08);
    // Any other five is much farther away.
    expect(apart(await digits.sample({ label: '5', seed: 9 }), given)).toBeGreaterThan(0.15);
  });

  it('is explained the same way twice, and otherwise from elsewhere', async () => {
    const given = await digits.sample({ label: '2', seed: 1 });
    const find = async (seed: number) =>
      Array.from((await digits.invert(given, { steps: 3, restarts: 1, seed })).latent);
    const first = await find(0);
    expect(await find(0)).toEqual(first);
    expect(await find(1)).not.toEqual(first);
  });
});

describe('a portrait', () => {
  it('is explained by its attributes, and changed along them', async () => {
    const wanted = {
      mouth: 'sad',
      'hair colour': 'pink',
      hat: 'none',
      glasses: 'none',
      skin: 'dark',
      hair: 'long',
    };
    const given = await portraits.sample({ seed: 4, attributes: wanted });
    const found = await portraits.invert(given, { steps: 60 });
    expect(found.attributes).toMatchObject({ 'hair colour': 'pink', hat: 'none', skin: 'dark' });
    expect(apart(found.image, given)).toBeLessThan(0.1);
    const blue = await portraits.sample({
      latent: found.latent,
      attributes: { ...found.attributes, 'hair colour': 'blue' },
    });
    expect(apart(blue, found.image)).toBeGreaterThan(0.05);
  });
});

it('a number of a range is looked for beside a value', async () => {
  const attributes = [
    { name: 'weight', from: 2, to: 4 },
    { name: 'hair', values: ['short', 'long', 'none'] },
  ];
  // What is made is what is asked for.
  const generate = (_: tf.Tensor2D, conditions: tf.Tensor2D) =>
    tf.reshape(conditions, [-1, 1, 4, 1]) as tf.Tensor4D;
  const image = tf.tensor4d([0.3, 0, 0, 1], [1, 1, 4, 1]);
  const plan = { restarts: 2, steps: 20 };
  const { labels } = await searchLabels(
    { latentSize: 2, attributes, generate },
    image,
    plan,
    new Random(1, 'search'),
  );
  expect(labels[1]).toBe(2);
  expect(Math.abs(labels[0]! - 127.5 * 1.3)).toBeLessThanOrEqual(2);
  image.dispose();
});

describe('work', () => {
  it('tells how far it is, can be given up, and leaves nothing behind', async () => {
    const given = await digits.sample({ label: '3', seed: 1 });
    const tensors = tf.memory().numTensors;
    const shares: number[] = [];
    await digits.invert(given, { steps: 20, onProgress: share => shares.push(share) });
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(Math.max(...shares)).toBeLessThanOrEqual(1);
    const giveUp = new AbortController();
    const work = digits.invert(given, { signal: giveUp.signal, onProgress: () => giveUp.abort() });
    await expect(work).rejects.toThrow('abort');
    const face = await portraits.sample({ seed: 1 });
    await portraits.invert(face, { steps: 2, restarts: 2 });
    expect(tf.memory().numTensors).toBe(tensors);
  });
});

describe('images on the way', () => {
  it.each([
    ['a digit', () => digits],
    ['a portrait', () => portraits],
  ])('of %s come nearer', async (_, generator) => {
    const given = await generator().sample({ seed: 3 });
    const tensors = tf.memory().numTensors;
    const seen: PixelImage[] = [];
    const found = await generator().invert(given, { steps: 30, onImage: image => seen.push(image) });
    expect(tf.memory().numTensors).toBe(tensors);
    expect(seen).toHaveLength(11);
    const away = seen.map(image => apart(image, given));
    expect(away.at(-1)).toBeLessThan(0.7 * away[0]!);
    expect(away.at(-1)).toBeCloseTo(apart(found.image, given), 2);
  });
});

describe('mistakes are named', () => {
  const tiny: PixelImage = { width: 2, height: 2, data: new Uint8ClampedArray(16) };
  it.each([
    ['an image of another size', () => digits.invert(tiny), '2 × 2 pixels'],
    ['no image', () => digits.invert(undefined as never), 'The image is undefined. Give pixels'],
    ['no steps', () => digits.invert(tiny, { steps: 0 }), 'steps is 0'],
    ['half a restart', () => digits.invert(tiny, { restarts: 0.5 }), 'restarts is 0.5'],
    ['a misspelt option', () => digits.invert(tiny, { step: 3 } as never), 'step'],
  ])('%s', async (_, attempt, message) => {
    await expect(attempt()).rejects.toThrow(message);
  });
});
