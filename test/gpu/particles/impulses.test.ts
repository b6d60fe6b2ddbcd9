/** Pushes that come faster than steps: each takes a step of its own. */
import { Vector3 } from 'three';
import { expect, test, vi } from 'vitest';
import { createSwarm, distances, insides, readState, ring, run, runUntil, STEP, tiers } from './fixture.ts';

/** A forming swarm, and the speeds of the impulses that its steps have taken so far, in order. */
function listen() {
  const { swarm } = createSwarm({ count: 256 });
  const inner = insides(swarm);
  const step = inner.step.bind(inner);
  const speeds: number[] = [];
  vi.spyOn(inner, 'step').mockImplementation(orders => {
    if (orders.impulse) speeds.push(orders.impulse.speed);
    step(orders);
  });
  const taken = () => [...speeds];
  const push = (...speeds: number[]) => {
    for (const speed of speeds) swarm.impulse(new Vector3(), 1, speed);
  };
  return { swarm, taken, push };
}

test('those of one frame are taken in their order, one a step, none lost', () => {
  const { swarm, taken, push } = listen();
  void swarm.form(ring);
  push(1, 2, 3, 4, 5, 6, 7, 8);
  run(swarm, 1);
  expect(taken()).toEqual([1]);
  push(9);
  run(swarm, 2);
  expect(taken()).toEqual([1, 2, 3]);
  swarm.update(6 * STEP);
  run(swarm, 5);
  expect(taken()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test('of more than can be taken soon the oldest are dropped', () => {
  const { swarm, taken, push } = listen();
  void swarm.form(ring);
  push(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
  run(swarm, 20);
  expect(taken()).toEqual([4, 5, 6, 7, 8, 9, 10, 11]);
});

test('a push at a swarm that is not there does not hit the next image', async () => {
  const { swarm, taken, push } = listen();
  expect(await runUntil(swarm, swarm.dissolve({ style: 'drift', duration: 0.2 }))).toBe('dissolved');
  push(5);
  run(swarm, 1);
  void swarm.form(ring);
  run(swarm, 10);
  expect(taken()).toEqual([]);
});

test.each(tiers)('what is knocked loose does not jump as it is (%s)', async precision => {
  const { swarm } = createSwarm({ precision });
  expect(await runUntil(swarm, swarm.form(ring))).toBe('formed');
  run(swarm, 120);
  const before = readState(swarm).position;
  swarm.impulse(new Vector3(), 2, 1e-3, { sticks: true });
  run(swarm, 1);
  const after = readState(swarm);
  // biome-ignore lint/complexity/useLiteralKeys: a test may look inside
  expect(swarm['orders'].loose).toBe(true);
  expect(Math.max(...distances(before, after.position))).toBeLessThan(1e-3);
});
