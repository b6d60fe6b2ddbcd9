import { afterEach, describe, expect, it, vi } from 'vitest';
import { type DatasetSource, toPortableSource } from '../../../src/gan/data/DatasetSource.ts';
import { kindOfFile } from '../../../src/gan/data/kindOfFile.ts';
import { openDataset } from '../../../src/gan/data/openDataset.ts';
import { joinPacked, withFewestChannels } from '../../../src/gan/data/pictures/channels.ts';
import { cutSheet, isSheetOf } from '../../../src/gan/data/pictures/cutSheet.ts';
import { fitSquare } from '../../../src/gan/data/pictures/fitSquare.ts';
import { guessCell } from '../../../src/gan/data/pictures/guessCell.ts';
import { labelsOf } from '../../../src/gan/data/pictures/labelsOf.ts';
import { listPictures } from '../../../src/gan/data/pictures/listPictures.ts';
import { resolvePictures } from '../../../src/gan/data/pictures/PictureOptions.ts';
import { readZip } from '../../../src/gan/data/pictures/readZip.ts';
import { nameSkipped, UnusableFile } from '../../../src/gan/data/pictures/UnusableFile.ts';
import { Random } from '../../../src/gan/Random.ts';
import { writeSafetensors } from '../../../src/gan/weights/safetensors.ts';
import type { PixelImage } from '../../../src/image.ts';
import { idxFile, idxLabels } from './fixtures.ts';
import { type ZipContent, zipFile } from './zipFile.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const text = (words: string) => new TextEncoder().encode(words) as Uint8Array<ArrayBuffer>;

/** Of `paint`, which gives RGB or RGBA for every pixel. */
function picture(
  width: number,
  height: number,
  paint: (x: number, y: number) => readonly number[],
): PixelImage {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data.set([...paint(x, y), 255].slice(0, 4), (y * width + x) * 4);
  }
  return { width, height, data };
}

const pixel = (rgba: Uint8ClampedArray, side: number, x: number, y: number) =>
  [...rgba.subarray((y * side + x) * 4, (y * side + x) * 4 + 4)] as const;

async function gzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

describe('the kind of a file', () => {
  it.each([
    ['idx images', idxFile()],
    ['idx labels', idxLabels([1, 2])],
    ['idx labels', idxLabels(Array(300).fill('{'.charCodeAt(0)))],
    ['packed set', packedSet()],
    ['zip', Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0)],
    ['gzip', Uint8Array.of(0x1f, 0x8b, 8)],
    ['image/png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0)],
    ['image/jpeg', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)],
    ['image/webp', text('RIFF\x01\x02\x03\x04WEBPVP8 ')],
    ['image/gif', text('GIF89a')],
    ['other', text('RIFF....WAVE')],
    ['other', text('hello')],
    ['other', new Uint8Array(0)],
  ])('%s is told by its content, of a blob as of bytes', async (kind, bytes) => {
    expect(await kindOfFile(bytes)).toBe(kind);
    expect(await kindOfFile(new Blob([new Uint8Array(3), bytes]).slice(3))).toBe(kind);
  });
});

