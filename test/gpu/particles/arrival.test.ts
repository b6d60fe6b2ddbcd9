/** When an image counts as formed, and what becomes of those who are late. */
import { expect, test } from 'vitest';
import {
  answered,
  createSwarm,
  distances,
  insides,
  readState,
  ring,
  run,
  runUntil,
  runWhile,
  share,
} from './fixture.ts';

/** 28 × 28 pixels: half a source pixel, in image heights. */
const HALF_PIXEL = 0.5 / 28;

const away = (swarm: Parameters<typeof readState>[0]) => {
  const { position, home } = readState(swarm);
  return distances(position, home);
};

test('the last per cent comes home after the image counts as formed', async () => {
  const { swarm } = createSwarm();
  expect(await runUntil(swarm, swarm.form(ring, { duration: 4 }))).toBe('formed');
  expect(Math.max(...away(swarm))).toBeGreaterThan(1e-3);
  run(swarm, 240);
  expect(Math.max(...away(swarm))).toBeLessThan(1e-5);
});

test.each([
  ['after a count has answered', true],
  ['while a count is under way', false],
])('fewer particles %s: formed still means that those that are left are home', async (_, hasAnswered) => {
  const { swarm } = createSwarm({ count: 16_384 });
  const near = () => share(away(swarm), distance => distance <= HALF_PIXEL);
  const inner = insides(swarm);
  const [begin, take] = [inner.beginCount.bind(inner), inner.takeCount.bind(inner)];
  let [asked, arrived] = [0, 0];
  inner.beginCount = tolerance => {
    asked++;
    begin(tolerance);
  };
  inner.takeCount = () => {
    const counts = take();
    arrived = counts?.arrived ?? arrived;
    return counts;
  };
  const formed = swarm.form(ring);
  while (arrived < 256) {
    run(swarm, 1);
    await answered(swarm);
  }
  const before = asked;
  if (!hasAnswered) runWhile(swarm, () => asked === before);
  swarm.count = 256;
  expect(near()).toBeLessThan(0.9);
  expect(await runUntil(swarm, formed)).toBe('formed');
  expect(near()).toBeGreaterThanOrEqual(0.99);
});
