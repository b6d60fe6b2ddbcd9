import { describe, expect, test } from 'vitest';
import { medianOf, nearestNeighbours, toBytes } from '../../../src/gan/metrics/nearestNeighbours.ts';
import { Random } from '../../../src/gan/Random.ts';

test('worked out by hand', () => {
  const { distances, indices } = nearestNeighbours(
    Uint8Array.of(0, 0, 255, 255, 0, 51),
    Uint8Array.of(255, 255, 0, 51),
    2,
  );
  expect(Array.from(indices)).toEqual([1, 0, 1]);
  expect(distances[0]).toBeCloseTo(0.2 / Math.SQRT2, 14);
  expect(distances[1]).toBe(0);
  expect(distances[2]).toBe(0);
});

test('black against white is 1 apart', () => {
  const { distances } = nearestNeighbours(new Uint8Array(5000), new Uint8Array(5000).fill(255), 5000);
  expect(Array.from(distances)).toEqual([1]);
});

// Eight samples go together, 1,024 pixels at a time: sizes around both.
test.each([
  [1, 1],
  [7, 30],
  [8, 784],
  [9, 1024],
  [17, 1025],
  [3, 5000],
])('%i samples of %i pixels, pixel by pixel', (count, size) => {
  const [samples, training] = [noise(count * size, 'samples'), noise(40 * size, 'training')];
  const { distances, indices } = nearestNeighbours(samples, training, size);
  for (let sample = 0; sample < count; sample++) {
    const all = Array.from({ length: 40 }, (_, image) => {
      let squared = 0;
      for (let k = 0; k < size; k++)
        squared += (samples[sample * size + k]! - training[image * size + k]!) ** 2;
      return squared;
    });
    const least = Math.min(...all);
    expect(indices[sample]).toBe(all.indexOf(least));
    expect(distances[sample]).toBe(Math.sqrt(least / size) / 255);
  }
});

test('an image that was copied is found, also when all around it is white', () => {
  const training = noise(50 * 3000, 'training').map(value => value | 192);
  const copies = [49, 0, 17, 23, 23, 8, 31, 2, 44].flatMap(index =>
    Array.from(training.subarray(index * 3000, (index + 1) * 3000)),
  );
  const { distances, indices } = nearestNeighbours(Uint8Array.from(copies), training, 3000);
  expect(Array.from(indices)).toEqual([49, 0, 17, 23, 23, 8, 31, 2, 44]);
  expect(Array.from(distances)).toEqual(new Array(9).fill(0));
});

test('of equally near ones it is the first', () => {
  expect(nearestNeighbours(Uint8Array.of(5), Uint8Array.of(9, 7, 3, 7), 1).indices[0]).toBe(1);
});

test('the closer a generator keeps to its training images, the lower the median', () => {
  const training = noise(200 * 64, 'training');
  const drift = noise(200 * 64, 'drift');
  const medians = [0, 0.25, 0.5, 1].map(amount => {
    const samples = training.map((value, at) => (1 - amount) * value + amount * drift[at]!);
    return medianOf(nearestNeighbours(samples, training, 64).distances);
  });
  expect(medians[0]).toBe(0);
  expect(medians[1]).toBeLessThan(0.6 * medians[2]!);
  expect(medians[2]).toBeLessThan(0.9 * medians[3]!);
});

test('medians', () => {
  expect(medianOf(Float64Array.of(10, 2, 1))).toBe(2);
  expect(medianOf(Float64Array.of(10, 4, 1, 2))).toBe(3);
  expect(() => medianOf(new Float64Array(0))).toThrow(/No values/);
});

describe('bytes', () => {
  test('of numbers from −1 to 1', () => {
    expect(Array.from(toBytes(Float32Array.of(-1, 0, 1, -2, 2)))).toEqual([0, 128, 255, 0, 255]);
    const every = Float32Array.from({ length: 256 }, (_, byte) => byte / 127.5 - 1);
    expect(Array.from(toBytes(every))).toEqual(Array.from({ length: 256 }, (_, byte) => byte));
  });

  test('not of NaN', () => {
    expect(() => toBytes(Float32Array.of(0, Number.NaN))).toThrow(/NaN at number 1/);
  });
});

test.each([
  ['a part of a sample', new Uint8Array(3), new Uint8Array(4), 2, /samples are 3 bytes/],
  ['a part of a training image', new Uint8Array(2), new Uint8Array(5), 2, /training images are 5 bytes/],
  ['no samples', new Uint8Array(0), new Uint8Array(4), 2, /samples are 0 bytes/],
  ['images of nothing', new Uint8Array(2), new Uint8Array(4), 0, /Images of 0 values/],
])('%s is refused', (_, samples, training, size, message) => {
  expect(() => nearestNeighbours(samples, training, size)).toThrow(RangeError);
  expect(() => nearestNeighbours(samples, training, size)).toThrow(message);
});

function noise(length: number, stream: string): Uint8Array {
  const random = new Random(1, stream);
  return Uint8Array.from({ length }, () =>
    random.uniform() < 0.3 ? 255 * random.below(2) : random.below(256),
  );
}