describe('a zip', () => {
  const contents: ZipContent[] = [
    { path: 'cats/tom.png', bytes: text('tom '.repeat(100)) },
    { path: 'cats/', bytes: new Uint8Array(0), stored: true },
    { path: 'dogs/rex ü.png', bytes: text('rex'), stored: true },
    { path: 'empty', bytes: new Uint8Array(0) },
  ];
  const files = contents.filter(({ path }) => !path.endsWith('/'));

  /** What can be unpacked of it, by path. */
  async function unpackAll(bytes: Uint8Array<ArrayBuffer>): Promise<Map<string, string>> {
    const unpacked = new Map<string, string>();
    for (const { path, unpack } of await readZip(new Blob([bytes])))
      unpacked.set(path, await (await unpack()).text());
    return unpacked;
  }

  it.each(['', 'made by hand', 'PK\x05\x06'.repeat(9)])(
    'gives its files, stored or deflated, with the comment %j',
    async comment => {
      const words = files.map(({ path, bytes }) => [path, new TextDecoder().decode(bytes)] as const);
      // A comment that looks like the end of a zip can only make it unreadable, which is as well.
      const unpacking = unpackAll(await zipFile(contents, comment));
      if (comment.startsWith('PK')) await expect(unpacking).rejects.toThrow(UnusableFile);
      else expect(await unpacking).toEqual(new Map(words));
    },
  );

  it.each([
    ['a size that is too small: what unpacks to more is stopped', { size: 10 }, /damaged in its zip/],
    ['a size that is too large', { size: 1000 }, /damaged in its zip/],
    ['another checksum', { crc: 1 }, /damaged in its zip/],
    ['more than is read at once', { size: 65 * 1024 ** 2 }, /too large/],
    ['encryption', { flags: 1 }, /encrypted/],
    ['an unknown method', { method: 14 }, /unknown way/],
  ])('with %s is refused, but its other files are given', async (_, lie, message) => {
    const bytes = await zipFile([{ ...files[0]!, lie }, files[1]!]);
    const [bad, good] = await readZip(new Blob([bytes]));
    await expect(bad!.unpack()).rejects.toThrow(UnusableFile);
    await expect(bad!.unpack()).rejects.toThrow(message);
    expect(await (await good!.unpack()).text()).toBe('rex');
  });

  it('that unpacks to a thousand times its size is stopped at what it said', async () => {
    const zeros = new Uint8Array(32 * 1024 ** 2);
    const bomb = await zipFile([{ path: 'bomb', bytes: zeros, lie: { size: 100_000 } }]);
    expect(bomb.length).toBeLessThan(50_000);
    const [entry] = await readZip(new Blob([bomb]));
    let given = 0;
    const { pipeThrough } = ReadableStream.prototype;
    vi.spyOn(ReadableStream.prototype, 'pipeThrough').mockImplementation(function (
      this: ReadableStream,
      ...args
    ) {
      const count = (chunk: Uint8Array, controller: TransformStreamDefaultController) => {
        given += chunk.length;
        controller.enqueue(chunk);
      };
      return pipeThrough.call(pipeThrough.apply(this, args), new TransformStream({ transform: count }));
    });
    await expect(entry!.unpack()).rejects.toThrow(UnusableFile);
    expect(given).toBeGreaterThan(100_000);
    expect(given).toBeLessThan(2 * 1024 ** 2);
  });

  it('of too much in all is refused before anything is unpacked', async () => {
    const lie = { size: 60 * 1024 ** 2 };
    const many = Array.from({ length: 40 }, (_, i) => ({ path: `${i}.png`, bytes: text('x'), lie }));
    await expect(readZip(new Blob([await zipFile(many)]))).rejects.toThrow(/2400 MB unpacked/);
  });

  it('cut off anywhere is refused', async () => {
    const whole = await zipFile(contents);
    for (let length = 0; length < whole.length; length++) {
      await expect(unpackAll(whole.subarray(0, length)), `${length} bytes`).rejects.toThrow(UnusableFile);
    }
  });

  it('with any byte changed gives what was packed, or a refusal', async () => {
    const whole = await zipFile(contents);
    const truths = new Set(files.map(({ bytes }) => new TextDecoder().decode(bytes)));
    const random = new Random(5, 'changed zips');
    let refused = 0;
    for (let at = 0; at < whole.length; at++) {
      const changed = whole.slice();
      changed[at]! ^= 1 + random.below(255);
      const read = await unpackAll(changed).catch((error: unknown) => {
        expect(error, `byte ${at}`).toBeInstanceOf(UnusableFile);
        refused++;
        return new Map<string, string>();
      });
      for (const words of read.values()) expect(truths.has(words), `byte ${at}`).toBe(true);
    }
    expect(refused).toBeGreaterThan(whole.length / 4);
  });

  it('of random bytes is refused', async () => {
    const random = new Random(6, 'random zips');
    for (let i = 0; i < 200; i++) {
      const bytes = Uint8Array.from({ length: random.below(300) }, () => random.below(256));
      // Half of them end as a zip does.
      if (i % 2 && bytes.length >= 22) bytes.set([0x50, 0x4b, 5, 6], bytes.length - 22);
      const read = await unpackAll(bytes).catch((error: unknown) => {
        expect(error).toBeInstanceOf(UnusableFile);
        return new Map();
      });
      expect(read.size).toBe(0);
    }
  });
});

