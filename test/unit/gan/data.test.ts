import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  type Attribute,
  assertAttributes,
  conditionSizeOf,
  encodeConditions,
  placeInRange,
  type RangeAttribute,
  valueInRange,
} from '../../../src/gan/data/Attribute.ts';
import { BatchOrder } from '../../../src/gan/data/BatchOrder.ts';
import { toPortableSource } from '../../../src/gan/data/DatasetSource.ts';
import { ImageDataset } from '../../../src/gan/data/ImageDataset.ts';
import { openDataset } from '../../../src/gan/data/openDataset.ts';
import { areIdxLabels, parseIdx, parseIdxLabels } from '../../../src/gan/data/parseIdx.ts';
import { Random } from '../../../src/gan/Random.ts';
import { idxFile, idxLabels, tinyLabelledImages } from './fixtures.ts';

const url = 'https://example.org/images.idx3.gz.bin';

async function gzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

function answerWith(body: BodyInit, init: ResponseInit = {}): void {
  vi.stubGlobal('fetch', async () => new Response(body, init));
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('an IDX file', () => {
  it('is read as images, row by row', () => {
    const { images, width, height, channels } = parseIdx(idxFile(2), 'Test');
    expect({ width, height, channels }).toEqual({ width: 3, height: 2, channels: 1 });
    expect([...images]).toEqual(Array.from({ length: 12 }, (_, i) => i));
  });

  it.each([
    [
      'cut off',
      idxFile().subarray(0, 20),
      /2 images of 3 × 2 pixels take 28 bytes, but there are 20.*cut off/,
    ],
    ['too long', new Uint8Array([...idxFile(), 0]), /28 bytes, but there are 29.*too long/],
    ['of labels', new Uint8Array([0, 0, 8, 1, ...new Uint8Array(20)]), /0x00000801.*0x00000803.*labels/],
    ['with a wrong magic number', new Uint8Array([1, 2, 3, 4, ...new Uint8Array(20)]), /0x01020304/],
    ['shorter than its header', new Uint8Array(7), /only 7 bytes/],
    ['of no images', idxFile(0), /0 images/],
    ['that is an HTML page', new TextEncoder().encode('<!doctype html><title>404</title>'), /HTML page/],
  ])('%s is refused', (_, bytes, message) => {
    expect(() => parseIdx(bytes as Uint8Array<ArrayBuffer>, 'Test')).toThrow(message);
  });
});

describe('an IDX file of labels', () => {
  it('is read as one number an image', () => {
    expect([...parseIdxLabels(idxLabels([7, 0, 9]), 'Test')]).toEqual([7, 0, 9]);
    expect([idxLabels([1]), idxFile(), new Uint8Array(2)].map(areIdxLabels)).toEqual([true, false, false]);
  });

  it.each([
    ['cut off', idxLabels([1, 2, 3]).subarray(0, 10), /3 labels take 11 bytes, but there are 10.*cut off/],
    ['too long', new Uint8Array([...idxLabels([1]), 0]), /1 labels take 9 bytes, but there are 10.*too long/],
    ['of images', idxFile(), /0x00000803.*0x00000801.*file of images/],
    ['shorter than its header', new Uint8Array(7), /only 7 bytes.*has 8/],
    ['that is an HTML page', new TextEncoder().encode('<!doctype html>'), /HTML page/],
  ])('%s is refused', (_, bytes, message) => {
    expect(() => parseIdxLabels(bytes as Uint8Array<ArrayBuffer>, 'Test')).toThrow(message);
  });
});

describe('a data set', () => {
  it('comes from an address, gzipped or unpacked on the way, with progress', async () => {
    for (const bytes of [idxFile(), await gzip(idxFile())]) {
      answerWith(bytes, { headers: { 'content-length': String(bytes.length) } });
      const progress: unknown[] = [];
      const dataset = await openDataset({ url }, (...report) => progress.push(report));
      expect(dataset.count).toBe(2);
      expect(progress.at(-1)).toEqual([bytes.length, bytes.length, 'Training images']);
    }
  });

  it('does not trust a length that was counted before unpacking', async () => {
    answerWith(idxFile(), { headers: { 'content-length': '9', 'content-encoding': 'gzip' } });
    const totals: unknown[] = [];
    await openDataset({ url }, (_, total) => totals.push(total));
    expect(new Set(totals)).toEqual(new Set([null]));
  });

  it('comes with labels from a second address', async () => {
    const labelsUrl = 'https://example.org/labels.idx1.gz.bin';
    const answers = new Map([
      [url, idxFile(2)],
      [labelsUrl, await gzip(idxLabels([3, 1]))],
    ]);
    vi.stubGlobal('fetch', async (address: string) => new Response(answers.get(address)!));
    const what = new Set<string>();
    const dataset = await openDataset({ url, labelsUrl }, (_, __, name) => what.add(name));
    expect([...dataset.gatherLabels(new Uint32Array([0, 1]))]).toEqual([3, 1]);
    expect([...what]).toEqual(['Training images', 'Labels']);
    answers.set(labelsUrl, idxFile(2));
    await expect(openDataset({ url, labelsUrl }, () => {})).rejects.toThrow(/whole data set.*labels/);
  });

  it('comes from a file', async () => {
    const files = [new File([await gzip(idxFile())], 'digits')];
    const dataset = await openDataset(toPortableSource(files), () => {});
    expect(dataset.imageShape).toEqual([2, 3, 1]);
    expect(dataset.attributes).toBe(null);
  });

  it('comes from a pair of files, in any order', async () => {
    const files = [new File([idxFile(2)], 'a'), new File([await gzip(idxLabels([0, 2]))], 'b')];
    for (const pair of [files, [...files].reverse()]) {
      const dataset = await openDataset(toPortableSource(pair), () => {});
      expect(dataset.count).toBe(2);
      expect(dataset.attributes).toEqual([{ name: 'label', values: ['0', '1', '2'] }]);
      expect([...dataset.gatherLabels(new Uint32Array([1, 0]))]).toEqual([2, 0]);
    }
  });

  it('of files is refused when images are missing, or something in them', async () => {
    const open = (...parts: Uint8Array<ArrayBuffer>[]) => {
      const files = parts.map((part, index) => new File([part], `file ${index}`));
      return openDataset(toPortableSource(files), () => {});
    };
    await expect(open(idxLabels([1, 2]))).rejects.toThrow(/labels, but no images/);
    await expect(open(idxFile(2), idxLabels([1]))).rejects.toThrow(/1 labels, but 2 images/);
    await expect(open(idxFile(2).subarray(0, 20), idxLabels([1, 2]))).rejects.toThrow(/file 0: .*cut off/);
    await expect(open(idxFile(2), new Uint8Array(30))).rejects.toThrow(/file 0 is a whole data set/);
    await expect(open(idxFile(2), idxLabels([1, 2]), idxLabels([1, 2]))).rejects.toThrow(/2 other file/);
  });

  it('says so when the file is missing, a start page, or damaged', async () => {
    const open = () => openDataset({ url }, () => {});
    answerWith('nothing', { status: 404, statusText: 'Not Found' });
    await expect(open()).rejects.toThrow(`${url} answered 404 Not Found`);
    answerWith('<!doctype html>', { headers: { 'content-type': 'text/html' } });
    await expect(open()).rejects.toThrow(/HTML page.*not there/);
    answerWith((await gzip(idxFile())).subarray(0, 30));
    await expect(open()).rejects.toThrow(/damaged or cut off/);
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('network down')));
    await expect(open()).rejects.toThrow(/could not be reached \(network down\)/);
  });

  it('scales bytes to [-1, 1]', () => {
    const dataset = new ImageDataset({
      images: new Uint8Array([0, 255, 51, 204]),
      width: 2,
      height: 1,
      channels: 1,
    });
    expect([...dataset.gather(new Uint32Array([1, 0]))]).toEqual(
      [-0.6, 0.6, -1, 1].map(value => expect.closeTo(value, 5)),
    );
  });

  it.each([
    [{ images: new Uint8Array(5), width: 2, height: 2, channels: 1 }, /5 bytes/],
    [{ images: new Uint8Array(0), width: 2, height: 2, channels: 1 }, /0 bytes/],
    [{ images: new Uint8Array(40), width: 2, height: 2, channels: 5 }, /5 channels.*2 \(grey and alpha\)/],
    [{ images: new Uint8Array(8), width: 2, height: 2, channels: 0 }, /0 channels/],
    [{ images: new Uint8Array(9), width: 2, height: 1, channels: 4 }, /9 bytes.*2 × 1 × 4 = 8/],
    [{ images: new Uint8Array(8), width: 0, height: 2, channels: 1 }, /width is 0/],
    [{ images: [1, 2] as never, width: 1, height: 2, channels: 1 }, /Uint8Array/],
  ])('of a size that cannot be is refused: %o', (raw, message) => {
    expect(() => new ImageDataset(raw)).toThrow(message);
  });

  it('multiplies colours by how opaque they are, and scales alpha', () => {
    const gather = (images: number[], channels: number) => {
      const raw = { images: new Uint8Array(images), width: images.length / channels, height: 1, channels };
      return [...new ImageDataset(raw).gather(new Uint32Array([0]))];
    };
    const near = (values: number[]) => values.map(value => expect.closeTo(value, 6));
    expect(gather([255, 0, 51, 255, 255, 0, 102, 51, 255, 255, 255, 0], 4)).toEqual(
      near([1, -1, -0.6, 1, -0.6, -1, -0.84, -0.6, -1, -1, -1, -1]),
    );
    expect(gather([255, 51, 102, 255], 2)).toEqual(near([-0.6, -0.6, -0.2, 1]));
    expect(gather([255, 0, 51], 3)).toEqual(near([1, -1, -0.6]));
  });

  it('is split into all but every nth image, and those, each with its label', () => {
    const all = new ImageDataset(tinyLabelledImages(20));
    const [most, rest] = all.split(3);
    const places = (set: ImageDataset) => Uint32Array.from({ length: set.count }, (_, i) => i);
    expect([most.count, rest.count]).toEqual([14, 6]);
    const [inMost, inRest] = [
      [0, 1, 3, 4, 6, 7, 9, 10, 12, 13, 15, 16, 18, 19],
      [2, 5, 8, 11, 14, 17],
    ].map(indices => new Uint32Array(indices));
    for (const [set, indices] of [
      [most, inMost!],
      [rest, inRest!],
    ] as const) {
      expect(set.gather(places(set))).toEqual(all.gather(indices));
      expect(set.gatherLabels(places(set))).toEqual(all.gatherLabels(indices));
      expect(set.bytesOf(1)).toEqual(all.bytesOf(indices[1]!));
      expect(set.attributes).toEqual(all.attributes);
    }
    const [, again] = most.split(2);
    expect(again.gather(new Uint32Array([0, 6]))).toEqual(all.gather(new Uint32Array([1, 19])));
  });

  it('of an unknown kind is refused', () => {
    expect(() => toPortableSource('cifar' as never)).toThrow(/"cifar".*'mnist'/);
    expect(() => toPortableSource([] as never)).toThrow(/list of 0/);
    expect(() => toPortableSource(undefined as never)).toThrow(/undefined/);
    expect(() => toPortableSource([new File([], 'a'), 'b'] as never)).toThrow(/number 1 is no file/);
    expect(() => toPortableSource('mnist')).toThrow(/no page/);
  });

  it('is made ready to be sent to a worker', () => {
    const [images, labels] = [new URL('https://a.example/images'), new URL('https://a.example/labels')];
    const file = new File([], 'a');
    const raw = tinyLabelledImages();
    expect(toPortableSource(images)).toEqual({ url: images.href });
    expect(toPortableSource({ images })).toEqual({ url: images.href });
    expect(toPortableSource({ images, labels })).toEqual({ url: images.href, labelsUrl: labels.href });
    expect(toPortableSource([file, { file, path: 'b/c' }])).toEqual({
      files: [
        { file, path: 'a' },
        { file, path: 'b/c' },
      ],
    });
    expect(toPortableSource(raw)).toEqual({ raw });
  });
});

