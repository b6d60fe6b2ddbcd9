import { afterEach, describe, expect, it, vi } from 'vitest';
import { BatchOrder } from '../../../src/gan/data/BatchOrder.ts';
import { toPortableSource } from '../../../src/gan/data/DatasetSource.ts';
import { ImageDataset } from '../../../src/gan/data/ImageDataset.ts';
import { openDataset } from '../../../src/gan/data/openDataset.ts';
import { parseIdx } from '../../../src/gan/data/parseIdx.ts';
import { idxFile } from './fixtures.ts';

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

  it('comes from a file', async () => {
    const dataset = await openDataset({ file: new File([await gzip(idxFile())], 'digits') }, () => {});
    expect(dataset.imageShape).toEqual([2, 3, 1]);
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
    [{ images: new Uint8Array(8), width: 2, height: 2, channels: 2 }, /2 channels/],
    [{ images: new Uint8Array(8), width: 0, height: 2, channels: 1 }, /width is 0/],
    [{ images: [1, 2] as never, width: 1, height: 2, channels: 1 }, /Uint8Array/],
  ])('of a size that cannot be is refused: %o', (raw, message) => {
    expect(() => new ImageDataset(raw)).toThrow(message);
  });

  it('of an unknown kind is refused', () => {
    expect(() => toPortableSource('cifar' as never)).toThrow(/"cifar".*'mnist'/);
    expect(() => toPortableSource([] as never)).toThrow(/list of 0/);
    expect(() => toPortableSource(undefined as never)).toThrow(/undefined/);
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
});
