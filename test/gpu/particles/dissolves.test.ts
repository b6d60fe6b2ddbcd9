/** How an image comes apart: every way ends with nothing in view, and each goes its own. */
import type { DissolveOptions } from 'genesis-particles';
import { Vector3 } from 'three';
import { expect, test } from 'vitest';
import { createSwarm, draw, paint, readState, run, runUntil } from './fixture.ts';

const COUNT = 2048;
const card = paint(16, 16, () => [200, 200, 200]);
const styles = ['burst', 'drift', 'fall', 'blow', 'burn', 'implode', 'vortex'] as const;

async function stand(blending = 'additive') {
  const stage = createSwarm({
    count: COUNT,
    parameters: { shimmer: 0, formTime: 0.2, spring: 500, damping: 1, blending: blending as 'additive' },
  });
  const form = async () => {
    expect(await runUntil(stage.swarm, stage.swarm.form(card))).toBe('formed');
    run(stage.swarm, 20);
  };
  return { ...stage, form };
}

const light = (pixels: Float32Array) => pixels.reduce((sum, value, i) => (i % 4 < 3 ? sum + value : sum), 0);

test.each(['additive', 'alpha', 'opaque'])(
  'every style fades away until no particle is in view, and its promise says dissolved (%s)',
  async blending => {
    const stage = await stand(blending);
    for (const style of styles) {
      await stage.form();
      const whole = light(draw(stage, 48));
      expect(whole).toBeGreaterThan(100);
      const dissolved = stage.swarm.dissolve({ style, duration: 0.5 });
      // It does not go out: hardly anything is left before the end.
      run(stage.swarm, 28);
      expect(stage.swarm.state).toBe('dissolving');
      expect(light(draw(stage, 48)) / whole, style).toBeLessThan(0.1);
      expect(await runUntil(stage.swarm, dissolved)).toBe('dissolved');
      expect(light(draw(stage, 48)), style).toBe(0);
    }
  },
);

/** Where the particles of a dissolving are, from home, after `steps`. */
async function moved(stage: Awaited<ReturnType<typeof stand>>, steps: number, options: DissolveOptions) {
  await stage.form();
  void stage.swarm.dissolve({ duration: 1, ...options });
  run(stage.swarm, steps);
  const { position, home } = readState(stage.swarm);
  const particles = Array.from({ length: COUNT }, (_, i) => {
    const [x, y] = [home[4 * i]!, home[4 * i + 1]!];
    return { x, y, dx: position[4 * i]! - x, dy: position[4 * i + 1]! - y };
  });
  const mean = (value: (particle: (typeof particles)[number]) => number) =>
    particles.reduce((sum, particle) => sum + value(particle), 0) / COUNT;
  const length = mean(({ dx, dy }) => Math.hypot(dx, dy));
  const radius = ({ x, y }: { x: number; y: number }) => Math.hypot(x, y) + 1e-6;
  return {
    mean,
    /** Mean motion to the right, up, outwards and anticlockwise, as shares of the way. */
    right: mean(({ dx }) => dx) / length,
    up: mean(({ dy }) => dy) / length,
    out: mean(p => (p.dx * p.x + p.dy * p.y) / radius(p)) / length,
    around: mean(p => (p.dy * p.x - p.dx * p.y) / radius(p)) / length,
    length,
  };
}

test('let go twice, particles go on and do not come back', async () => {
  const stage = await stand();
  const once = await moved(stage, 30, { style: 'fall' });
  const first = stage.swarm.dissolve({ style: 'fall', duration: 1 });
  const { position } = readState(stage.swarm);
  run(stage.swarm, 1);
  const { position: later } = readState(stage.swarm);
  const drop = (at: Float32Array) =>
    at.reduce((sum, value, i) => (i % 4 === 1 ? sum + value : sum), 0) / COUNT;
  expect(once.up).toBeLessThan(0);
  expect(drop(later)).toBeLessThan(drop(position));
  const second = stage.swarm.dissolve({ duration: 0.4 });
  expect(await first).toBe('superseded');
  let steps = 0;
  while (stage.swarm.state === 'dissolving') {
    run(stage.swarm, 1);
    steps++;
  }
  expect(await second).toBe('dissolved');
  // About half had been done.
  expect(steps).toBeLessThan(0.6 * 0.4 * 60);
});

test('in the middle every style has gone its own way', async () => {
  const stage = await stand();
  const ways = Object.fromEntries(
    await (async () => {
      const entries: [string, Awaited<ReturnType<typeof moved>>][] = [];
      for (const style of styles) entries.push([style, await moved(stage, 40, { style })]);
      return entries;
    })(),
  ) as Record<(typeof styles)[number], Awaited<ReturnType<typeof moved>>>;
  for (const style of styles) expect(ways[style].length, style).toBeGreaterThan(0.01);
  expect(ways.fall.up).toBeLessThan(-0.8);
  expect(ways.blow.right).toBeGreaterThan(0.7);
  expect(ways.burn.up).toBeGreaterThan(0.4);
  expect(ways.burst.out).toBeGreaterThan(0.6);
  expect(ways.implode.out).toBeLessThan(-0.6);
  expect(ways.vortex.around).toBeGreaterThan(0.5);
  for (const aimless of ['right', 'out', 'around'] as const) {
    expect(Math.abs(ways.drift[aimless]), aimless).toBeLessThan(0.5);
  }
  // No two are alike: they differ by a third of the way in one of these at least.
  for (const [i, a] of styles.entries()) {
    for (const b of styles.slice(0, i)) {
      const apart = (['right', 'up', 'out', 'around'] as const).map(way =>
        Math.abs(ways[a][way] - ways[b][way]),
      );
      expect(Math.max(...apart), `${a} and ${b}`).toBeGreaterThan(0.33);
    }
  }
});

test('a point and a direction aim it', async () => {
  const stage = await stand();
  stage.swarm.size = 2;
  const point = new Vector3(0.8, -0.6, 0); // (0.4, -0.3) in image heights
  const burst = await moved(stage, 30, { style: 'burst', point });
  const outwards = burst.mean(({ x, y, dx, dy }) => {
    const [rx, ry] = [x - 0.4, y + 0.3];
    return (dx * rx + dy * ry) / (Math.hypot(rx, ry) + 1e-6);
  });
  expect(outwards / burst.length).toBeGreaterThan(0.6);
  expect(burst.right).toBeLessThan(-0.3);
  const implode = await moved(stage, 40, { style: 'implode', point });
  expect(implode.right).toBeGreaterThan(0.3);
  expect(implode.up).toBeLessThan(-0.2);
  const blow = await moved(stage, 40, { style: 'blow', direction: new Vector3(0, -7, 0) });
  expect(blow.up).toBeLessThan(-0.7);
});

test('a burning eats the image from one side along its direction, the others in the order they say', async () => {
  const stage = await stand();
  /** Mean way of the particles on one side less that on the other. */
  const front = async (options: DissolveOptions, side: (p: { x: number; y: number }) => number) => {
    const { mean } = await moved(stage, 18, options);
    const on = (sign: number) => mean(p => (side(p) * sign > 0 ? Math.hypot(p.dx, p.dy) : 0));
    return on(1) / on(-1);
  };
  expect(await front({ style: 'burn' }, ({ y }) => -y)).toBeGreaterThan(2);
  expect(await front({ style: 'burn', direction: new Vector3(1, 0, 0) }, ({ x }) => -x)).toBeGreaterThan(2);
  expect(await front({ style: 'blow' }, ({ x }) => x)).toBeGreaterThan(2);
  expect(await front({ style: 'fall' }, ({ y }) => -y)).toBeGreaterThan(1.5);
});
