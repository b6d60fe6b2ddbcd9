/** Structure that is known beforehand, enforced on what a generator makes: exactly. */
import { readFile } from 'node:fs/promises';
import '@tensorflow/tfjs-backend-wasm';
import {
  type Decoder,
  GanTrainer,
  type Generator,
  ImageRing,
  loadGenerator,
  type PixelImage,
  walk,
} from 'genesis-particles/gan';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { shareThatMeets } from '../../../scripts/tables/meets.ts';
import { activateBackend } from '../../../src/gan/backends/activate.ts';
import { assertDecoders } from '../../../src/gan/chain/assertDecoders.ts';
import { chain } from '../../../src/gan/chain/ImageFunction.ts';
import { toFunction } from '../../../src/gan/chain/toFunction.ts';
import { Random } from '../../../src/gan/Random.ts';
import { toPixelImages } from '../../../src/gan/sampling/toPixelImages.ts';
import * as tf from '../../../src/gan/tf.ts';
import { tinyOptions } from './fixtures.ts';

const GREENS = ['#0f380f', '#306230', '#8bac0f', '#9BBC0F'];
const VERTICAL = { type: 'mirror', axis: 'vertical' } as const;
const HORIZONTAL = { type: 'mirror', axis: 'horizontal' } as const;
const PALETTE = { type: 'palette', colours: GREENS } as const;

/** Opaque within a circle, nothing in the corners. */
function disc(side: number): PixelImage {
  const data = new Uint8ClampedArray(4 * side * side);
  for (let pixel = 0; pixel < side * side; pixel++) {
    const [x, y] = [(pixel % side) - (side - 1) / 2, Math.floor(pixel / side) - (side - 1) / 2];
    data[4 * pixel + 3] = Math.hypot(x, y) < side / 2.2 ? 255 : 0;
  }
  return { width: side, height: side, data };
}

const decode = async (images: tf.Tensor4D, ...decoders: Decoder[]): Promise<tf.Tensor4D> =>
  chain(...decoders.map(toFunction))(images);

/** What any network might make, a little beyond the bounds too. */
function noise(shape: [number, number, number, number]): tf.Tensor4D {
  const random = new Random(5, 'noise');
  const values = Float32Array.from(
    { length: shape.reduce((a, b) => a * b) },
    () => 2.2 * random.uniform() - 1.1,
  );
  return tf.tensor4d(values, shape);
}

async function toImages(tensor: tf.Tensor4D): Promise<PixelImage[]> {
  const [, ...shape] = tensor.shape;
  return toPixelImages(new Float32Array(await tensor.data()), shape);
}

describe.each(['cpu', 'wasm'] as const)('on %s', backend => {
  beforeAll(() => activateBackend(backend));
  afterAll(() => activateBackend('cpu'));

  it('a mirror reflects the left half, or the upper one, and keeps the middle', async () => {
    const image = tf.tensor4d([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], [1, 3, 4, 1]);
    const [across, down] = [await decode(image, VERTICAL), await decode(image, HORIZONTAL)];
    expect([...across.dataSync()]).toEqual([1, 2, 2, 1, 5, 6, 6, 5, 9, 10, 10, 9]);
    expect([...down.dataSync()]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4]);
    const odd = await decode(tf.tensor4d([1, 2, 3, 4, 5, 6], [1, 1, 3, 2]), VERTICAL);
    expect([...odd.dataSync()]).toEqual([1, 2, 3, 4, 1, 2]);
    const one = await decode(tf.tensor4d([7, 8], [1, 2, 1, 1]), VERTICAL);
    expect([...one.dataSync()]).toEqual([7, 8]);
  });

  it.each([1, 2, 3, 4])('a palette takes the nearest colour of images with %i channel(s)', async channels => {
    const images = noise([2, 9, 7, channels]);
    const made = await decode(images, PALETTE);
    const hasAlpha = channels === 2 || channels === 4;
    expect(made.shape).toEqual([2, 9, 7, hasAlpha ? 4 : 3]);
    const [plain, dyed] = [await toImages(images), await toImages(made)];
    expect(shareThatMeets(dyed, PALETTE)).toBe(1);
    const listed = GREENS.map(green => [1, 3, 5].map(at => Number.parseInt(green.slice(at, at + 2), 16)));
    for (const [index, { data }] of dyed.entries()) {
      for (let i = 0; i < data.length; i += 4) {
        const before = plain[index]!.data.subarray(i, i + 4);
        expect(data[i + 3]).toBe(before[3]);
        // What has hardly any alpha has hardly a colour in bytes.
        if (before[3]! < 8) continue;
        const apart = (colour: ArrayLike<number>) =>
          Math.hypot(...[0, 1, 2].map(k => before[k]! - colour[k]!));
        expect(apart(data.subarray(i, i + 3))).toBeLessThan(Math.min(...listed.map(apart)) + 1);
      }
    }
  });

  it.each([1, 2, 3, 4])('a silhouette leaves nothing outside, of %i channel(s)', async channels => {
    const images = noise([2, 8, 8, channels]);
    const mask = disc(8);
    const half = mask.data.subarray(4 * 27, 4 * 28);
    half[3] = 102;
    const cut = { type: 'silhouette', mask } as const;
    const made = await decode(images, cut);
    const hasAlpha = channels === 2 || channels === 4;
    expect(made.shape).toEqual([2, 8, 8, hasAlpha ? channels : channels + 1]);
    const [plain, kept] = [await toImages(images), await toImages(made)];
    expect(shareThatMeets(plain, cut)).toBe(0);
    expect(shareThatMeets(kept, cut)).toBe(1);
    kept.forEach(({ data }, index) => {
      for (let pixel = 0; pixel < 64; pixel++) {
        const share = mask.data[4 * pixel + 3]! / 255;
        const before = plain[index]!.data.subarray(4 * pixel, 4 * pixel + 4);
        const after = data.subarray(4 * pixel, 4 * pixel + 4);
        if (share === 1) expect([...after]).toEqual([...before]);
        else expect(Math.abs(after[3]! - share * before[3]!)).toBeLessThanOrEqual(1);
      }
    });
  });
});

