/** Where particles set out from, in which order and how suddenly. */
import type { GenesisParticles } from 'genesis-particles';
import { expect, test } from 'vitest';
import { createSwarm, distances, paint, readState, run, runUntil, share } from './fixture.ts';

const COUNT = 2048;
/** Twice as wide as high, and bright at the right. */
const slope = paint(32, 16, x => [40 + 215 * x, 40 + 215 * x, 40 + 215 * x]);
const prompt = { shimmer: 0, turbulence: 0 };

const points = (values: Float32Array) =>
  Array.from({ length: values.length / 4 }, (_, i) => ({
    x: values[4 * i]!,
    y: values[4 * i + 1]!,
    z: values[4 * i + 2]!,
  }));
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

test('each origin puts particles where it says, and all of them come home from there', async () => {
  const { swarm } = createSwarm({ count: COUNT, parameters: { ...prompt, formTime: 0.3, spring: 400 } });
  const setOut = (origin: 'scatter' | 'point' | 'ring' | 'sphere' | 'rain') => {
    const formed = swarm.form(slope, { origin });
    const { position, home } = readState(swarm);
    const places = points(position);
    const radii = places.map(({ x, y, z }) => Math.hypot(x, y, z));
    return { formed, places, homes: points(home), radii };
  };
  const corner = Math.hypot(1, 0.5);

  const scatter = setOut('scatter');
  // Even over a disc: half of the particles within 1/√2 of its radius; as many on each side.
  const flat = scatter.places.map(({ x, y }) => Math.hypot(x, y));
  const reach = Math.max(...flat);
  expect(reach).toBeGreaterThan(corner);
  expect(share(flat, radius => radius < reach * Math.SQRT1_2)).toBeCloseTo(0.5, 1);
  expect(
    share(
      scatter.places.map(({ x }) => x),
      x => x > 0,
    ),
  ).toBeCloseTo(0.5, 1);
  expect(Math.max(...scatter.places.map(({ z }) => Math.abs(z)))).toBeLessThan(0.5);
  expect(await runUntil(swarm, scatter.formed)).toBe('formed');

  const point = setOut('point');
  expect(Math.max(...point.radii)).toBeLessThanOrEqual(0.0401);
  expect(share(point.radii, radius => radius < 0.04 * 0.5 ** (1 / 3))).toBeCloseTo(0.5, 1);
  expect(await runUntil(swarm, point.formed)).toBe('formed');

  const ring = setOut('ring');
  for (const { x, y, z } of ring.places) {
    expect(Math.abs(Math.hypot(x, y) / corner - 1.02)).toBeLessThan(0.06);
    expect(Math.abs(z)).toBeLessThan(0.06);
  }
  for (const sign of [1, -1]) {
    expect(
      share(
        ring.places.map(({ x, y }) => x * sign + y),
        value => value > 0,
      ),
    ).toBeCloseTo(0.5, 1);
  }

  const sphere = setOut('sphere');
  for (const radius of sphere.radii) expect(radius / corner).toBeCloseTo(1.05, 3);
  // Archimedes: every slice of the same thickness holds as many.
  for (const level of [-0.5, 0, 0.5]) {
    const below = share(
      sphere.places.map(({ z }) => z / (1.05 * corner)),
      z => z < level,
    );
    expect(below).toBeCloseTo((level + 1) / 2, 1);
  }

  const rain = setOut('rain');
  for (const [i, { x, y }] of rain.places.entries()) {
    expect(Math.abs(x - rain.homes[i]!.x)).toBeLessThanOrEqual(0.0301);
    expect(y).toBeGreaterThan(0.64);
    expect(y).toBeLessThan(1.76);
  }
  expect(await runUntil(swarm, rain.formed)).toBe('formed');

  // And from where they are by now.
  const before = readState(swarm).position;
  void swarm.form(
    paint(32, 16, x => [255 * (1 - x), 0, 0]),
    { origin: 'previous' },
  );
  expect(Math.max(...distances(readState(swarm).position, before))).toBeLessThan(1e-6);
});

/** Of each particle: when, in steps, it had come half of its way; its home and value. */
function halfway(swarm: GenesisParticles, options: object) {
  void swarm.form(slope, { origin: 'point', ...options });
  const start = readState(swarm);
  const full = distances(start.position, start.home);
  const when = new Float64Array(COUNT).fill(Number.NaN);
  for (let step = 0; step < 26; step++) {
    run(swarm, 4);
    const away = distances(readState(swarm).position, start.home);
    for (let i = 0; i < COUNT; i++) {
      if (Number.isNaN(when[i]!) && away[i]! < full[i]! / 2) when[i] = step;
    }
  }
  expect(share(when, Number.isNaN)).toBeLessThan(0.02);
  return points(start.home).map(({ x, y }, i) => ({ x, y, when: when[i]! }));
}

const first = (
  particles: ReturnType<typeof halfway>,
  test: (particle: (typeof particles)[number]) => boolean,
) => mean(particles.filter(particle => test(particle) && particle.when >= 0).map(({ when }) => when));

test('a stagger says who sets out first: the bright, the upper, the inner, whole regions', () => {
  const { swarm } = createSwarm({ count: COUNT, parameters: { ...prompt, formTime: 1, spring: 200 } });
  const bright = halfway(swarm, { stagger: 'brightness' });
  expect(first(bright, ({ x }) => x > 0.5) + 1).toBeLessThan(first(bright, ({ x }) => x < -0.5));
  const scan = halfway(swarm, { stagger: 'scan' });
  expect(first(scan, ({ y }) => y > 0.25) + 3).toBeLessThan(first(scan, ({ y }) => y < -0.25));
  expect(Math.abs(first(scan, ({ x }) => x > 0.5) - first(scan, ({ x }) => x < -0.5))).toBeLessThan(1);
  const distance = halfway(swarm, { stagger: 'distance' });
  expect(first(distance, ({ x }) => Math.abs(x) < 0.3) + 1).toBeLessThan(
    first(distance, ({ x }) => Math.abs(x) > 0.7),
  );
  // Neighbours go together: they differ less than any two.
  const noise = halfway(swarm, { stagger: 'noise' }).filter(({ when }) => when >= 0);
  const apart = (near: boolean) => {
    const differences: number[] = [];
    for (let i = 0; i < 400; i++) {
      for (let j = 0; j < i; j++) {
        const [a, b] = [noise[i]!, noise[j]!];
        if (Math.hypot(a.x - b.x, a.y - b.y) < 0.06 === near) differences.push(Math.abs(a.when - b.when));
      }
    }
    return mean(differences);
  };
  expect(apart(true)).toBeLessThan(0.75 * apart(false));
});

test('an easing says how suddenly home takes hold; a duration, within which time', () => {
  const { swarm } = createSwarm({ count: COUNT, parameters: { ...prompt, formTime: 1 } });
  const gone = (steps: number, options: object) => {
    void swarm.form(slope, { origin: 'point', stagger: 'scan', ...options });
    const { position, home } = readState(swarm);
    run(swarm, steps);
    return mean([...distances(readState(swarm).position, home)]) / mean([...distances(position, home)]);
  };
  const left = (['out', 'linear', 'smooth', 'in'] as const).map(easing => gone(20, { easing }));
  expect(left).toEqual([...left].sort((a, b) => a - b));
  expect(left[3]! - left[0]!).toBeGreaterThan(0.05);
  expect(gone(40, { duration: 0.5 })).toBeLessThan(gone(40, { duration: 2 }) - 0.3);
});
