/** Images made ahead: whoever takes one never waits. */

import { readFile } from 'node:fs/promises';
import { type Generator, ImageRing, loadGenerator } from 'genesis-particles/gan';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

let generator: Generator;

beforeAll(async () => {
  generator = await loadGenerator(await readFile('models/digits.safetensors'), {
    worker: false,
    backend: 'cpu',
  });
});
afterAll(() => generator.dispose());

/** The requests that were answered so far. */
const answered = (sample: { readonly mock: { readonly results: readonly { readonly value: unknown }[] } }) =>
  Promise.all(sample.mock.results.map(({ value }) => value));

test('takes image after image, seed after seed, and the places that were emptied are filled anew', async () => {
  const sample = vi.spyOn(generator, 'sample');
  const ring = await ImageRing.filled(generator, { length: 3, seed: 10, label: 7 });
  const first = [ring.take(), ring.take(), ring.take()];
  await answered(sample);
  const second = [ring.take(), ring.take(), ring.take()];
  await answered(sample);
  sample.mockRestore();
  const expected = await generator.sample({ seed: 10, count: 6, label: 7 });
  expect([...first, ...second]).toEqual(expected);
});

test('when more is taken than is made, images come again', async () => {
  const ring = await ImageRing.filled(generator, { length: 2 });
  const [first, second, third] = [ring.take(), ring.take(), ring.take()];
  expect(second).not.toEqual(first);
  expect(third).toBe(first);
});

test('a generator that was disposed of leaves what was made', async () => {
  const other = await loadGenerator(await readFile('models/digits.safetensors'), {
    worker: false,
    backend: 'cpu',
  });
  const ring = await ImageRing.filled(other, { length: 2 });
  other.dispose();
  const first = ring.take();
  ring.take();
  expect(ring.take()).toBe(first);
});

test('a length that makes no sense is refused', async () => {
  for (const length of [0, 1.5, Number.NaN, 5000]) {
    await expect(ImageRing.filled(generator, { length })).rejects.toThrow(`length is ${length}`);
  }
});
