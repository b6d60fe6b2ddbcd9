import { beforeAll, describe, expect, it } from 'vitest';
import type { Attribute, Wanted } from '../../../src/gan/data/Attribute.ts';
import { ImageDataset } from '../../../src/gan/data/ImageDataset.ts';
import { drawWeights, Network } from '../../../src/gan/networks/Network.ts';
import { Random } from '../../../src/gan/Random.ts';
import { drawConditions } from '../../../src/gan/sampling/drawConditions.ts';
import { drawLatents } from '../../../src/gan/sampling/drawLatents.ts';
import { resolveLabels } from '../../../src/gan/sampling/resolveLabels.ts';
import { sampleNetwork } from '../../../src/gan/sampling/sampleNetwork.ts';
import { toPixelImages } from '../../../src/gan/sampling/toPixelImages.ts';
import * as tf from '../../../src/gan/tf.ts';
import { tinyConditionalModel, tinyPlan } from './fixtures.ts';

beforeAll(() => tf.setBackend('cpu'));

const digits: Attribute = { name: 'label', values: ['zero', 'one', 'two'] };
const hair: Attribute = { name: 'hair', values: ['short', 'long'] };
const weight: Attribute = { name: 'weight', from: -1, to: 4, unit: 'kg' };
const mood: Attribute = { name: 'mood', values: ['sad', 'happy', 'calm'] };

