/** The browser takes the GPU away from a page, and gives it back. */
import type { WebGLRenderer } from 'three';
import { expect, test, vi } from 'vitest';
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
  const asked = vi.spyOn(insides(swarm), 'countArrived').mockReturnValueOnce(new Promise(() => {}));
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