describe('a list of files', () => {
  const place = (path: string, bytes = text('x')) => ({ path, file: new Blob([bytes]) });

  it('is put in order, zips opened as folders of their names, hidden files left out', async () => {
    const zip = await zipFile([
      { path: '10.png', bytes: text('ten') },
      { path: '2.png', bytes: text('two') },
      { path: '__MACOSX/._2.png', bytes: text('x') },
    ]);
    const { listed, skipped } = await listPictures([
      place('pets/dogs/b.png'),
      place('pets/.DS_Store'),
      place('pets/dogs/a.png'),
      place('pets/Thumbs.db'),
      place('cats.zip', zip),
      place('torn.zip', zip.slice(0, 100)),
    ]);
    expect(listed.map(({ path }) => path)).toEqual([
      'cats/2.png',
      'cats/10.png',
      'pets/dogs/a.png',
      'pets/dogs/b.png',
    ]);
    expect(await (await listed[0]!.open()).text()).toBe('two');
    expect(listed.map(({ size }) => size)).toEqual([3, 3, 1, 1]);
    expect(skipped).toEqual([{ path: 'torn.zip', reason: 'a zip that is cut off' }]);
  });

  it('keeps the path of a file in its folder, for the worker', () => {
    const inFolder = Object.assign(new File(['x'], 'tom.png'), { webkitRelativePath: 'pets/cats/tom.png' });
    const dropped = { file: new Blob(['y']), path: 'pets/dogs/rex.png' };
    expect(toPortableSource([inFolder, new File([], 'z.png'), dropped])).toMatchObject({
      files: [{ file: inFolder, path: 'pets/cats/tom.png' }, { path: 'z.png' }, dropped],
    });
    expect(() => toPortableSource([inFolder, { path: 'a' } as never])).toThrow(/number 1 is no file/);
    expect(() => toPortableSource([null as never])).toThrow(/number 0 is no file/);
  });

  it('of pictures takes a browser', async () => {
    await expect(openDataset(toPortableSource([new File(['x'], 'a.png')]), () => {})).rejects.toThrow(
      /decoded by a browser/,
    );
  });

  it.each<[string, File[], RegExp]>([
    [
      'a packed set beside a picture',
      [file('a.safetensors', packedSet()), file('b.png')],
      /a\.safetensors is a whole data set.*1 other/,
    ],
    ['two sets', [file('a.idx', idxFile()), file('b.idx', idxFile())], /a\.idx is a whole data set/],
    [
      'labels of IDX for a packed set',
      [file('a.safetensors', packedSet()), file('l.idx', idxLabels([1, 2]))],
      /whole data set/,
    ],
    ['labels alone', [file('l.idx', idxLabels([1, 2]))], /labels, but no images/],
    [
      'IDX of floats',
      [file('f.idx', Uint8Array.of(0, 0, 0xd, 3, ...new Uint8Array(20)))],
      /f\.idx: begins with 0x00000d03/,
    ],
  ])('with %s is refused', async (_, files, message) => {
    await expect(openDataset(toPortableSource(files), () => {})).rejects.toThrow(message);
  });

  it('may be a pair of IDX files, in any order, gzipped or not', async () => {
    const pair = [file('labels', await gzip(idxLabels([3, 0]))), file('images', idxFile())];
    for (const files of [pair, [...pair].reverse()]) {
      const dataset = await openDataset(toPortableSource(files), () => {});
      expect([...dataset.gatherLabels(Uint32Array.of(0, 1))]).toEqual([3, 0]);
    }
  });
});

