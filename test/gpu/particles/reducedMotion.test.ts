/** Visitors who asked their system for little motion: images fade, and hardly anything moves. */
import type { GenesisParticles } from 'genesis-particles';
import { beforeEach, expect, test, vi } from 'vitest';
import {
  createSwarm,
  distances,
  draw,
  paint,
  readState,
  ring,
  run,
  runUntil,
  STEP,
  share,
  tiers,
} from './fixture.ts';

const query = { matches: true };

beforeEach(() => {
  query.matches = true;
  const stub = vi.spyOn(window, 'matchMedia').mockImplementation(text => {
    expect(text).toBe('(prefers-reduced-motion: reduce)');
    return query as MediaQueryList;
  });
  return () => stub.mockRestore();
});

const white = paint(28, 28, x => (x < 0.5 ? [0, 0, 0] : [255, 255, 255]));
const light = (stage: Parameters<typeof draw>[0]) => draw(stage, 64).reduce((sum, value) => sum + value, 0);

/** The furthest that a particle that was to be seen has moved in a step, until `promise` settles. */
async function furthest(swarm: GenesisParticles, promise: Promise<unknown>): Promise<number> {
  let most = 0;
  let last = readState(swarm);
  const update = swarm.update.bind(swarm);
  swarm.update = delta => {
    const changed = update(delta);
    const state = readState(swarm);
    // biome-ignore lint/complexity/useLiteralKeys: a test may look inside
    if (swarm['timeline'].presence > STEP / 0.35) {
      most = Math.max(most, ...distances(last.position, state.position));
    }
    last = state;
    return changed;
  };
  await runUntil(swarm, promise);
  swarm.update = update;
  return most;
}

test.each(tiers)(
  'an image lights up almost in its place, and the next as the last has faded (%s)',
  async precision => {
    const stage = createSwarm({ precision, count: 1024 });
    const { swarm } = stage;
    for (const image of [ring, white, ring]) {
      const formed = swarm.form(image);
      expect(await furthest(swarm, formed)).toBeLessThan(0.02);
      expect(await formed).toBe('formed');
      run(swarm, 40);
      const { position, home } = readState(swarm);
      expect(share(distances(position, home), distance => distance <= 0.5 / 28)).toBeGreaterThanOrEqual(0.99);
      expect(light(stage)).toBeGreaterThan(10);
    }
  },
);

test('whatever its style, an image that is let go fades where it stands', async () => {
  const stage = createSwarm({ count: 1024 });
  const { swarm } = stage;
  expect(await runUntil(swarm, swarm.form(ring))).toBe('formed');
  run(swarm, 60);
  const bright = light(stage);
  const dissolved = swarm.dissolve({ style: 'burst', duration: 0.5 });
  run(swarm, 15);
  expect(light(stage) / bright).toBeCloseTo(0.5, 1);
  expect(await furthest(swarm, dissolved)).toBeLessThan(1e-3);
  expect([await dissolved, swarm.state]).toEqual(['dissolved', 'idle']);
  expect(light(stage)).toBe(0);
  expect(await runUntil(swarm, swarm.form(white))).toBe('formed');
});

test('nothing shimmers, so an image comes to rest', async () => {
  const { swarm } = createSwarm({ count: 256, parameters: { shimmer: 0.05 } });
  expect(await runUntil(swarm, swarm.form(ring))).toBe('formed');
  expect(
    await runUntil(
      swarm,
      new Promise<void>(resolve => {
        const update = swarm.update.bind(swarm);
        swarm.update = delta => {
          const changed = update(delta);
          if (!changed) resolve();
          return changed;
        };
      }),
    ),
  ).toBeUndefined();
});

test('a call that comes while the last image fades takes over', async () => {
  const { swarm } = createSwarm({ count: 1024 });
  expect(await runUntil(swarm, swarm.form(ring))).toBe('formed');
  const first = swarm.form(white);
  run(swarm, 5);
  const second = swarm.dissolve({ duration: 0.3 });
  expect(await first).toBe('superseded');
  run(swarm, 5);
  const third = swarm.form(white);
  expect(await second).toBe('superseded');
  expect(await runUntil(swarm, third)).toBe('formed');
  const { home } = readState(swarm);
  expect(
    share(
      home.filter((_, i) => i % 4 === 0),
      x => x > -0.01,
    ),
  ).toBe(1);
});

test('another wish is heard at once, and the host’s word counts for more', async () => {
  const { swarm } = createSwarm({ count: 1024 });
  query.matches = false;
  const formed = swarm.form(ring);
  run(swarm, 1);
  const { position, home } = readState(swarm);
  expect(share(distances(position, home), distance => distance > 0.05)).toBeGreaterThan(0.9);
  expect(await runUntil(swarm, formed)).toBe('formed');
  swarm.reducedMotion = true;
  expect(await furthest(swarm, swarm.form(white))).toBeLessThan(0.02);
  query.matches = true;
  swarm.reducedMotion = false;
  expect(await furthest(swarm, swarm.form(ring))).toBeGreaterThan(0.005);
  expect(() => {
    swarm.reducedMotion = 'yes' as 'auto';
  }).toThrow(/reducedMotion is "yes"/);
  expect(swarm.reducedMotion).toBe(false);
});
