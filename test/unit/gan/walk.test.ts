/** A walk through latent space: where it leads, and how its images are asked for. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Attribute, PixelImage } from '../../../src/gan/index.ts';
import { GanTrainer, type SampleOptions, type WalkOptions, walk } from '../../../src/gan/index.ts';
import { Random } from '../../../src/gan/Random.ts';
import { LatentPath } from '../../../src/gan/sampling/LatentPath.ts';
import { tinyConditionalModel, tinyLabelledImages, tinyOptions } from './fixtures.ts';

const lengthOf = (vector: ArrayLike<number>) => Math.hypot(...Array.from(vector));
const subtract = (a: Float32Array, b: Float32Array) => a.map((value, i) => value - b[i]!);

describe('the path', () => {
  const SIZE = 64;
  const path = new LatentPath(5, SIZE);

  it('passes exactly through the latent vectors of its seeds', () => {
    for (const k of [0, 1, 2, 40]) {
      expect(path.at(k)).toEqual(new Random(5 + k, 'latent vector').normals(SIZE));
    }
  });

  it('stays at the length that normal vectors have', () => {
    const lengths = Array.from({ length: 2000 }, (_, i) => lengthOf(path.at(i / 20)));
    const mean = lengths.reduce((sum, length) => sum + length) / lengths.length;
    expect(mean / Math.sqrt(SIZE)).toBeCloseTo(1, 1);
    expect(Math.min(...lengths)).toBeGreaterThan(0.7 * Math.sqrt(SIZE));
    expect(Math.max(...lengths)).toBeLessThan(1.3 * Math.sqrt(SIZE));
  });

  it('turns no corner at a station, and goes about as fast there as elsewhere', () => {
    const [step, size] = [1e-3, 2048];
    const wide = new LatentPath(5, size);
    const velocity = (place: number) => subtract(wide.at(place + step), wide.at(place));
    const speeds = Array.from(
      { length: 30 },
      (_, i) => lengthOf(velocity(1 + i / 10)) / step / Math.sqrt(size),
    );
    expect(Math.max(...speeds) / Math.min(...speeds)).toBeLessThan(1.35);
    for (const station of [1, 2, 3]) {
      const [before, after] = [velocity(station - step), velocity(station)];
      expect(lengthOf(subtract(before, after)) / lengthOf(after)).toBeLessThan(0.01);
    }
  });

  it('is the same wherever it was asked about before', () => {
    const other = new LatentPath(5, SIZE);
    other.at(30.5);
    expect(other.at(2.25)).toEqual(path.at(2.25));
    expect(new LatentPath(6, SIZE).at(1.25)).toEqual(path.at(2.25));
  });
});

/** A generator that notes what is asked of it, and answers when it is told to; an image says which request it answers. */
function fakeGenerator(attributes: Attribute[] | null = null) {
  const asked: (SampleOptions & { latent: Float32Array })[] = [];
  const open: { resolve: (image: PixelImage) => void; reject: (error: Error) => void }[] = [];
  const sample = (options: SampleOptions) => {
    asked.push(options as (typeof asked)[number]);
    return new Promise<PixelImage>((resolve, reject) => open.push({ resolve, reject }));
  };
  const settle = async (act: (request: (typeof open)[number]) => void) => {
    for (const request of open.splice(0)) act(request);
    for (let i = 0; i < 5; i++) await null;
  };
  return {
    generator: { latentSize: 8, attributes, sample: sample as never },
    asked,
    open,
    answer: () =>
      settle(({ resolve }) => resolve({ width: asked.length, height: 1, data: new Uint8ClampedArray(4) })),
    fail: () => settle(({ reject }) => reject(new Error('no'))),
  };
}