function file(name: string, bytes: Uint8Array<ArrayBuffer> = text('x')): File {
  return new File([bytes], name);
}

describe('labels', () => {
  const none = () => {};

  it('are the folders that pictures lie in, if there are two', () => {
    const found = labelsOf(['a/dog/1.png', 'a/cat/1.png', 'b/cat/2.png', '1.png'], none);
    expect(found?.attributes).toEqual([{ name: 'label', values: ['cat', 'dog', 'other'] }]);
    expect([...found!.labels]).toEqual([1, 0, 0, 2]);
    expect(labelsOf(['a/cat/1.png', 'b/cat/2.png'], none)).toBeNull();
    expect(labelsOf(['1.png', '2.png'], none)).toBeNull();
  });

  it('count as people do', () => {
    expect(labelsOf(['10/a', '9/a', '1/a'], none)?.attributes[0]).toHaveProperty('values', ['1', '9', '10']);
  });

  it('are given up beyond 256 folders, which is said', () => {
    const paths = (count: number) => Array.from({ length: count }, (_, i) => `${i}/a.png`);
    const warnings: string[] = [];
    const warn = (message: string) => warnings.push(message);
    expect(labelsOf(paths(256), warn)?.labels.at(-1)).toBe(255);
    expect(warnings).toEqual([]);
    expect(labelsOf(paths(257), warn)).toBeNull();
    expect(warnings).toEqual([expect.stringContaining('257 folders')]);
  });
});

describe('a picture brought to a square', () => {
  it('of the same size stays as it is, even where it cannot be seen', () => {
    const random = new Random(1, 'pixels');
    const image = picture(8, 8, () => Array.from({ length: 4 }, () => random.below(256)));
    expect(fitSquare(image, 8)).toEqual(image.data);
  });

  it.each([3, 5, 8, 13, 40, 100])('of one colour keeps it, from %d pixels', side => {
    const square = fitSquare(
      picture(side, side + 3, () => [200, 100, 3]),
      16,
    );
    expect(square).toEqual(picture(16, 16, () => [200, 100, 3]).data);
  });

  it('is enlarged by a whole number with hard pixels', () => {
    const checks = picture(4, 4, (x, y) => ((x + y) % 2 ? [255, 0, 0] : [0, 0, 255]));
    const square = fitSquare(checks, 16);
    for (let y = 0; y < 16; y++) {
      for (let x = 0; x < 16; x++) {
        expect(pixel(square, 16, x, y)).toEqual(pixel(checks.data, 4, x >> 2, y >> 2));
      }
    }
  });

  it('keeps gradients, however it is resampled', () => {
    for (const side of [12, 24, 50, 70]) {
      const square = fitSquare(
        picture(side, side, (x, y) => [(x * 200) / side, (y * 200) / side, 0]),
        16,
      );
      for (let place = 4; place < 12; place++) {
        const expected = ((place + 0.5) * 200) / 16 - 100 / side;
        const [red, green] = pixel(square, 16, place, place);
        expect(Math.abs(red! - expected), `red, from ${side}`).toBeLessThan(1.5);
        expect(Math.abs(green! - expected), `green, from ${side}`).toBeLessThan(1.5);
      }
    }
  });

  it('leaves nothing out when it gets smaller: fine stripes become their mean', () => {
    const stripes = picture(64, 64, (x, y) => [x % 4 ? 0 : 200, y % 4 ? 0 : 200, 0]);
    const square = fitSquare(stripes, 16);
    for (const value of [pixel(square, 16, 8, 8), pixel(square, 16, 3, 11)]) {
      expect(Math.abs(value[0]! - 50)).toBeLessThan(2);
      expect(Math.abs(value[1]! - 50)).toBeLessThan(2);
    }
  });

  it('is cropped in the middle where it is opaque', () => {
    const wide = picture(48, 16, x => (x < 16 || x >= 32 ? [255, 0, 0] : [0, x, 0]));
    const square = fitSquare(wide, 16);
    expect(pixel(square, 16, 0, 5)).toEqual([0, 16, 0, 255]);
    expect(pixel(square, 16, 15, 5)).toEqual([0, 31, 0, 255]);
  });

  it('is shown whole where it has transparency, in whole pixels if it is small', () => {
    const sprite = picture(6, 3, (x, y) => [40 * x, 80 * y, 9, x === 2 && y === 1 ? 0 : 255]);
    const square = fitSquare(sprite, 16);
    // 2 times: 12 × 6, in the middle.
    expect(pixel(square, 16, 1, 8)[3]).toBe(0);
    expect(pixel(square, 16, 2, 4)[3]).toBe(0);
    expect(pixel(square, 16, 2, 5)).toEqual([0, 0, 9, 255]);
    expect(pixel(square, 16, 13, 10)).toEqual([200, 160, 9, 255]);
    expect(pixel(square, 16, 6, 7)[3]).toBe(0);
    expect(pixel(square, 16, 13, 11)[3]).toBe(0);
  });

  it('gets no colour from what cannot be seen', () => {
    const half = picture(40, 40, x => (x < 20 ? [200, 10, 10, 255] : [0, 255, 0, 0]));
    const square = fitSquare(half, 16);
    for (let x = 0; x < 16; x++) {
      const [red, green, , alpha] = pixel(square, 16, x, 8);
      if (alpha! > 8) expect([red! > 185, green! < 25], `x ${x}`).toEqual([true, true]);
      expect(alpha! > 128).toBe(x < 8);
    }
  });
});

