/** Pictures as a visitor has them: encoded by the browser, decoded by the worker. */

import { afterEach, describe, expect, it } from 'vitest';
import type { DatasetSource, PlacedFile } from '../../../src/gan/data/DatasetSource.ts';
import { toPortableSource } from '../../../src/gan/data/DatasetSource.ts';
import { openDataset } from '../../../src/gan/data/openDataset.ts';
import { resolvePictures } from '../../../src/gan/data/pictures/PictureOptions.ts';
import { GanTrainer, type GanTrainerOptions, type ModelDescription } from '../../../src/gan/index.ts';
import { type ZipContent, zipFile } from '../../unit/gan/zipFile.ts';

/** RGB or RGBA. */
type Paint = (x: number, y: number) => readonly number[];

async function encode(type: string, width: number, height: number, paint: Paint): Promise<Blob> {
  const pixels = new ImageData(width, height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) pixels.data.set([...paint(x, y), 255].slice(0, 4), (y * width + x) * 4);
  }
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')!.putImageData(pixels, 0, 0);
  return canvas.convertToBlob({ type, quality: 0.95 });
}

const png = (width: number, height: number, paint: Paint) => encode('image/png', width, height, paint);
const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());
const plain =
  (...colour: number[]): Paint =>
  () =>
    colour;
const [RED, GREEN, BLUE, NOTHING] = [
  [255, 0, 0],
  [0, 255, 0],
  [0, 0, 255],
  [0, 0, 0, 0],
] as const;

/** As many files of one picture as a data set takes, and more. */
const copies = (file: Blob, count = 8): PlacedFile[] =>
  Array.from({ length: count }, (_, i) => ({ file, path: `${i}.x` }));

async function open(dataset: DatasetSource, options: Pick<GanTrainerOptions, 'imageSide' | 'sheet'> = {}) {
  const warnings: string[] = [];
  const progress: (string | number | null)[][] = [];
  const source = toPortableSource(dataset, resolvePictures({ imageSide: 16, ...options }));
  const images = await openDataset(
    source,
    (...report) => progress.push(report),
    message => warnings.push(message),
  );
  return { images, warnings, progress, bytes: [...images.bytesOf(0)] };
}

