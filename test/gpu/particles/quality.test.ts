/** Fewer particles where all would be too dear: what is seen stays the same. */
import type { GenesisParticles, Layout, Precision } from 'genesis-particles';
import { describe, expect, test, vi } from 'vitest';
import { GpuTimer } from '../../../src/particles/gpu/GpuTimer.ts';
import { someOf } from '../../thorough.ts';
import {
  createSwarm,
  distances,
  draw,
  inner,
  insides,
  paint,
  readState,
  readTexels,
  ring,
  run,
  runUntil,
  runWhile,
  STEP,
  share,
  tiers,
} from './fixture.ts';

const BUDGET = 4;
const COUNT = 16_384;

/** A clock by which a frame costs `load` times the budget when all particles are drawn. */
async function clocked(options: { precision?: Precision; layout?: Layout } = {}) {
  const clock = { load: 0.7 };
  const { precision = 'float', layout = 'flow' } = options;
  const stage = createSwarm({
    count: COUNT,
    precision,
    parameters: { shimmer: 0, embers: 0, layout },
    quality: {
      milliseconds: BUDGET,
      measure: () => (clock.load * BUDGET * stage.swarm.drawnCount) / COUNT,
    },
  });
  expect(await runUntil(stage.swarm, stage.swarm.form(ring))).toBe('formed');
  run(stage.swarm, 180);
  return { ...stage, clock };
}

/** Of a picture with no common measure with the lattice of a grid, whose particles would else all meet the same pixels alike. */
const luminance = (stage: Parameters<typeof draw>[0]) =>
  draw(stage, 509).reduce((sum, value, i) => (i % 4 < 3 ? sum + value : sum), 0);

const CLOCKED: readonly [Precision, Layout][] = [
  ['float', 'flow'],
  ['float', 'grid'],
  ['half', 'flow'],
  ['stateless', 'flow'],
  ['stateless', 'grid'],
];

describe.each(someOf(CLOCKED, 2))('with an injected clock (%s, %s)', (precision, layout) => {
  test('the drawn count falls within 1 s until it fits and rises again when relieved', async () => {
    const stage = await clocked({ precision, layout });
    const { swarm, clock } = stage;
    expect(swarm.drawnCount).toBe(COUNT);
    const light = luminance(stage);
    const changes: number[] = [];
    const lights: number[] = [];
    const second = (from: number) => {
      for (let frame = 0; frame < 60; frame++) {
        const before = swarm.drawnCount;
        run(swarm, 1);
        if (swarm.drawnCount === before) continue;
        changes.push(from + frame * STEP);
        lights.push(luminance(stage));
      }
    };
    clock.load = 2;
    second(0);
    expect(swarm.drawnCount).toBeLessThanOrEqual(COUNT / 2);
    expect(swarm.drawnCount).toBeGreaterThan(COUNT / 4);
    const fits = swarm.drawnCount;
    for (let time = 1; time < 5; time++) second(time);
    expect(swarm.drawnCount).toBe(fits);
    clock.load = 0.3;
    for (let time = 5; time < 10; time++) second(time);
    expect(swarm.drawnCount).toBe(COUNT);
    expect(changes.length).toBeGreaterThan(1);
    for (let i = 1; i < changes.length; i++)
      expect(changes[i]! - changes[i - 1]!).toBeGreaterThanOrEqual(0.98);
    for (const seen of [...lights, luminance(stage)]) expect(Math.abs(seen / light - 1)).toBeLessThan(0.05);
  });
});

/** Draws half of them, at once. */
function thin(swarm: GenesisParticles, load: number, clock: { load: number }): void {
  clock.load = load;
  const before = swarm.drawnCount;
  runWhile(swarm, () => swarm.drawnCount === before);
}

test('who is not drawn is not moved, and who joins an image that stands is home', async () => {
  const { swarm, clock } = await clocked();
  thin(swarm, 2, clock);
  const { drawnCount } = swarm;
  const used = Math.ceil(drawnCount / 128) * 128;
  const before = [insides(swarm).textures.motion, insides(swarm).textures.motionBefore].map(target =>
    readTexels(swarm, target, 0).slice(4 * used),
  );
  expect(await runUntil(swarm, swarm.form(paint(8, 8, x => [255 * x, 0, 0])))).toBe('formed');
  expect(swarm.drawnCount).toBe(drawnCount);
  run(swarm, 120);
  // The one half was given its new homes when the image came, and the other not even that; neither has moved.
  const after = [insides(swarm).textures.motion, insides(swarm).textures.motionBefore].map(target =>
    readTexels(swarm, target, 0).slice(4 * used),
  );
  expect(before.some(old => after.some(now => old.every((value, i) => value === now[i])))).toBe(true);
  const moved = readState(swarm);
  const away = distances(moved.position, moved.home);
  expect(Math.max(...away.subarray(0, drawnCount))).toBeLessThan(1e-3);
  expect(share(away.subarray(used), distance => distance > 1e-3)).toBeGreaterThan(0.5);
  thin(swarm, 0.3, clock);
  const all = readState(swarm);
  expect(Math.max(...distances(all.position, all.home).subarray(0, swarm.drawnCount))).toBeLessThan(1e-3);
});

test.each(tiers)('an image is formed when those that are drawn are home (%s)', async precision => {
  const { swarm, clock } = await clocked({ precision });
  thin(swarm, 4, clock);
  expect(await runUntil(swarm, swarm.form(paint(8, 8, () => [255, 255, 255])))).toBe('formed');
  const { position, home } = readState(swarm);
  const away = distances(position, home).subarray(0, swarm.drawnCount);
  expect(share(away, distance => distance <= 0.5 / 8)).toBeGreaterThanOrEqual(0.99);
  expect(inner(swarm).count).toBe(COUNT);
});

test('another number of particles, another seed and another quality keep what they should', async () => {
  const { swarm, clock } = await clocked();
  thin(swarm, 2, clock);
  const part = swarm.drawnCount / COUNT;
  swarm.count = 8000;
  expect(swarm.drawnCount).toBe(Math.round(8000 * part));
  swarm.reset(5);
  expect(swarm.drawnCount).toBe(Math.round(8000 * part));
  swarm.quality = 'full';
  expect(swarm.drawnCount).toBe(8000);
  expect(swarm.quality).toBe('full');
});

test.each([0, -1, Number.NaN])('a budget of %s milliseconds is refused', milliseconds => {
  const { swarm } = createSwarm({ count: 64 });
  expect(() => {
    swarm.quality = { milliseconds };
  }).toThrow(/quality is .* It takes 'full'/);
  expect(swarm.quality).toBe('full');
});

test('where the browser measures the GPU it is asked, and everything is given back', async () => {
  const { renderer, scene, camera, swarm } = createSwarm({ count: 4096, quality: 'auto' });
  const gl = renderer.getContext() as WebGL2RenderingContext;
  const begun = vi.spyOn(gl, 'beginQuery');
  const taken = vi.spyOn(GpuTimer.prototype, 'frame');
  void swarm.form(ring);
  for (let frame = 0; frame < 30; frame++) {
    run(swarm, 1);
    renderer.render(scene, camera);
    await new Promise(resolve => setTimeout(resolve, 4));
  }
  expect(gl.getError()).toBe(gl.NO_ERROR);
  if (gl.getExtension('EXT_disjoint_timer_query_webgl2')) {
    expect(begun.mock.calls.length).toBeGreaterThan(30);
    expect(taken).toHaveBeenCalledTimes(30);
  }
  swarm.dispose();
  expect(gl.getError()).toBe(gl.NO_ERROR);
});