/** Frames of a swarm that follows, each `seconds` long; images take `latency` frames. */
async function run(
  options: WalkOptions,
  { rate, seconds, latency = 0 }: Record<'rate' | 'seconds', number> & { latency?: number },
) {
  const fake = fakeGenerator();
  const path = walk(fake.generator, options);
  const shown: { at: number; latent: Float32Array }[] = [];
  let waited = 0;
  for (let frame = 0; frame <= seconds * rate; frame++) {
    const image = path(frame / rate);
    if (image) shown.push({ at: frame / rate, latent: fake.asked[image.width - 1]!.latent });
    for (let i = 0; i < 5; i++) await null;
    expect(fake.open.length).toBeLessThanOrEqual(1);
    if (fake.open.length > 0 && ++waited > latency) {
      waited = 0;
      await fake.answer();
    }
  }
  return { shown, asked: fake.asked };
}

describe('a walk', () => {
  const path = new LatentPath(3, 8);
  const options = { seed: 3, seconds: 2, rate: 10 };

  it.each([30, 60, 144])('at %d frames a second, images show where the path is at that time', async rate => {
    const { shown } = await run(options, { rate, seconds: 6 });
    // The first comes a frame late: nobody knew that it would be wanted.
    expect(shown.length).toBeGreaterThan(57);
    for (const { at, latent } of shown.slice(1)) {
      const number = Math.floor(at * 10 + 1e-6);
      expect(latent).toEqual(path.at(number / 20));
    }
  });

  it('passes the image of each seed', async () => {
    const { asked } = await run(options, { rate: 60, seconds: 6 });
    for (const k of [0, 1, 2]) {
      const latent = new Random(3 + k, 'latent vector').normals(8);
      expect(asked.some(request => request.latent.join() === latent.join())).toBe(true);
    }
  });

  it('of a slow generator shows fewer images, asked for one at a time, each close to its moment', async () => {
    const { shown } = await run(options, { rate: 60, seconds: 20, latency: 24 });
    expect(shown.length).toBeGreaterThan(25);
    expect(shown.length).toBeLessThan(50);
    const all = Array.from({ length: 220 }, (_, number) => path.at(number / 20).join());
    for (const { at, latent } of shown.slice(8)) {
      const number = all.indexOf(latent.join());
      expect(Math.abs(number / 10 - at)).toBeLessThan(0.15);
    }
  });

  it('gives every image once, and begins anew with a time that does', async () => {
    const fake = fakeGenerator();
    const walked = walk(fake.generator, options);
    expect(walked(7)).toBeNull();
    await null;
    await fake.answer();
    expect(walked(7)?.width).toBe(1);
    expect(walked(7)).toBeNull();
    walked(7.01);
    await null;
    await fake.answer();
    expect(walked(0)).toBeNull();
    await null;
    expect(fake.asked.at(-1)?.latent).toEqual(path.at(0));
  });

  it('goes from one number of a range to the next', async () => {
    const fake = fakeGenerator([{ name: 'weight', from: 2, to: 4 }]);
    const walked = walk(fake.generator, options);
    const numbers: number[] = [];
    for (let frame = 0; frame < 400; frame++) {
      walked(frame / 10);
      await null;
      await fake.answer();
      numbers.push(fake.asked.at(-1)!.attributes!.weight as number);
    }
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(2);
    expect(Math.max(...numbers)).toBeLessThanOrEqual(4);
    expect(Math.max(...numbers) - Math.min(...numbers)).toBeGreaterThan(1);
    // From station to station, 20 images on, it goes from anywhere to anywhere.
    const steps = numbers.slice(1).map((number, i) => Math.abs(number - numbers[i]!));
    expect(Math.max(...steps)).toBeLessThanOrEqual(2 / 20 + 1e-9);
  });

  it('draws classes from the seeds, and keeps to what is asked for', async () => {
    const hair = { name: 'hair', values: ['short', 'long', 'none'] };
    const mood = { name: 'mood', values: ['sad', 'happy'] };
    const fake = fakeGenerator([hair, mood]);
    const walked = walk(fake.generator, options);
    const chosen: string[] = [];
    for (let frame = 0; frame < 400; frame++) {
      walked(frame / 10);
      await null;
      await fake.answer();
      chosen.push(JSON.stringify(fake.asked.at(-1)!.attributes));
    }
    expect(new Set(chosen).size).toBeGreaterThan(3);
    const random = new Random(3 + 5, 'condition');
    expect(chosen[105]).toBe(JSON.stringify({ hair: random.below(3), mood: random.below(2) }));

    walked.ask({ attributes: { mood: 'happy' }, truncation: 0.5 });
    walked(50);
    await null;
    expect(fake.asked.at(-1)).toMatchObject({ truncation: 0.5, attributes: { mood: 'happy' } });
    expect(fake.asked.at(-1)!.attributes!.hair).toBeTypeOf('number');

    const digits = fakeGenerator([{ name: 'label', values: ['0', '1'] }]);
    walk(digits.generator, { ...options, label: '1' })(0);
    await null;
    expect(digits.asked[0]).toMatchObject({ label: '1' });
    expect(digits.asked[0]).not.toHaveProperty('attributes');
  });

  it.each([
    [{ seed: -1 }, /seed is -1.*whole number/],
    [{ seed: 0.5 }, /seed is 0.5/],
    [{ seconds: 0 }, /seconds is 0.*above 0/],
    [{ rate: Number.POSITIVE_INFINITY }, /rate is Infinity/],
  ])('refuses %o', (wrong, message) => {
    expect(() => walk(fakeGenerator().generator, wrong)).toThrow(message);
  });
});