describe('what is asked for', () => {
  it.each([
    [[digits], {}, [null]],
    [[digits], { label: 'two' }, [2]],
    [[digits], { label: 1 }, [1]],
    [[digits], { label: 0 }, [0]],
    [[digits], { attributes: { label: 'one' } }, [1]],
    [[hair, mood], {}, [null, null]],
    [[hair, mood], { attributes: {} }, [null, null]],
    [[hair, mood], { attributes: { mood: 'calm' } }, [null, 2]],
    [[hair, mood], { attributes: { mood: 0, hair: 'long' } }, [1, 0]],
    [[digits], { label: { one: 1, two: 3 } }, [[0, 0.25, 0.75]]],
    [[hair, mood], { attributes: { mood: { calm: 2, sad: 0 }, hair: 0 } }, [0, [0, 0, 1]]],
    [[weight, hair], { attributes: { weight: -1 } }, [0, null]],
    [[weight, hair], { attributes: { weight: 4, hair: 'long' } }, [255, 1]],
    [[weight], { label: 1.5 }, [127.5]],
    [null, {}, []],
  ])('of %o by %o is %o', (known, wish, expected) => {
    expect(resolveLabels(known, wish)).toEqual(expected);
  });

  it.each([
    [null, { label: 7 }, TypeError, /label: 7 was asked for.*unconditional/],
    [null, { label: 0 }, TypeError, /label: 0 was asked for.*unconditional/],
    [null, { attributes: { hair: 1 } }, TypeError, /attributes: {"hair":1} was asked for.*unconditional/],
    [[digits], { label: 'three' }, RangeError, /label: "three".*zero, one, two.*from 0 to 2/],
    [[digits], { label: 3 }, RangeError, /label: 3 was asked for/],
    [[digits], { label: -1 }, RangeError, /label: -1 was asked for/],
    [[digits], { label: 0.5 }, RangeError, /label: 0.5 was asked for/],
    [[digits], { label: Number.NaN }, RangeError, /was asked for, which is no value/],
    [[digits], { label: 1, attributes: {} }, TypeError, /a label and attributes. Give one/],
    [
      [hair, mood],
      { label: 'long' },
      TypeError,
      /several attributes: hair, mood. Give attributes: { hair: … }/,
    ],
    [[hair, mood], { attributes: { moods: 1 } }, TypeError, /attribute "moods" is not known.*hair, mood/],
    [[hair, mood], { attributes: { toString: 1 } }, TypeError, /"toString" is not known/],
    [[weight], { label: 4.01 }, RangeError, /weight: 4.01 was asked for. It goes from -1 to 4 \(kg\)/],
    [[weight], { label: Number.NaN }, RangeError, /weight: NaN was asked for/],
    [[weight], { label: '2' }, TypeError, /weight is "2". Give a number from -1 to 4/],
    [[weight], { label: { heavy: 1 } }, TypeError, /weight is Object. Give a number/],
    [[hair, mood], { attributes: { mood: { glad: 1 } } }, RangeError, /mood: "glad".*sad, happy, calm/],
    [[hair, mood], { attributes: { mood: { sad: -1 } } }, RangeError, /mood: the weight of sad is -1/],
    [[hair, mood], { attributes: { mood: { sad: Number.NaN } } }, RangeError, /weight of sad is NaN/],
    [[hair, mood], { attributes: { mood: { sad: '1' } } }, RangeError, /weight of sad is "1"/],
    [[digits], { label: { one: Infinity } }, RangeError, /label: the weight of one is Infinity/],
    [[digits], { label: { one: 0 } }, RangeError, /label: the weights of the mixture sum to 0/],
    [[digits], { label: {} }, RangeError, /label: the weights of the mixture sum to 0/],
    [[digits], { label: [1, 0] }, TypeError, /label is Array.*how much of each: { zero: 0.5/],
    [[digits], { label: null }, TypeError, /label is null/],
    [[hair, mood], { attributes: { hair: 'sad' } }, RangeError, /hair: "sad".*short, long/],
  ])('of %o by %o is refused', (known, wish, kind, message) => {
    expect(() => resolveLabels(known, wish as never)).toThrow(message);
    expect(() => resolveLabels(known, wish as never)).toThrow(kind);
  });
});

describe('conditions of samples', () => {
  const draw = (seed: number, count: number, labels: (Wanted | null)[] = []) => {
    const conditions = drawConditions({ seed, count, truncation: 1, labels }, [hair, mood]);
    return Array.from({ length: count }, (_, k) => [...conditions.subarray(5 * k, 5 * k + 5)]);
  };

  it('are one-hot for every attribute, the same for the same seed', () => {
    const conditions = draw(3, 50);
    for (const condition of conditions) {
      expect(condition[0]! + condition[1]!).toBe(1);
      expect(condition[2]! + condition[3]! + condition[4]!).toBe(1);
    }
    expect(new Set(conditions.map(String)).size).toBe(6);
    expect(draw(3, 50)).toEqual(conditions);
    expect(draw(4, 49)).toEqual(conditions.slice(1));
    expect(draw(1000, 50)).not.toEqual(conditions);
  });

  it('are what was asked for, and what was left open stays what the seed chose', () => {
    const free = draw(3, 20);
    const long = draw(3, 20, [1, null]);
    expect(long.every(condition => condition[1] === 1)).toBe(true);
    expect(long.map(condition => condition.slice(2))).toEqual(free.map(condition => condition.slice(2)));
    expect(draw(3, 2, [0, 2])).toEqual([
      [1, 0, 0, 0, 1],
      [1, 0, 0, 0, 1],
    ]);
  });

  it('hold one place for a range, as exactly as it was asked for, or drawn over all of it', () => {
    const drawn = (labels: (Wanted | null)[]) =>
      drawConditions({ seed: 3, count: 400, truncation: 1, labels }, [weight]);
    const places = [...drawn([null])];
    expect(Math.min(...places)).toBeLessThan(-0.97);
    expect(Math.max(...places)).toBeGreaterThan(0.97);
    expect(places.reduce((sum, place) => sum + place) / 400).toBeCloseTo(0, 1);
    expect(new Set(drawn(resolveLabels([weight], { label: 0.123 })))).toEqual(
      new Set([Math.fround((2 * 1.123) / 5 - 1)]),
    );
  });

  it('hold the share of each value of a mixture, and what was left open stays what the seed chose', () => {
    const free = draw(3, 20);
    const mixed = draw(3, 20, [null, [0.5, 0, 0.5]]);
    expect(mixed).toEqual(free.map(condition => [...condition.slice(0, 2), 0.5, 0, 0.5]));
  });
});

it('latent vectors come from seed + k, or are what was given, times the truncation', () => {
  const request = { seed: 5, count: 3, truncation: 1, labels: [] };
  const latents = drawLatents(request, 4);
  expect(drawLatents({ ...request, seed: 6, count: 2 }, 4)).toEqual(latents.subarray(4));
  const half = drawLatents({ ...request, truncation: 0.5 }, 4);
  expect([...half]).toEqual([...latents].map(value => value / 2));
  const latent = new Float32Array([1, 2, 3, 4]);
  expect(drawLatents({ latent, count: 1, truncation: 2, labels: [] }, 4)).toEqual(latent.map(x => 2 * x));
});

describe('pictures of numbers', () => {
  const rgba = (values: number[], channels: number) => [
    ...toPixelImages(new Float32Array(values), [1, values.length / channels, channels])[0]!.data,
  ];

  it('are grey for one channel, coloured for three, and clamped', () => {
    expect(rgba([-1, 1, 0.2, 3, -3], 1)).toEqual(
      [0, 255, 153, 255, 0].flatMap(grey => [grey, grey, grey, 255]),
    );
    expect(rgba([-1, 1, 0.2], 3)).toEqual([0, 255, 153, 255]);
  });

  it('have their colours divided by alpha again for two and four channels', () => {
    // Light 0.25 behind alpha 0.5 is a grey of 0.5.
    expect(rgba([-0.5, 0], 2)).toEqual([128, 128, 128, 128]);
    expect(rgba([-0.5, -1, 0, 0], 4)).toEqual([128, 0, 255, 128]);
    // More light than its alpha can be made of is as bright as can be; without alpha there is none.
    expect(rgba([1, 1, 1, 0, 0.3, 0.3, 0.3, -1], 4)).toEqual([255, 255, 255, 128, 0, 0, 0, 0]);
    expect(rgba([1, 0, -1, 7], 4)).toEqual([255, 128, 0, 255]);
  });

  it('of several images are one each', () => {
    const images = toPixelImages(new Float32Array([-1, 1, 1, -1]), [1, 2, 1]);
    expect(images.map(({ width, height, data }) => [width, height, data[0], data[4]])).toEqual([
      [2, 1, 0, 255],
      [2, 1, 255, 0],
    ]);
  });

  it.each([1, 2, 3, 4])('of %i channel(s) are the bytes that the numbers came from', channels => {
    const random = new Random(1, 'bytes');
    const images = Uint8Array.from({ length: 600 * channels }, () => random.below(256));
    const raw = { images, width: 20, height: 30, channels };
    const numbers = new ImageDataset(raw).gather(new Uint32Array([0]));
    expect(Math.max(...numbers.map(Math.abs))).toBeLessThanOrEqual(1);
    const [picture] = toPixelImages(numbers, [30, 20, channels]);
    const colors = channels < 3 ? 1 : 3;
    for (let pixel = 0; pixel < 600; pixel++) {
      const bytes = images.subarray(pixel * channels, (pixel + 1) * channels);
      const alpha = channels > colors ? bytes[colors]! : 255;
      const color = [0, 1, 2].map(component => bytes[colors === 1 ? 0 : component]!);
      // What cannot be seen has no colour.
      const expected = alpha === 0 ? [0, 0, 0, 0] : [...color, alpha];
      expect([...picture!.data.subarray(4 * pixel, 4 * pixel + 4)]).toEqual(expected);
    }
  });
});

it('a conditional network is sampled under the conditions that were asked for', async () => {
  const { generator } = tinyPlan(tinyConditionalModel, { conditionSize: 3 });
  const network = Network.fromWeights(generator, drawWeights(generator, new Random(1, 'generator')));
  const described = { latentSize: 3, imageShape: [4, 4, 1], attributes: [digits] } as const;
  const sample = async (labels: (Wanted | null)[], seed = 8) =>
    (await sampleNetwork(network, { seed, count: 4, truncation: 1, labels }, described)).map(({ data }) =>
      data.join(),
    );
  const before = tf.memory().numTensors;
  const [free, ...fixed] = [await sample([null]), await sample([0]), await sample([1]), await sample([2])];
  expect(tf.memory().numTensors).toBe(before);
  const chosen = drawConditions({ seed: 8, count: 4, truncation: 1, labels: [] }, [digits]);
  free.forEach((image, k) => {
    expect(new Set(fixed.map(images => images[k])).size).toBe(3);
    expect(image).toBe(fixed[chosen.subarray(3 * k, 3 * k + 3).indexOf(1)]![k]);
  });
  expect(await sample([[0, 1, 0]])).toEqual(fixed[1]);
  const between = await sample([[0, 0.5, 0.5]]);
  between.forEach((image, k) => {
    expect(fixed.map(images => images[k])).not.toContain(image);
  });
  network.dispose();
});