it.each(['portraits', 'digits'])('of 1,000 shipped %s, every one is all that it was to be', async name => {
  const generator = await loadGenerator(await readFile(`models/${name}.safetensors`), {
    worker: false,
    backend: 'wasm',
  });
  const cut = { type: 'silhouette', mask: disc(generator.imageShape[0]) } as const;
  const enhance = [VERTICAL, HORIZONTAL, cut, PALETTE];
  const images: PixelImage[] = [];
  for (let seed = 0; seed < 1000; seed += 250) {
    images.push(...(await generator.sample({ seed, count: 250, enhance })));
  }
  expect(images).toHaveLength(1000);
  for (const decoder of enhance) expect(shareThatMeets(images, decoder)).toBe(1);
  const plain = await generator.sample({ seed: 0, count: 50 });
  for (const decoder of enhance) expect(shareThatMeets(plain, decoder)).toBeLessThan(0.1);
  generator.dispose();
});

describe('a chain', () => {
  it('goes one after the other, may wait, gives what was given to nobody, and keeps nothing', async () => {
    const image = tf.tensor4d([0, 0.25, 0.5, 1], [1, 2, 2, 1]);
    const before = tf.memory().numTensors;
    const twice = (x: tf.Tensor4D) => tf.mul(x, 2) as tf.Tensor4D;
    const larger = async (x: tf.Tensor4D) => tf.tidy(() => tf.concat([x, tf.add(x, 1)], 2) as tf.Tensor4D);
    const made = await chain(twice, chain(larger, twice))(image);
    expect(made.shape).toEqual([1, 2, 4, 1]);
    expect([...made.dataSync()]).toEqual([0, 1, 2, 3, 2, 4, 4, 6]);
    const same = await chain()(image);
    expect([...same.dataSync()]).toEqual([0, 0.25, 0.5, 1]);
    tf.dispose([made, same]);
    const fails = () => Promise.reject(new Error('No image'));
    await expect(chain(twice, fails, twice)(image)).rejects.toThrow('No image');
    expect(tf.memory().numTensors).toBe(before);
    expect(image.isDisposed).toBe(false);
  });

  it('is in the order that is asked for', async () => {
    const image = noise([1, 8, 8, 4]);
    const data = new Uint8ClampedArray(4 * 64);
    // All but the right half.
    for (let i = 3; i < data.length; i += 4) data[i] = (i >> 2) % 8 < 4 ? 255 : 0;
    const cut = { type: 'silhouette', mask: { width: 8, height: 8, data } } as const;
    const mirrored = await toImages(await decode(image, cut, VERTICAL));
    expect(shareThatMeets(mirrored, VERTICAL)).toBe(1);
    expect(shareThatMeets(mirrored, cut)).toBe(0);
    const left = await toImages(await decode(image, VERTICAL, cut));
    expect(shareThatMeets(left, VERTICAL)).toBe(0);
    expect(shareThatMeets(left, cut)).toBe(1);
  });
});