describe('a walk that cannot go on', () => {
  let warn: ReturnType<typeof vi.spyOn>;
  beforeEach(() => {
    warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  });
  afterEach(() => warn.mockRestore());

  it('says a failure once, asks again, and not at every frame', async () => {
    const fake = fakeGenerator();
    const walked = walk(fake.generator, { rate: 10 });
    for (let frame = 0; frame < 60; frame++) {
      expect(walked(frame / 60)).toBeNull();
      await null;
      await fake.fail();
    }
    expect(fake.asked.length).toBeGreaterThanOrEqual(9);
    expect(fake.asked.length).toBeLessThanOrEqual(11);
    expect(warn).toHaveBeenCalledTimes(1);
    walked(1.05);
    await null;
    await fake.answer();
    expect(walked(1.2)).not.toBeNull();
  });

  it('gives nothing and asks for nothing once it was disposed of', async () => {
    const fake = fakeGenerator();
    const walked = walk(fake.generator);
    walked(0);
    await null;
    walked.dispose();
    await fake.fail();
    for (let frame = 0; frame < 30; frame++) expect(walked(frame)).toBeNull();
    expect(fake.asked).toHaveLength(1);
    expect(warn).not.toHaveBeenCalled();
  });
});

it('leads through a network in training, whose images of the seeds it passes', async () => {
  const trainer = new GanTrainer(tinyOptions({ dataset: tinyLabelledImages(), model: tinyConditionalModel }));
  const walked = walk(trainer, { seed: 4, seconds: 1, rate: 2 });
  const imageAt = (seconds: number) =>
    vi.waitFor(
      () => {
        const image = walked(seconds);
        expect(image).not.toBeNull();
        return image!;
      },
      { timeout: 20_000 },
    );
  // Before it is ready.
  const first = await imageAt(0);
  await trainer.train({ steps: 3 });
  const later = await imageAt(2);
  expect(later).toEqual(await trainer.sample({ seed: 6 }));
  expect(first).not.toEqual(await trainer.sample({ seed: 4 }));
  trainer.dispose();
});

describe('what cannot be walked through', () => {
  const generator = {
    latentSize: 4,
    attributes: [{ name: 'label', values: ['a', 'b'] }],
    sample: async () => [],
  };
  it.each([
    [null, {}, /walk was given null. Give a generator, or a trainer/],
    [{}, {}, /walk was given Object/],
    [generator, { label: 99 }, /99/],
    [generator, { truncation: -1 }, /truncation is -1.*above 0/],
    [generator, { rate: 0 }, /rate is 0/],
  ])('%o with %o is refused at once', (source, options, message) => {
    expect(() => walk(source as never, options)).toThrow(message);
  });

  it('nor is a wish on the way that it does not know', () => {
    const path = walk(generator as never, { label: 'a' });
    expect(() => path.ask({ label: 'c' })).toThrow(/"c"/);
    path.dispose();
  });
});
