/** The browser takes the GPU away from a page, and gives it back. */
import type { GenesisParticles } from 'genesis-particles';
import type { WebGLRenderer } from 'three';
import { expect, test, vi } from 'vitest';
import { isThorough } from '../../thorough.ts';
import {
  createSwarm,
  distances,
  draw,
  insides,
  readState,
  ring,
  run,
  runUntil,
  runWhile,
  share,
  tiers,
} from './fixture.ts';

const HALF_PIXEL = 0.5 / 28;

/** Takes the context away; `restore` gives it back. */
async function lose(renderer: WebGLRenderer) {
  const canvas = renderer.domElement;
  const event = (name: string) =>
    new Promise(resolve => canvas.addEventListener(name, resolve, { once: true }));
  const lost = event('webglcontextlost');
  renderer.forceContextLoss();
  await lost;
  // The context may be given back once every listener has heard that it is lost.
  await new Promise(resolve => setTimeout(resolve));
  return {
    async restore() {
      const restored = event('webglcontextrestored');
      renderer.forceContextRestore();
      await restored;
    },
  };
}

test.each([
  ['while it forms', 40],
  ['at once', 0],
])('a context lost %s comes back with all particles, which go on and form the image', async (_, steps) => {
  const stage = createSwarm();
  const { renderer, swarm } = stage;
  const start = readState(swarm).position;
  const formed = swarm.form(ring);
  run(swarm, steps);
  const { restore } = await lose(renderer);
  const read = vi.spyOn(renderer, 'readRenderTargetPixelsAsync');
  run(swarm, 200); // the game's loop knows nothing of it
  expect(read).not.toHaveBeenCalled();
  expect(swarm.state).toBe('forming');
  await restore();
  expect(Math.max(...distances(readState(swarm).position, start))).toBeLessThan(1e-6);
  expect(await runUntil(swarm, formed)).toBe('formed');
  const { position, home } = readState(swarm);
  expect(share(distances(position, home), distance => distance <= HALF_PIXEL)).toBeGreaterThanOrEqual(0.99);
  expect(Math.max(...draw(stage, 64))).toBeGreaterThan(0.1);
  expect(await runUntil(swarm, swarm.form(ring))).toBe('formed');
});

test('an image that stood when the context was lost comes together again', async () => {
  const stage = createSwarm();
  const { renderer, swarm } = stage;
  expect(await runUntil(swarm, swarm.form(ring))).toBe('formed');
  const { restore } = await lose(renderer);
  await restore();
  run(swarm, 240);
  expect(swarm.state).toBe('formed');
  const { position, home } = readState(swarm);
  expect(Math.max(...distances(position, home))).toBeLessThan(1e-3);
  expect(Math.max(...draw(stage, 64))).toBeGreaterThan(0.1);
});

test('an answer that the lost context owed is not waited for', async () => {
  const { renderer, swarm } = createSwarm();
  const formed = swarm.form(ring);
  const asked = vi.spyOn(insides(swarm), 'beginCount');
  runWhile(swarm, () => asked.mock.calls.length === 0);
  const { restore } = await lose(renderer);
  await restore();
  expect(await runUntil(swarm, formed)).toBe('formed');
});

test('a swarm that was disposed of leaves a restored context alone', async () => {
  const { renderer, swarm } = createSwarm();
  const restored = vi.spyOn(insides(swarm), 'restart');
  swarm.dispose();
  const { restore } = await lose(renderer);
  await restore();
  expect(restored).not.toHaveBeenCalled();
  expect(renderer.info.memory.textures).toBe(0);
});

const luminance = (stage: Parameters<typeof draw>[0]) =>
  draw(stage, 48).reduce((sum, value) => sum + value, 0);

/** Brings a swarm into each of its states; says what is waited for there. */
const states: readonly [string, (swarm: GenesisParticles) => Promise<() => Promise<unknown>>][] = [
  [
    'idle',
    async swarm => {
      await runUntil(swarm, swarm.dissolve({ duration: 0.3 }));
      return () => Promise.resolve();
    },
  ],
  [
    'forming',
    async swarm => {
      const formed = swarm.form(ring);
      run(swarm, 30);
      return () => formed;
    },
  ],
  [
    'formed',
    async swarm => {
      await runUntil(swarm, swarm.form(ring));
      run(swarm, 100);
      return () => Promise.resolve();
    },
  ],
  [
    'dissolving',
    async swarm => {
      await runUntil(swarm, swarm.form(ring));
      const dissolved = swarm.dissolve({ style: 'fall', duration: 0.5 });
      run(swarm, 8);
      return () => dissolved;
    },
  ],
  [
    'following',
    async swarm => {
      swarm.follow(() => ring);
      await runUntil(swarm, new Promise(resolve => swarm.addEventListener('formed', resolve)));
      run(swarm, 100);
      return () => Promise.resolve();
    },
  ],
  [
    'waiting for its ways',
    async swarm => {
      await runUntil(swarm, swarm.form(ring));
      run(swarm, 100);
      const formed = swarm.form(ring, { layout: 'transport' });
      return () => formed;
    },
  ],
];

test.each(tiers.map(tier => [isThorough && tier === 'float' ? 20 : states.length, tier] as const))(
  'a context lost %i times, in every state, brings back the image that was shown (%s)',
  async (times, precision) => {
    const stage = createSwarm({ count: 1024, precision, parameters: { shimmer: 0, formTime: 0.8 } });
    const { renderer, swarm } = stage;
    for (let time = 0; time < times; time++) {
      const [name, bring] = states[time % states.length]!;
      const waitedFor = await bring(swarm);
      const { state } = swarm;
      const before = luminance(stage);
      const { restore } = await lose(renderer);
      run(swarm, 3);
      await restore();
      expect(swarm.state, name).toBe(state);
      run(swarm, 1);
      const stands = ['formed', 'following', 'waiting for its ways'].includes(name);
      if (stands) expect(luminance(stage) / before, name).toBeCloseTo(1, 1);
      if (name === 'idle') expect(luminance(stage)).toBe(0);
      if (stands) {
        const { position, home } = readState(swarm);
        expect(
          share(distances(position, home), distance => distance <= HALF_PIXEL),
          name,
        ).toBeGreaterThan(0.98);
      }
      expect(await runUntil(swarm, waitedFor()), name).not.toBe('superseded');
    }
  },
  120_000,
);

test('a device that came back as a lesser one is probed anew, and shows the image that stood', async () => {
  const stage = createSwarm({ count: 1024, parameters: { shimmer: 0 } });
  const { renderer, swarm } = stage;
  expect(await runUntil(swarm, swarm.form(ring))).toBe('formed');
  run(swarm, 100);
  const before = luminance(stage);
  const { restore } = await lose(renderer);
  const gl = renderer.getContext();
  const status = vi.spyOn(gl, 'checkFramebufferStatus').mockReturnValue(gl.FRAMEBUFFER_UNSUPPORTED);
  expect(swarm.precision).toBe('float');
  await restore();
  status.mockRestore();
  expect([swarm.precision, swarm.state]).toEqual(['stateless', 'formed']);
  run(swarm, 1);
  expect(luminance(stage) / before).toBeCloseTo(1, 1);
  expect(await runUntil(swarm, swarm.dissolve())).toBe('dissolved');
});