describe('a sheet', () => {
  const random = new Random(2, 'sheets');
  /** Smooth blobs of colour, other ones in each cell. */
  const tiles = (cell: number, columns: number, rows: number) => {
    const waves = Array.from({ length: columns * rows }, () =>
      Array.from({ length: 9 }, () => 6.28 * random.uniform()),
    );
    return picture(cell * columns, cell * rows, (x, y) => {
      const wave = waves[Math.floor(y / cell) * columns + Math.floor(x / cell)]!;
      const [u, v] = [(x % cell) / cell, (y % cell) / cell];
      return [0, 1, 2].map(i => 128 + 120 * Math.sin(4 * u * Math.cos(wave[i]!) + 4 * v + wave[i + 3]!));
    });
  };
  /** A disc in each cell, on transparent ground. */
  const sprites = (cell: number, columns: number, rows: number) => {
    const radii = Array.from({ length: columns * rows }, () => cell * (0.3 + 0.15 * random.uniform()));
    return picture(cell * columns, cell * rows, (x, y) => {
      const radius = radii[Math.floor(y / cell) * columns + Math.floor(x / cell)]!;
      const distance = Math.hypot((x % cell) - cell / 2 + 0.5, (y % cell) - cell / 2 + 0.5);
      return [200, (x * 7) % 200, 50, distance < radius ? 255 : 0];
    });
  };

  it.each([
    [8, 8, 8],
    [16, 8, 4],
    [16, 16, 16],
    [20, 10, 6],
    [24, 16, 8],
    [32, 10, 10],
    [48, 4, 8],
    [64, 4, 2],
    [128, 4, 4],
  ])('of cells of %d pixels, %d × %d, is recognised', (cell, columns, rows) => {
    expect(guessCell(tiles(cell, columns, rows)), 'tiles').toBe(cell);
    // One thin outline in many pixels is too little to go by.
    if (cell < 64) expect(guessCell(sprites(cell, columns, rows)), 'sprites').toBe(cell);
  });

  it('is not seen in a picture', () => {
    expect(guessCell(picture(256, 256, (x, y) => [x, y, 0]))).toBeNull();
    expect(guessCell(picture(256, 256, () => [random.below(256), 0, 0]))).toBeNull();
    expect(
      guessCell(picture(240, 160, (x, y) => [120 + 100 * Math.sin(x / 9) * Math.cos(y / 17)])),
    ).toBeNull();
    expect(guessCell(picture(1, 1, () => [0]))).toBeNull();
    expect(guessCell(picture(97, 89, () => [random.below(256)]))).toBeNull();
  });

  it('is cut row by row, without cells of one colour', () => {
    const sheet = picture(12, 8, (x, y) => {
      const cell = Math.floor(y / 4) * 3 + Math.floor(x / 4);
      return cell === 1 || cell === 5 ? [7, 7, 7] : [cell, x, y];
    });
    const cells = cutSheet(sheet, 4);
    expect(cells.map(({ data }) => data[0])).toEqual([0, 2, 3, 4]);
    expect(pixel(cells[1]!.data, 4, 3, 2)).toEqual([2, 11, 2, 255]);
    expect([isSheetOf(sheet, 4), isSheetOf(sheet, 8), isSheetOf(sheet, 6)]).toEqual([true, false, false]);
  });
});

