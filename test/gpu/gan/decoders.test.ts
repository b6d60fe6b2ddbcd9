/** Decoders where arithmetic is the GPU's, and in a worker: as exact as everywhere. */
import { type Decoder, loadGenerator } from 'genesis-particles/gan';
import { expect, test } from 'vitest';
import weightsUrl from '../../../models/portraits.safetensors?url';
import { shareThatMeets } from '../../../scripts/tables/meets.ts';
import { someOf } from '../../thorough.ts';

const data = new Uint8ClampedArray(4 * 16 * 16);
for (let y = 3; y < 13; y++) data.fill(255, 4 * (16 * y + 3), 4 * (16 * y + 13));

const asked: readonly Decoder[] = [
  { type: 'mirror', axis: 'vertical' },
  { type: 'mirror', axis: 'horizontal' },
  { type: 'silhouette', mask: { width: 16, height: 16, data } },
  { type: 'palette', colours: ['#1d4a3a', '#3f7d45', '#8ab83a', '#cfe276', '#ff00fe'] },
];

test.each(someOf(['webgl', 'wasm', 'cpu'] as const, 3))('on %s', async backend => {
  const generator = await loadGenerator(weightsUrl, { backend });
  const images = await generator.sample({ seed: 0, count: 40, enhance: asked });
  for (const decoder of asked) expect(shareThatMeets(images, decoder)).toBe(1);
  // And something is left of them.
  expect(images.every(image => image.data.some(value => value > 0))).toBe(true);
  const [plain] = await generator.sample({ seed: 0, count: 1 });
  for (const decoder of asked) expect(shareThatMeets([plain!], decoder)).toBe(0);
  generator.dispose();
});
