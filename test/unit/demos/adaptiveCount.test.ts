/** A machine is a frame time that grows with the number of particles; the demo has to find what it can take. */
import { expect, test } from 'vitest';
import { AdaptiveCount } from '../../../demos/stage/AdaptiveCount.ts';

const TARGET = { slowest: 1 / 26, spare: 1 / 40, fewest: 2048 };

function settle(count: number, secondsOf: (count: number) => number, frames = 3000) {
  const swarm = { count };
  const adaptive = new AdaptiveCount(swarm, TARGET);
  const counts: number[] = [];
  for (let frame = 0; frame < frames; frame++) {
    adaptive.frame(secondsOf(swarm.count));
    counts.push(swarm.count);
  }
  return { swarm, counts };
}

test.each([
  ['a processor that plays GPU', 8192, 0.012, 1.5e-6],
  ['one that is busy besides', 8192, 0.02, 4e-6],
  ['a small GPU', 65_536, 0.004, 5e-7],
])('on %s it settles where frames are quick enough, and stays', (_, start, base, each) => {
  const secondsOf = (count: number) => base + each * count;
  const { swarm, counts } = settle(start, secondsOf);
  expect(secondsOf(swarm.count)).toBeLessThanOrEqual(TARGET.slowest);
  expect(secondsOf(swarm.count * 1.5)).toBeGreaterThan(TARGET.spare);
  expect(new Set(counts.slice(-1000)).size).toBe(1);
});

test('takes all that a strong GPU offers, and no fewer than a picture needs on a weak one', () => {
  expect(settle(65_536, () => 1 / 144).swarm.count).toBe(65_536);
  expect(settle(8192, () => 0.2).swarm.count).toBe(2048);
});

test('a single hiccup changes nothing', () => {
  let frame = 0;
  expect(settle(8192, () => (++frame % 24 === 0 ? 1 : 1 / 30)).swarm.count).toBe(8192);
});

test('leaves the choice to the visitor once there was one', () => {
  const swarm = { count: 8192 };
  const adaptive = new AdaptiveCount(swarm, TARGET);
  swarm.count = 50_000;
  for (let frame = 0; frame < 500; frame++) adaptive.frame(0.3);
  expect(swarm.count).toBe(50_000);
});
