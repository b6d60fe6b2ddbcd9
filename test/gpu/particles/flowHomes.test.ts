/** The `flow` homes in JavaScript are those that the shader works out. */
import { expect, test } from 'vitest';
import { flowHomes } from '../../../src/particles/layouts/flowHomes.ts';
import { flowTables } from '../../../src/particles/layouts/flowTables.ts';
import { lowDiscrepancyPoints } from '../../../src/particles/layouts/lowDiscrepancy.ts';
import { createSwarm, paint, reading, readState, ring, share } from './fixture.ts';

const wide = paint(31, 17, (x, y) => [255 * x, 60 * (1 - y), x * y > 0.4 ? 255 : 0]);

test.each([
  ['a digit-like ring', ring, true, 1],
  ['a wide image of another seed', wide, true, 4_000_000_000],
  ['one that is not smoothed', wide, false, 7],
])('%s', (_what, image, smooth, seed) => {
  const count = 20_000;
  const { swarm } = createSwarm({ count, seed });
  // biome-ignore lint/complexity/useLiteralKeys: a test may look inside
  swarm['swarm'].arrange({ image, layout: 'flow', ...reading(smooth) }, 'scatter', 'distance', 1);
  const { home } = readState(swarm);
  const expected = flowHomes(flowTables(image, reading(smooth)), lowDiscrepancyPoints(count, seed));
  const apart = Float64Array.from({ length: count }, (_, i) =>
    Math.hypot(home[4 * i]! - expected[2 * i]!, home[4 * i + 1]! - expected[2 * i + 1]!),
  );
  // GPUs may divide less exactly, and on the edge of two rows that can tip the balance.
  expect(share(apart, distance => distance < 1e-5)).toBeGreaterThan(0.999);
});
