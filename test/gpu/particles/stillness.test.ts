/** A swarm that lies still costs nothing, and says so to a host that draws on demand. */
import type { GenesisParticles, Precision } from 'genesis-particles';
import { Vector3 } from 'three';
import { describe, expect, test, vi } from 'vitest';
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
  STEP,
  tiers,
} from './fixture.ts';

/** Lets it run until `update` says that nothing changed; fails after 20 seconds of simulated time. */
async function rest(swarm: GenesisParticles): Promise<void> {
  for (let step = 0; step < 1200; step++) {
    if (!swarm.update(STEP)) return;
    await answered(swarm);
  }
  throw new Error('it never lies still');
}

async function stand(precision: Precision = 'float') {
  const stage = createSwarm({ parameters: { shimmer: 0 }, precision });
  expect(await runUntil(stage.swarm, stage.swarm.form(ring))).toBe('formed');
  return stage;
}

test.each(tiers)(
  'an image that stands comes to rest: update says so, and no step is simulated (%s)',
  async precision => {
    const { swarm, renderer, scene, camera } = await stand(precision);
    await rest(swarm);
    const { position, home } = readState(swarm);
    expect(Math.max(...distances(position, home))).toBeLessThan(1e-5);
    const picture = () => {
      renderer.render(scene, camera);
      const bytes = new Uint8Array(280 * 280 * 4);
      renderer.getContext().readPixels(0, 0, 280, 280, 6408, 5121, bytes);
      return bytes;
    };
    const before = picture();
    const step = vi.spyOn(insides(swarm), 'step');
    for (let frame = 0; frame < 30; frame++) expect(swarm.update(0.7 * STEP)).toBe(false);
    expect(step).not.toHaveBeenCalled();
    expect(picture()).toEqual(before);
  },
);

test('one more step would indeed have changed nothing', async () => {
  const { swarm } = await stand();
  await rest(swarm);
  const before = readState(swarm);
  const inside = insides(swarm);
  inside.beginSteps();
  for (let step = 0; step < 100; step++) inside.step(swarm['orders']);
  inside.endSteps();
  expect(readState(swarm)).toEqual(before);
});

test('while it shimmers something changes, without a step', async () => {
  const { swarm } = await stand();
  await rest(swarm);
  swarm.parameters.shimmer = 0.01;
  const step = vi.spyOn(insides(swarm), 'step');
  let steps = -1;
  while (steps !== step.mock.calls.length) {
    steps = step.mock.calls.length;
    for (let frame = 0; frame < 60; frame++) {
      expect(swarm.update(STEP)).toBe(true);
      await answered(swarm);
    }
  }
  expect(swarm.update(STEP)).toBe(true);
});

describe('what happens to it wakes it', () => {
  test.each<[string, (swarm: GenesisParticles) => void]>([
    ['an impulse', swarm => swarm.impulse(new Vector3(), 2, 1)],
    ['another image', swarm => void swarm.form(ring)],
    ['dissolving', swarm => void swarm.dissolve({ style: 'drift' })],
    ['another number of particles', swarm => (swarm.count = 5000)],
    ['a parameter of its looks', swarm => (swarm.parameters.brightness = 0.5)],
    ['a colour', swarm => (swarm.parameters.warm = '#00ff00')],
  ])('%s', async (_, happen) => {
    const { swarm } = await stand();
    await rest(swarm);
    happen(swarm);
    expect(swarm.update(STEP)).toBe(true);
    if (swarm.state !== 'dissolving') {
      if (swarm.state === 'forming') run(swarm, 150);
      await rest(swarm);
    }
  });

  test('a push between a question and its answer is not slept through', async () => {
    const { swarm } = await stand();
    const asked = vi.spyOn(insides(swarm), 'beginCount');
    await rest(swarm);
    swarm.parameters.brightness = 0.5;
    const before = asked.mock.calls.length;
    runWhile(swarm, () => asked.mock.calls.length === before);
    swarm.impulse(new Vector3(), 2, 1);
    // biome-ignore-start lint/complexity/useLiteralKeys: a test may look inside
    const reader = insides(swarm)['arrivals']['reader'];
    const [gl, fence] = [reader['gl']!, reader['fence']!];
    // biome-ignore-end lint/complexity/useLiteralKeys: a test may look inside
    await vi.waitUntil(() => gl.getSyncParameter(fence, gl.SYNC_STATUS) === gl.SIGNALED);
    const still = readState(swarm).position;
    swarm.update(STEP);
    expect(Math.max(...distances(readState(swarm).position, still))).toBeGreaterThan(1e-3);
  });

  test('a value assigned again does not', async () => {
    const { swarm } = await stand();
    await rest(swarm);
    swarm.parameters.brightness = 1;
    expect(swarm.update(STEP)).toBe(false);
  });
});
