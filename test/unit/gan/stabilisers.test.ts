import { Matrix, SVD } from 'ml-matrix';
import { beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../../../src/gan/Random.ts';
import type { Augmentation } from '../../../src/gan/stabilisers/augmentations.ts';
import { AUGMENTATIONS } from '../../../src/gan/stabilisers/augmentations.ts';
import { drawAugment } from '../../../src/gan/stabilisers/DiffAugment.ts';
import { NoisePool } from '../../../src/gan/stabilisers/NoisePool.ts';
import { SpectralNorm } from '../../../src/gan/stabilisers/SpectralNorm.ts';
import * as tf from '../../../src/gan/tf.ts';

beforeAll(() => tf.setBackend('cpu'));

/** `toEqual` of as many numbers takes a second. */
function isSame(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  return a.length === b.length && Array.from(a).every((value, i) => value === b[i]);
}

describe('spectral normalisation', () => {
  const shapes = [
    [6, 4],
    [3, 3, 2, 5],
    [7, 1],
  ];

  /** A kernel seen as a matrix [what goes in, what comes out], by ml-matrix. */
  function largestSingularValue(kernel: tf.Tensor): number {
    const columns = kernel.shape.at(-1)!;
    const matrix = Matrix.from1DArray(kernel.size / columns, columns, [...kernel.dataSync()]);
    return Math.max(...new SVD(matrix, { autoTranspose: true }).diagonal);
  }

  function make() {
    const random = new Random(2, 'test');
    const kernels = shapes.map(shape =>
      tf.variable(tf.tensor(random.normals(shape.reduce((a, b) => a * b, 1)), shape)),
    );
    return { kernels, norm: new SpectralNorm(kernels, random) };
  }

  it('comes to divide by the largest singular value', () => {
    const { kernels, norm } = make();
    const values = () => kernels.map(kernel => largestSingularValue(norm.normalise(kernel)));
    const first = values();
    for (let round = 0; round < 60; round++) norm.refine();
    kernels.forEach((kernel, index) => {
      expect(values()[index]).toBeCloseTo(1, 4);
      const sigma = largestSingularValue(kernel);
      const ratio = tf.div(kernel, norm.normalise(kernel)).dataSync();
      expect([...ratio]).toEqual(Array(kernel.size).fill(expect.closeTo(sigma, 3)));
    });
    expect(Math.abs(first[0]! - 1)).toBeGreaterThan(0.01);
    norm.dispose();
    tf.dispose(kernels);
  });

  it('follows a kernel that moves as training goes on, by one round a step', () => {
    const { kernels, norm } = make();
    const random = new Random(3, 'steps');
    for (let round = 0; round < 60; round++) norm.refine();
    for (let step = 0; step < 30; step++) {
      for (const kernel of kernels) {
        kernel.assign(tf.add(kernel, tf.tensor(random.normals(kernel.size), kernel.shape).mul(0.02)));
      }
      norm.refine();
      for (const kernel of kernels) {
        expect(Math.abs(largestSingularValue(norm.normalise(kernel)) - 1)).toBeLessThan(0.02);
      }
    }
    norm.dispose();
    tf.dispose(kernels);
  });

  it('leaves others alone, and names vectors of length 1', () => {
    const { kernels, norm } = make();
    norm.refine();
    const other = tf.tensor2d([[3, 4]]);
    expect(norm.normalise(other)).toBe(other);
    expect(Object.keys(norm.named)).toEqual(['u.0', 'v.0', 'u.1', 'v.1', 'u.2', 'v.2']);
    for (const vector of Object.values(norm.named)) {
      expect(tf.norm(vector).dataSync()[0]).toBeCloseTo(1, 5);
    }
    expect(norm.named['u.1']!.shape).toEqual([18, 1]);
    expect(norm.named['v.1']!.shape).toEqual([5, 1]);
    norm.dispose();
    tf.dispose(kernels);
  });
});

describe('augmentation', () => {
  const COUNT = 40;
  const [HEIGHT, WIDTH] = [16, 24];
  const pixelsOf = (channels: number) => COUNT * HEIGHT * WIDTH * channels;

  /** Images within [-1, 1] and what becomes of them. */
  function augment(kinds: readonly Augmentation[], channels: number, seed = 1) {
    const random = new Random(seed, 'images');
    const before = Float32Array.from({ length: pixelsOf(channels) }, () => 2 * random.uniform() - 1);
    const change = drawAugment(kinds, COUNT, [HEIGHT, WIDTH, channels], new Random(seed, 'augmentation'));
    const images = tf.tensor4d(before, [COUNT, HEIGHT, WIDTH, channels]);
    const changed = change(images);
    expect(changed.shape).toEqual(images.shape);
    // Drawn once: the same images are changed in the same way again.
    expect(isSame(change(images).dataSync(), changed.dataSync())).toBe(true);
    return { before, after: changed.dataSync() };
  }

  /** Place of a pixel's first channel. */
  const at = (image: number, y: number, x: number, channels: number) =>
    ((image * HEIGHT + y) * WIDTH + x) * channels;

  it('by nothing leaves images as they are', () => {
    const { before, after } = augment([], 3);
    expect(isSame(after, before)).toBe(true);
  });

  it('of all kinds keeps the shape for every number of channels, and depends on the seed', () => {
    for (const channels of [1, 2, 3, 4]) {
      const { after } = augment(AUGMENTATIONS, channels);
      expect(isSame(augment(AUGMENTATIONS, channels).after, after)).toBe(true);
      expect(isSame(augment(AUGMENTATIONS, channels, 2).after, after)).toBe(false);
    }
  });

  it('translation moves each image by whole pixels, up to an eighth of each side, over background', () => {
    const channels = 3;
    const { before, after } = augment(['translation'], channels);
    const [most, farthest] = [HEIGHT / 8, WIDTH / 8];
    const moves = new Set<string>();
    for (let image = 0; image < COUNT; image++) {
      const fits = (down: number, right: number) => {
        for (let y = 0; y < HEIGHT; y++) {
          for (let x = 0; x < WIDTH; x++) {
            const isInside = y >= down && y < HEIGHT + down && x >= right && x < WIDTH + right;
            for (let channel = 0; channel < channels; channel++) {
              const source = isInside ? before[at(image, y - down, x - right, channels) + channel]! : -1;
              if (Math.abs(after[at(image, y, x, channels) + channel]! - source) > 1e-6) return false;
            }
          }
        }
        return true;
      };
      const found: string[] = [];
      for (let down = -most; down <= most; down++) {
        for (let right = -farthest; right <= farthest; right++) {
          if (fits(down, right)) found.push(`${down} ${right}`);
        }
      }
      expect(found.length).toBe(1);
      moves.add(found[0]!);
    }
    const [downs, rights] = [0, 1].map(
      place => new Set([...moves].map(move => Number(move.split(' ')[place]))),
    );
    expect([...downs!].sort((a, b) => a - b)).toEqual([-2, -1, 0, 1, 2]);
    expect([...rights!].sort((a, b) => a - b)).toEqual([-3, -2, -1, 0, 1, 2, 3]);
  });

  it('cutout makes a rectangle of at most half of each side background', () => {
    const channels = 2;
    const { before, after } = augment(['cutout'], channels);
    const sizes: number[] = [];
    for (let image = 0; image < COUNT; image++) {
      const holes: [number, number][] = [];
      for (let y = 0; y < HEIGHT; y++) {
        for (let x = 0; x < WIDTH; x++) {
          const place = at(image, y, x, channels);
          const [found, original] = [after, before].map(values => [...values.slice(place, place + channels)]);
          if (found!.every(value => value === -1)) holes.push([y, x]);
          else for (const [i, value] of found!.entries()) expect(value).toBeCloseTo(original![i]!, 6);
        }
      }
      const side = (axis: 0 | 1) => {
        const places = holes.map(hole => hole[axis]);
        return Math.max(...places) - Math.min(...places) + 1;
      };
      expect(holes.length).toBe(side(0) * side(1));
      expect(side(0)).toBeLessThanOrEqual(HEIGHT / 2);
      expect(side(1)).toBeLessThanOrEqual(WIDTH / 2);
      sizes.push(holes.length);
    }
    expect(Math.max(...sizes)).toBe((HEIGHT * WIDTH) / 4);
    // Over the edge, less of it is seen: from the very corner a quarter.
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual((HEIGHT * WIDTH) / 16);
    expect(Math.min(...sizes)).toBeLessThan((HEIGHT * WIDTH) / 8);
  });

  describe('color', () => {
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const deviation = (values: number[]) => {
      const middle = mean(values);
      return Math.sqrt(mean(values.map(value => (value - middle) ** 2)));
    };
    /** The numbers of one image, of some of its channels. */
    const numbersOf = (values: ArrayLike<number>, image: number, channels: number, wanted: number[]) =>
      Array.from({ length: HEIGHT * WIDTH }, (_, pixel) =>
        wanted.map(channel => values[(image * HEIGHT * WIDTH + pixel) * channels + channel]!),
      ).flat();

    it('leaves alpha alone', () => {
      for (const channels of [2, 4]) {
        const { before, after } = augment(['color'], channels);
        const alphas = (values: Float32Array) => values.filter((_, i) => i % channels === channels - 1);
        expect(isSame(alphas(after as Float32Array), alphas(before))).toBe(true);
        expect(isSame(after, before)).toBe(false);
      }
    });

    it.each([1, 2, 3, 4])(
      'makes images of %i channel(s) brighter and their contrast greater, within limits',
      channels => {
        const colors = [...Array(channels < 3 ? 1 : 3).keys()];
        const { before, after } = augment(['color'], channels);
        const brightness: number[] = [];
        const contrast: number[] = [];
        for (let image = 0; image < COUNT; image++) {
          const [old, changed] = [before, after].map(values => numbersOf(values, image, channels, colors));
          brightness.push(mean(changed!) - mean(old!));
          // The mean colour of a pixel: saturation leaves it alone.
          const [oldGrey, grey] = [old!, changed!].map(values =>
            Array.from({ length: HEIGHT * WIDTH }, (_, pixel) =>
              mean(values.slice(pixel * colors.length, (pixel + 1) * colors.length)),
            ),
          );
          contrast.push(deviation(grey!) / deviation(oldGrey!));
        }
        expect(Math.max(...brightness.map(Math.abs))).toBeLessThanOrEqual(0.5);
        expect(Math.min(...brightness)).toBeLessThan(-0.4);
        expect(Math.max(...brightness)).toBeGreaterThan(0.4);
        expect(Math.min(...contrast)).toBeGreaterThanOrEqual(0.5);
        expect(Math.min(...contrast)).toBeLessThan(0.6);
        expect(Math.max(...contrast)).toBeGreaterThan(1.4);
        expect(Math.max(...contrast)).toBeLessThanOrEqual(1.5);
      },
    );

    it('turns colours grey or stronger, by up to twice', () => {
      const { before, after } = augment(['color'], 3);
      const saturations = Array.from({ length: COUNT }, (_, image) => {
        const [oldGrey, grey] = [before, after].map(values => {
          const numbers = numbersOf(values, image, 3, [0, 1, 2]);
          return Array.from({ length: HEIGHT * WIDTH }, (__, i) => mean(numbers.slice(3 * i, 3 * i + 3)));
        });
        const factor = (values: ArrayLike<number>, greys: number[]) => {
          const reds = numbersOf(values, image, 3, [0]);
          return deviation(reds.map((red, pixel) => red - greys[pixel]!));
        };
        return factor(after, grey!) / factor(before, oldGrey!) / (deviation(grey!) / deviation(oldGrey!));
      });
      expect(Math.max(...saturations)).toBeLessThanOrEqual(2.001);
      expect(Math.max(...saturations)).toBeGreaterThan(1.8);
      expect(Math.min(...saturations)).toBeLessThan(0.2);
    });
  });
});

describe('noise', () => {
  it('is normal, with the standard deviation that was asked for', () => {
    const pool = new NoisePool(1);
    const noise = tf.sub(pool.addTo(tf.fill([100, 100], 3), 0.2), 3).dataSync() as Float32Array;
    const mean = noise.reduce((sum, value) => sum + value, 0) / noise.length;
    const variance = noise.reduce((sum, value) => sum + (value - mean) ** 2, 0) / noise.length;
    expect(mean).toBeCloseTo(0, 2);
    expect(Math.sqrt(variance)).toBeCloseTo(0.2, 2);
    expect(noise.filter(value => Math.abs(value) > 0.4).length / noise.length).toBeCloseTo(0.0455, 2);
    pool.dispose();
  });

  it('is the same again from the same state, whatever larger tensors came before', () => {
    const noiseOf = (pool: NoisePool, size: number) => [...pool.addTo(tf.zeros([size]), 1).dataSync()];
    const pool = new NoisePool(1);
    noiseOf(pool, 40);
    noiseOf(pool, 7);
    const { state } = pool;
    const expected = [noiseOf(pool, 10), noiseOf(pool, 10)];
    expect(expected[1]).not.toEqual(expected[0]);
    const other = new NoisePool(1);
    other.state = state;
    expect([noiseOf(other, 10), noiseOf(other, 10)]).toEqual(expected);
    const another = new NoisePool(2);
    another.state = state;
    expect(noiseOf(another, 10)).not.toEqual(expected[0]);
    for (const each of [pool, other, another]) each.dispose();
  });
});
