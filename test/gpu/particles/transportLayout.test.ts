/** Images whose particles take the shortest ways: what becomes of a forming that has to wait for them. */
import type { GenesisParticles } from 'genesis-particles';
import { expect, onTestFinished, test, vi } from 'vitest';
import { answered, createSwarm, distances, paint, readState, ring, run, runUntil } from './fixture.ts';

const COUNT = 1024;
const left = paint(24, 24, (x, y) =>
  Math.abs(Math.hypot(x - 0.5, y - 0.5) - 0.35) < 0.06 ? [255, 255, 255] : [0, 0, 0],
);
const right = paint(24, 24, (x, y) => (Math.abs(x - y) < 0.12 ? [255, 255, 255] : [0, 0, 0]));
const prompt = { formTime: 0.2, shimmer: 0 };

/** Homes as sorted texts, to be compared as sets. */
const setOf = (home: Float32Array) =>
  Array.from({ length: COUNT }, (_, i) => `${home[4 * i]!.toFixed(4)} ${home[4 * i + 1]!.toFixed(4)}`).sort();

/** Mean squared way between the homes of two readings. */
function travel(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < COUNT; i++) sum += (a[4 * i]! - b[4 * i]!) ** 2 + (a[4 * i + 1]! - b[4 * i + 1]!) ** 2;
  return sum / COUNT;
}

/** Forms one image after the other and reads the homes of each. */
async function homesOf(swarm: GenesisParticles, layout: 'flow' | 'transport', images = [left, right]) {
  const homes: Float32Array[] = [];
  for (const image of images) {
    expect(await runUntil(swarm, swarm.form(image, { layout }))).toBe('formed');
    homes.push(readState(swarm).home);
  }
  return homes as [Float32Array, Float32Array];
}

test('particles land one to one where flow has its samples, by shorter ways, and are formed there', async () => {
  const { swarm } = createSwarm({ count: COUNT, parameters: prompt });
  const flow = await homesOf(swarm, 'flow');
  swarm.reset();
  const transport = await homesOf(swarm, 'transport');
  for (const index of [0, 1] as const) expect(setOf(transport[index])).toEqual(setOf(flow[index]));
  expect(travel(...transport)).toBeLessThan(0.75 * travel(...flow));
  const { position, home } = readState(swarm);
  expect(distances(position, home).filter(distance => distance > 0.5 / 24).length).toBeLessThan(0.01 * COUNT);
});

test('while the ways are worked out what stood goes on, and a later call takes over', async () => {
  const { swarm } = createSwarm({ count: COUNT, parameters: prompt });
  const [flow] = await homesOf(swarm, 'flow', [left]);
  const first = swarm.form(right, { layout: 'transport' });
  expect(swarm.state).toBe('forming');
  run(swarm, 3);
  expect(readState(swarm).home).toEqual(flow); // nobody has moved house
  const second = swarm.form(ring, { layout: 'transport' });
  expect(await first).toBe('superseded');
  const third = swarm.dissolve({ duration: 0.2 });
  expect(await second).toBe('superseded');
  expect(await runUntil(swarm, third)).toBe('dissolved');
  expect(setOf(readState(swarm).home)).toEqual(setOf(flow));
  const last = swarm.form(right, { layout: 'transport' });
  expect(await runUntil(swarm, last)).toBe('formed');
});

test('the number of particles may change while the ways are worked out', async () => {
  const { swarm } = createSwarm({ count: COUNT, parameters: prompt });
  const formed = swarm.form(left, { layout: 'transport' });
  swarm.count = 700;
  expect(await runUntil(swarm, formed)).toBe('formed');
  expect(readState(swarm).position.length).toBe(2800);
});

test('reset and dispose do not wait', async () => {
  const { swarm } = createSwarm({ count: COUNT, parameters: prompt });
  const before = swarm.form(left, { layout: 'transport' });
  swarm.reset();
  expect([await before, swarm.state]).toEqual(['superseded', 'idle']);
  const pending = swarm.form(left, { layout: 'transport' });
  swarm.dispose();
  await expect(pending).rejects.toMatchObject({ name: 'AbortError' });
});

test('where there is no worker the particles take the ways of flow, with one warning', async () => {
  vi.stubGlobal(
    'Worker',
    class {
      constructor() {
        throw new Error('forbidden here');
      }
    },
  );
  onTestFinished(() => {
    vi.unstubAllGlobals();
  });
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const { swarm } = createSwarm({ count: COUNT, parameters: prompt });
  const transport = await homesOf(swarm, 'transport');
  expect(warn.mock.calls).toEqual([
    [expect.stringMatching(/could not be started: forbidden here.* The layout 'flow' is used instead\.$/)],
  ]);
  warn.mockRestore();
  await answered(swarm);
  expect(transport).toEqual(await homesOf(swarm, 'flow'));
});