describe('pictures', () => {
  it('of many formats and sizes become squares of one size', async () => {
    const red = plain(200, 40, 40);
    for (const type of ['image/png', 'image/jpeg', 'image/webp']) {
      for (const [width, height] of [
        [16, 16],
        [7, 9],
        [64, 100],
        [300, 200],
      ] as const) {
        const { images, bytes } = await open(copies(await encode(type, width, height, red)));
        expect(images.imageShape).toEqual([16, 16, 3]);
        [200, 40, 40].forEach((value, channel) => {
          const worst = Math.max(
            ...bytes.filter((_, i) => i % 3 === channel).map(byte => Math.abs(byte - value)),
          );
          expect(worst, `${type}, ${width} × ${height}`).toBeLessThan(6);
        });
      }
    }
  });

  it('of the very size keep their bytes', async () => {
    const { bytes } = await open(copies(await png(16, 16, (x, y) => [x * 16, y * 16, x * y])));
    expect(bytes).toEqual(
      Array.from({ length: 256 }, (_, i) => [i % 16, i >> 4]).flatMap(([x, y]) => [
        x! * 16,
        y! * 16,
        x! * y!,
      ]),
    );
  });

  it('that are large show the same when small', async () => {
    const halves: Paint = (x, y) => [x < 500 ? 0 : 200, y < 500 ? 100 : 0, 50];
    const { bytes } = await open(copies(await png(1000, 1000, halves)));
    const at = (x: number, y: number) => bytes.slice((y * 16 + x) * 3, (y * 16 + x) * 3 + 3);
    expect([at(2, 2), at(13, 2), at(2, 13), at(13, 13)]).toEqual([
      [0, 100, 50],
      [200, 100, 50],
      [0, 0, 50],
      [200, 0, 50],
    ]);
  });

  it('may be as long as they like', async () => {
    const { images, bytes } = await open(copies(await png(40_000, 2, plain(...RED))));
    expect(images.count).toBe(8);
    expect(bytes).toEqual(Array.from({ length: 256 }, () => RED).flat());
  });

  it('have as few channels as hold them all', async () => {
    const grey = copies(await png(16, 16, plain(0x77, 0x77, 0x77)));
    const red = copies(await png(16, 16, plain(...RED)), 1);
    const clear = copies(await png(16, 16, x => (x < 8 ? GREEN : NOTHING)), 1);
    expect((await open(grey)).images.imageShape[2]).toBe(1);
    expect((await open([...grey, ...red])).images.imageShape[2]).toBe(3);
    const { images } = await open([...grey, { ...clear[0]!, path: '9.x' }]);
    expect(images.imageShape[2]).toBe(4);
    expect([...images.bytesOf(0).subarray(0, 4)]).toEqual([0x77, 0x77, 0x77, 255]);
    expect([...images.bytesOf(8).subarray(28, 36)]).toEqual([0, 255, 0, 255, 0, 0, 0, 0]);
  });

  it('that cannot be read are named, counted and left out', async () => {
    const good = await png(16, 16, plain(...GREEN));
    const bytes = await bytesOf(good);
    const bad: PlacedFile[] = [
      { path: 'a.txt', file: new Blob(['words']) },
      { path: 'b.png', file: good.slice(0, good.size / 2) },
      {
        path: 'c.png',
        file: new Blob([bytes.map((byte, i) => (i === bytes.length - 20 ? byte ^ 9 : byte))]),
      },
      { path: 'd.jpg', file: (await encode('image/jpeg', 64, 64, plain(...BLUE))).slice(0, 500) },
      {
        path: 'e.svg',
        file: new Blob(['<svg xmlns="http://www.w3.org/2000/svg"/>'], { type: 'image/svg+xml' }),
      },
      { path: 'f.png', file: new Blob([]) },
    ];
    const { images, warnings } = await open([...bad, ...copies(good)]);
    expect(images.count).toBe(8);
    expect(warnings).toEqual([
      '6 of 14 files were skipped: a.txt (no picture), b.png (damaged), c.png (damaged), d.jpg (damaged), ' +
        'e.svg (SVG, which browsers do not draw here: save it as PNG) and 1 more.',
    ]);
    await expect(open(bad)).rejects.toThrow(/^No picture was found.*at least 8.*a\.txt \(no picture\)/);
    await expect(open([...bad, ...copies(good, 7)])).rejects.toThrow(/^Only 7 picture.*b\.png \(damaged\)/);
  });

  it('are labelled by their folders, in order, with progress', async () => {
    const pictures = await Promise.all(
      [RED, BLUE].map(async colour => [colour, await png(16, 16, plain(...colour))] as const),
    );
    const files = pictures.flatMap(([colour, file]) =>
      copies(file, 5).map(({ path }) => ({
        file,
        path: `pets/${colour === RED ? 'dogs' : 'cats'}/${path}`,
      })),
    );
    const { images, progress, warnings } = await open(files);
    expect(images.attributes).toEqual([{ name: 'label', values: ['cats', 'dogs'] }]);
    for (let image = 0; image < 10; image++) {
      const label = image < 5 ? 0 : 1;
      expect([...images.gatherLabels(Uint32Array.of(image))]).toEqual([label]);
      expect([...images.bytesOf(image).subarray(0, 3)]).toEqual(label ? RED : BLUE);
    }
    const total = files.reduce((sum, { file }) => sum + file.size, 0);
    expect(progress).toContainEqual([expect.any(Number), total, 'Pictures, 3 of 10']);
    expect(progress.at(-1)).toEqual([total, total, 'Training images']);
    expect(warnings).toEqual([]);
  });

  it('come out of a zip, from a file or an address', async () => {
    const contents: ZipContent[] = [{ path: 'readme.txt', bytes: new TextEncoder().encode('hello') }];
    for (const [folder, grey] of [
      ['x/up', 0x33],
      ['x/down', 0xcc],
    ] as const) {
      const bytes = await bytesOf(await png(16, 16, plain(grey, grey, grey)));
      for (let i = 0; i < 6; i++) contents.push({ path: `${folder}/${i}.png`, bytes, stored: i % 2 === 0 });
    }
    const zip = new File([await zipFile(contents)], 'arrows.zip');
    const address = URL.createObjectURL(zip);
    for (const source of [[zip], new URL(address)]) {
      const { images, warnings } = await open(source);
      expect(images.count).toBe(12);
      expect(images.imageShape).toEqual([16, 16, 1]);
      expect(images.attributes?.[0]).toHaveProperty('values', ['down', 'up']);
      expect(images.bytesOf(0)[0]).toBe(0xcc);
      expect(warnings).toEqual([
        expect.stringMatching(/^1 of 13 files was skipped: .*readme\.txt \(no picture\)\.$/),
      ]);
    }
    URL.revokeObjectURL(address);
  });

  it('may be the cells of a sheet, as large as is said or found', async () => {
    const sheet = await png(64, 48, (x, y) => {
      const [column, row] = [x >> 4, y >> 4];
      if (column === 3 && row === 2) return NOTHING;
      return x % 16 < 2 || y % 16 < 2 ? [0, 0, 0] : [60 * column + 10, 60 * row + 10, 99];
    });
    const file = new File([sheet], 'tiles.png');
    const found = await open([file]);
    expect(found.images.count).toBe(11);
    expect(found.warnings).toEqual([
      expect.stringContaining('tiles.png was taken for a sheet of 11 pictures of 16 × 16'),
    ]);
    expect([...found.images.bytesOf(5).subarray(3 * (5 * 16 + 5), 3 * (5 * 16 + 5) + 3)]).toEqual([
      70, 70, 99,
    ]);
    const said = await open([file], { sheet: { cell: 8 }, imageSide: 16 });
    // Of each of the 11, the quarter at the bottom right has one colour.
    expect(said.images.count).toBe(33);
    expect(said.warnings).toEqual([]);
    const wrong = open([file], { sheet: { cell: 20 } });
    await expect(wrong).rejects.toThrow(/tiles\.png \(64 × 48 pixels are no whole number of cells of 20\)/);
  });

  it('of which there is one, and no sheet, are no data set', async () => {
    const photo = await png(96, 64, (x, y) => [x * 2, y * 3, (x * y) % 90]);
    await expect(open([new File([photo], 'photo.png')])).rejects.toThrow(/Only 1 picture.*sheet: \{ cell/);
  });
});

describe('a trainer in a worker', () => {
  const trainers: GanTrainer[] = [];
  afterEach(() => {
    for (const trainer of trainers.splice(0)) trainer.dispose();
  });

  const model = (channels: number): ModelDescription => ({
    latentSize: 3,
    generator: [{ type: 'condition' }, { type: 'dense', units: 256 * channels, activation: 'tanh' }],
    discriminator: [{ type: 'dense', units: 4, activation: 'leaky-relu' }, { type: 'projection' }],
  });

  function train(dataset: DatasetSource, channels: number): { trainer: GanTrainer; warnings: string[] } {
    const trainer = new GanTrainer({
      dataset,
      model: model(channels),
      imageSide: 16,
      batchSize: 4,
      backend: 'cpu',
    });
    trainers.push(trainer);
    const warnings: string[] = [];
    trainer.addEventListener('warning', ({ detail }) => warnings.push(detail.message));
    return { trainer, warnings };
  }

  it('learns pictures of a folder with their labels, and warns of what it skips', async () => {
    const [red, clear] = [await png(40, 40, plain(...RED)), await png(16, 16, x => (x < 8 ? BLUE : NOTHING))];
    const inFolder = (path: string, file: Blob) =>
      Object.defineProperty(new File([file], 'x.png'), 'webkitRelativePath', { value: path });
    const files = [0, 1, 2, 3].flatMap(i => [
      inFolder(`a/red/${i}.png`, red),
      inFolder(`a/half/${i}.png`, clear),
    ]);
    const { trainer, warnings } = train([...files, inFolder('a/half/notes.txt', new Blob(['words']))], 4);
    const progress: string[] = [];
    trainer.addEventListener('progress', ({ detail }) => progress.push(detail.what));
    expect((await trainer.ready).images).toBe(8);
    expect(trainer.generator.attributes).toEqual([{ name: 'label', values: ['half', 'red'] }]);
    expect(trainer.generator.imageShape).toEqual([16, 16, 4]);
    expect((await trainer.train({ steps: 3 })).step).toBe(3);
    const { real } = await trainer.critique({ label: 'red' });
    expect([...real.image.data.slice(0, 4)]).toEqual([255, 0, 0, 255]);
    expect(warnings).toEqual(['1 of 9 files was skipped: a/half/notes.txt (no picture).']);
    expect(progress).toContain('Pictures, 9 of 9');
  });

  it('fails with a sentence where nothing can be learned from', async () => {
    const { trainer } = train([new File(['words'], 'a.txt')], 1);
    await expect(trainer.ready).rejects.toThrow(/No picture was found.*a\.txt \(no picture\)/);
  });
});