describe('labels', () => {
  const raw = { images: new Uint8Array(3), width: 1, height: 1, channels: 1 };
  const attributes = [
    { name: 'hair', values: ['short', 'long'] },
    { name: 'mood', values: ['sad', 'happy', 'calm'] },
  ];

  it('are one attribute named label where nothing else was said', () => {
    const dataset = new ImageDataset({ ...raw, labels: new Uint8Array([2, 0, 2]) });
    expect(dataset.attributes).toEqual([{ name: 'label', values: ['0', '1', '2'] }]);
    expect([...dataset.gatherConditions(new Uint32Array([1, 0]))]).toEqual([1, 0, 0, 0, 0, 1]);
  });

  it('become conditions: one-hot for each attribute, one attribute after the other', () => {
    const dataset = new ImageDataset({ ...raw, labels: new Uint8Array([0, 2, 1, 0, 1, 1]), attributes });
    expect(conditionSizeOf(attributes)).toBe(5);
    expect([...dataset.gatherLabels(new Uint32Array([2, 0]))]).toEqual([1, 1, 0, 2]);
    expect([...dataset.gatherConditions(new Uint32Array([2, 0, 1]))]).toEqual(
      [
        [0, 1, 0, 1, 0],
        [1, 0, 0, 0, 1],
        [0, 1, 1, 0, 0],
      ].flat(),
    );
    expect([...encodeConditions(attributes, [1, 2])]).toEqual([0, 1, 0, 0, 1]);
  });

  // The twin says the same of the same, in training/test_twin.py.
  it('of a range become one place from -1 to 1', () => {
    const ranged: Attribute[] = [{ name: 'weight', from: 2, to: 4, unit: 'kg' }, attributes[0]!];
    const dataset = new ImageDataset({
      ...raw,
      labels: new Uint8Array([0, 1, 255, 0, 51, 1]),
      attributes: ranged,
    });
    const conditions = [...dataset.gatherConditions(new Uint32Array([0, 1, 2]))];
    expect(conditions).toEqual([-1, 0, 1, 1, 1, 0, Math.fround(-0.6), 0, 1]);
    expect(conditionSizeOf(ranged)).toBe(3);
    expect(valueInRange(ranged[0] as RangeAttribute, 51)).toBeCloseTo(2.4, 12);
    expect(placeInRange(ranged[0] as RangeAttribute, 2.4)).toBeCloseTo(51, 12);
  });

  it('are taken over where another set has the same range', () => {
    const weight = { name: 'weight', from: 2, to: 4 };
    const labels = new Uint8Array([0, 255, 51]);
    const dataset = new ImageDataset({ ...raw, labels, attributes: [weight] });
    const again = dataset.labelledAs([{ ...weight, unit: 'kg' }]);
    expect(again.gatherLabels(new Uint32Array([0, 1, 2]))).toEqual(labels);
    expect(() => dataset.labelledAs([{ ...weight, to: 5 }])).toThrow(
      /weight is from 2 to 4, that of the training images from 2 to 5/,
    );
    expect(() => dataset.labelledAs([{ name: 'weight', values: ['a', 'b'] }])).toThrow(
      /weight is from 2 to 4, that of the training images a, b/,
    );
  });

  it('that are not there cannot be asked for', () => {
    const dataset = new ImageDataset({ ...raw, attributes });
    expect(dataset.attributes).toBe(null);
    expect(() => dataset.gatherLabels(new Uint32Array([0]))).toThrow(/no labels/);
    expect(() => dataset.gatherConditions(new Uint32Array([0]))).toThrow(/no labels/);
  });

  it.each([
    [{ labels: new Uint8Array(2) }, /2 labels, but 3 images with 1 attribute\(s\) each take 3/],
    [{ labels: new Uint8Array(3), attributes }, /3 labels, but 3 images with 2 attribute\(s\) each take 6/],
    [
      { labels: new Uint8Array([0, 0, 0, 0, 0, 3]), attributes },
      /Image 2 has the value 3 of mood, which has 3 values/,
    ],
    [{ labels: new Uint8Array([0, 0, 2, 0, 0, 0]), attributes }, /Image 1 has the value 2 of hair/],
    [{ labels: [0, 1, 2] as never }, /labels are not a Uint8Array/],
    [{ labels: new Uint8Array(3), attributes: [] }, /attributes is no list/],
    [{ labels: new Uint8Array(3), attributes: [{ name: 'a', values: [] }] }, /Attribute 0 is neither/],
  ])('that do not fit are refused: %o', (given, message) => {
    expect(() => new ImageDataset({ ...raw, ...given })).toThrow(message);
  });

  it.each([
    [{}, /no list/],
    [[null], /Attribute 0 is neither/],
    [[{ values: ['a'] }], /Attribute 0/],
    [[attributes[0], { name: 'b', values: [1] }], /Attribute 1/],
    [[{ name: 'a', values: 'ab' }], /Attribute 0/],
    [[{ name: 'a', values: ['b'], from: 0, to: 1 }], /Attribute 0 is neither/],
    [[{ name: 'a', from: 0, to: 1, unit: 3 }], /Attribute 0 is neither/],
    [[{ name: 'a', from: 2, to: 2 }], /The attribute a is from 2 to 2.*the lower one first/],
    [[{ name: 'a', from: 0, to: Number.NaN }], /The attribute a is from 0 to NaN/],
    [[{ name: 'a', from: 0 }], /The attribute a is from 0 to undefined/],
  ])('of such attributes are refused: %o', (given, message) => {
    expect(() => assertAttributes(given as never)).toThrow(message);
  });
});