describe('channels', () => {
  const grey = withFewestChannels(Uint8ClampedArray.of(5, 5, 5, 255, 9, 9, 9, 255));
  const rgb = withFewestChannels(Uint8ClampedArray.of(1, 2, 3, 255, 4, 4, 4, 255));
  const rgba = withFewestChannels(Uint8ClampedArray.of(1, 2, 3, 254, 4, 4, 4, 255));

  it('are as few as hold a picture', () => {
    expect(grey).toEqual({ channels: 1, values: Uint8Array.of(5, 9) });
    expect(rgb).toEqual({ channels: 3, values: Uint8Array.of(1, 2, 3, 4, 4, 4) });
    expect(rgba.channels).toBe(4);
  });

  it('are as many for all pictures as one of them has', () => {
    expect(joinPacked([grey, grey])).toEqual({ channels: 1, values: Uint8Array.of(5, 9, 5, 9) });
    expect([...joinPacked([grey, rgb]).values]).toEqual([5, 5, 5, 9, 9, 9, 1, 2, 3, 4, 4, 4]);
    expect(joinPacked([rgba, grey, rgb])).toEqual({
      channels: 4,
      values: Uint8Array.of(
        1,
        2,
        3,
        254,
        4,
        4,
        4,
        255,
        5,
        5,
        5,
        255,
        9,
        9,
        9,
        255,
        1,
        2,
        3,
        255,
        4,
        4,
        4,
        255,
      ),
    });
  });
});

/** Two images of 1 × 2 pixels, RGB, with two attributes. */
function packedSet(
  changes: { labels?: unknown; attributes?: unknown; images?: unknown } = {},
): Uint8Array<ArrayBuffer> {
  const {
    images = { shape: [2, 1, 2, 3], values: Uint8Array.from({ length: 12 }, (_, i) => i) },
    labels = { shape: [2, 2], values: Uint8Array.of(0, 1, 1, 2) },
    attributes = [
      { name: 'hat', values: ['no', 'yes'] },
      { name: 'hair', values: ['red', 'grey', 'none'] },
    ],
  } = changes;
  return writeSafetensors({
    tensors: {
      ...((images as object | null) && { images }),
      ...((labels as object | null) && { labels }),
    } as never,
    metadata: attributes === null ? {} : { attributes: JSON.stringify(attributes) },
  });
}