describe('whoever makes images', () => {
  let digits: Generator;
  const enhance = [VERTICAL, PALETTE] as const;

  beforeAll(async () => {
    const bytes = await readFile('models/digits.safetensors');
    digits = await loadGenerator(bytes, { worker: false, backend: 'cpu' });
  });
  afterAll(() => digits.dispose());

  it('takes decoders, leaves them as they were, and no tensor behind', async () => {
    const mask = disc(28);
    const own = mask.data.slice();
    const before = tf.memory().numTensors;
    const image = await digits.sample({ seed: 3, enhance: [...enhance, { type: 'silhouette', mask }] });
    expect(image.data[3]).toBe(0);
    expect(mask.data).toEqual(own);
    await expect(
      digits.sample({ seed: 3, enhance: [...enhance, { type: 'silhouette', mask: disc(9) }] }),
    ).rejects.toThrow(/mask is 9 × 9 pixels, the image 28 × 28/);
    expect(tf.memory().numTensors).toBe(before);
    expect(await digits.sample({ seed: 3, enhance: [] })).toEqual(await digits.sample({ seed: 3 }));
  });

  it('is told at once what no decoder is', async () => {
    const enhance = [{ type: 'mirror', axis: 'both' }] as never;
    await expect(digits.sample({ enhance })).rejects.toThrow(/axis is "both"/);
    expect(() => walk(digits, { enhance })).toThrow(/axis is "both"/);
  });

  it('a walk keeps to them', async () => {
    const path = walk(digits, { enhance });
    expect(path(0)).toBeNull();
    const image = await vi.waitUntil(() => path(0));
    for (const decoder of enhance) expect(shareThatMeets([image], decoder)).toBe(1);
    path.dispose();
  });

  it('a ring keeps to them', async () => {
    const ring = await ImageRing.filled(digits, { length: 2, enhance });
    for (let taken = 0; taken < 3; taken++) {
      const image = [ring.take()];
      for (const decoder of enhance) expect(shareThatMeets(image, decoder)).toBe(1);
    }
  });

  it('a trainer does too', async () => {
    const trainer = new GanTrainer(tinyOptions());
    const image = await trainer.sample({ seed: 1, enhance });
    for (const decoder of enhance) expect(shareThatMeets([image], decoder)).toBe(1);
    trainer.dispose();
  });
});

describe('refuses', () => {
  const mask = disc(4);
  it.each([
    [/enhance is Object\. Give a list of decoders/, TypeError, VERTICAL],
    [/enhance is "mirror"/, TypeError, 'mirror'],
    [/no decoder of type undefined\. Known are mirror, palette, silhouette/, TypeError, [null]],
    [/no decoder of type undefined/, TypeError, ['mirror']],
    [/no decoder of type "toString"/, TypeError, [{ type: 'toString' }]],
    [/axis is undefined. It must be 'vertical' or 'horizontal'/, TypeError, [{ type: 'mirror' }]],
    [/A mirror has no option side/, TypeError, [{ ...VERTICAL, side: 'left' }]],
    [/colours are "#ffffff". Give a list/, TypeError, [{ type: 'palette', colours: '#ffffff' }]],
    [/has 0 colours. It must have 1 to 256/, RangeError, [{ type: 'palette', colours: [] }]],
    [/has 257 colours/, RangeError, [{ type: 'palette', colours: Array(257).fill('#000000') }]],
    [/"#fff" is no colour.*six digits/, TypeError, [{ type: 'palette', colours: ['#fff'] }]],
    [/is no colour/, TypeError, [{ type: 'palette', colours: ['#ffffff '] }]],
    [/A palette has no option colors/, TypeError, [{ type: 'palette', colors: ['#ffffff'] }]],
    [/An image was expected/, TypeError, [{ type: 'silhouette' }]],
    [/says 5 × 4 pixels/, RangeError, [{ type: 'silhouette', mask: { ...mask, width: 5 } }]],
    [/axis is "both"/, TypeError, [VERTICAL, { type: 'mirror', axis: 'both' }]],
  ])('%#: %s', (message, kind, enhance) => {
    expect(() => assertDecoders(enhance as never)).toThrow(message);
    expect(() => assertDecoders(enhance as never)).toThrow(kind);
  });
});