describe('the order of the images', () => {
  it('shows each once a pass, and another way in the next pass', () => {
    const order = new BatchOrder(12, 1);
    const pass = () => [...order.next(4), ...order.next(4), ...order.next(4)];
    const [first, second] = [pass(), pass()];
    expect([...first].sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, i) => i));
    expect(second).not.toEqual(first);
    expect(order.epoch).toBe(2);
  });

  it('depends on the seed only', () => {
    expect(new BatchOrder(100, 5).next(9)).toEqual(new BatchOrder(100, 5).next(9));
    expect(new BatchOrder(100, 6).next(9)).not.toEqual(new BatchOrder(100, 5).next(9));
  });

  it('leaves out a remainder smaller than a batch', () => {
    const order = new BatchOrder(10, 1);
    order.next(4);
    expect(order.isAtEnd(4)).toBe(false);
    order.next(4);
    expect(order.isAtEnd(4)).toBe(true);
    order.next(4);
    expect(order.epoch).toBe(2);
  });

  it('goes on from a state as it would have gone on', () => {
    const order = new BatchOrder(10, 3);
    for (const steps of [0, 1, 2, 3, 4, 5]) {
      const [one, other] = [new BatchOrder(10, 3), new BatchOrder(10, 3)];
      for (let step = 0; step < steps; step++) one.next(4);
      other.next(4);
      other.state = one.state;
      expect(other.epoch).toBe(one.epoch);
      expect(other.isAtEnd(4)).toBe(one.isAtEnd(4));
      for (let batch = 0; batch < 5; batch++) expect(other.next(4)).toEqual(one.next(4));
    }
    expect(order.state).toEqual({ epoch: 0, shown: 10 });
  });
});

describe('a stream of random numbers', () => {
  it('goes on from a state as it would have gone on, in the middle of a pair of normal numbers too', () => {
    for (const drawn of [0, 1, 2, 3]) {
      const random = new Random(7, 'test');
      for (let i = 0; i < drawn; i++) random.normal();
      const other = new Random(8, 'another');
      other.normal();
      other.state = JSON.parse(JSON.stringify(random.state));
      expect(other.normals(5)).toEqual(random.normals(5));
      expect(other.uniform()).toBe(random.uniform());
      expect(other.below(100)).toBe(random.below(100));
    }
  });

  it('is another one for another seed or another purpose', () => {
    const first = (seed: number, stream: string) => new Random(seed, stream).uniform();
    const all = [first(1, 'a'), first(2, 'a'), first(1, 'b'), first(1 + 2 ** 32, 'a')];
    expect(new Set(all).size).toBe(4);
  });
});