describe('a packed set', () => {
  const both = Uint32Array.of(0, 1);
  const open = (bytes: Uint8Array<ArrayBuffer>) =>
    openDataset(toPortableSource([file('set.bin', bytes)]), () => {});

  it.each(['file', 'address'])('comes from a %s, gzipped or not', async from => {
    for (const bytes of [packedSet(), await gzip(packedSet())]) {
      vi.stubGlobal('fetch', async () => new Response(bytes));
      const source: DatasetSource =
        from === 'file' ? [file('set', bytes)] : new URL('https://example.org/set.gz.bin');
      const dataset = await openDataset(toPortableSource(source), () => {});
      expect(dataset.imageShape).toEqual([1, 2, 3]);
      expect([...dataset.bytesOf(1)]).toEqual([6, 7, 8, 9, 10, 11]);
      expect([...dataset.gatherLabels(both)]).toEqual([0, 1, 1, 2]);
      expect(dataset.attributes?.[1]).toEqual({ name: 'hair', values: ['red', 'grey', 'none'] });
    }
  });

  it('may go without labels, or with a plain class', async () => {
    expect((await open(packedSet({ labels: null, attributes: null }))).attributes).toBeNull();
    for (const shape of [[2], [2, 1]]) {
      const labels = { shape, values: Uint8Array.of(2, 0) };
      const dataset = await open(packedSet({ labels, attributes: null }));
      expect(dataset.attributes).toEqual([{ name: 'label', values: ['0', '1', '2'] }]);
    }
  });

  it.each<[string, Parameters<typeof packedSet>[0], RegExp]>([
    ['without images', { images: null }, /set\.bin.*no packed set.*no `images`/],
    ['of floats', { images: { shape: [2, 1, 1, 1], values: new Float32Array(2) } }, /`images` of floats/],
    ['of three sides', { images: { shape: [2, 1, 2], values: new Uint8Array(4) } }, /\[2, 1, 2\]/],
    ['with attributes, but no labels', { labels: null }, /no `labels`.*\[2, 2\]/],
    ['with too few labels', { labels: { shape: [2, 1], values: new Uint8Array(2) } }, /\[2, 1\].*\[2, 2\]/],
    ['with labels of floats', { labels: { shape: [2, 2], values: new Float32Array(4) } }, /of floats/],
    [
      'with labels beyond its values',
      { labels: { shape: [2, 2], values: Uint8Array.of(0, 0, 2, 0) } },
      /value 2 of hat/,
    ],
    ['with two labels and no attributes', { attributes: null }, /one class each.*\[2, 1\]/],
    ['with attributes that are none', { attributes: [{ name: 'hat' }] }, /set\.bin.*Attribute 0/],
    [
      'without an image',
      { images: { shape: [0, 1, 2, 3], values: new Uint8Array(0) }, labels: null, attributes: null },
      /0 bytes/,
    ],
  ])('%s is refused', async (_, changes, message) => {
    await expect(open(packedSet(changes))).rejects.toThrow(message);
  });

  it('that is damaged is refused by its name', async () => {
    await expect(open(packedSet().slice(0, -1))).rejects.toThrow(/set\.bin: .*no sound safetensors/);
  });
});

it('skipped files are named, five at most, long paths by their ends', () => {
  const skipped = Array.from({ length: 7 }, (_, i) => ({ path: `${i}.txt`, reason: 'no picture' }));
  expect(nameSkipped(skipped.slice(0, 2))).toBe('0.txt (no picture), 1.txt (no picture)');
  expect(nameSkipped(skipped)).toMatch(/^0\.txt.*4\.txt \(no picture\) and 2 more$/);
  const long = nameSkipped([{ path: `${'deep/'.repeat(100)}a.png`, reason: 'damaged' }]);
  expect(long.length).toBeLessThan(80);
  expect(long).toMatch(/^….*deep\/a\.png \(damaged\)$/);
});

it('options for pictures are checked', () => {
  expect(resolvePictures({})).toEqual({ side: 32, cell: null });
  expect(resolvePictures({ imageSide: 64, sheet: { cell: 20 } })).toEqual({ side: 64, cell: 20 });
  expect(() => resolvePictures({ imageSide: 48 as never })).toThrow(/imageSide is 48.*16, 28, 32, 64/);
  for (const cell of [0, 3, 16.5, Number.NaN, '16' as never]) {
    expect(() => resolvePictures({ sheet: { cell } })).toThrow(/sheet\.cell is/);
  }
});
