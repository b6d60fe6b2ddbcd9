/** What each force does in one step, held against its formula, for every particle. */
import type { GenesisParticles } from 'genesis-particles';
import { Ray, Vector3 } from 'three';
import { expect, test } from 'vitest';
import { CurlNoise, SLANT } from '../../../src/particles/forces/CurlNoise.ts';
import { createSwarm, insides, paint, readState, readTexels, run, runUntil, STEP } from './fixture.ts';

const COUNT = 1024;
const card = paint(8, 8, () => [200, 200, 200]);
type Vec = readonly [number, number, number];

/** A swarm whose particles fly about freely (nothing calls them), or stand at home. */
function fly(parameters: object = {}) {
  const stage = createSwarm({ count: COUNT, parameters: { turbulence: 0, ...parameters } });
  return stage;
}

/** Where every particle is, how fast, and the random numbers that it has. */
function look(swarm: GenesisParticles) {
  const { position, velocity, home } = readState(swarm);
  const turns = readTexels(swarm, insides(swarm).textures.turns, 0);
  const at = (values: Float32Array, i: number): Vec => [
    values[4 * i]!,
    values[4 * i + 1]!,
    values[4 * i + 2]!,
  ];
  return Array.from({ length: COUNT }, (_, i) => ({
    place: at(position, i),
    velocity: at(velocity, i),
    home: at(home, i),
    random: [turns[4 * i + 1]!, turns[4 * i + 2]!, turns[4 * i + 3]!] as Vec,
  }));
}
type Particle = ReturnType<typeof look>[number];

/** What acts on a particle: an acceleration, media that carry it as [rate, speed], and a stiffness. */
interface Acting {
  push?: Vec;
  media?: readonly (readonly [number, Vec])[];
  stiffness?: number;
  drag?: number;
  /** Added to the velocity at once. */
  kick?: Vec;
}

const LEASH = 0.3;
const AIR = 3.2;

/** The leash and the air that every free particle feels, as of turbulence 0. */
const free = ({ place, random }: Particle): Acting => {
  const stray = LEASH * Math.max(0, place[0] ** 2 + place[1] ** 2 + place[2] ** 2 - 1);
  return {
    push: place.map(x => -stray * x) as unknown as Vec,
    media: [[AIR * (0.6 + 0.8 * random[0]), [0, 0, 0]]],
  };
};

/** Velocity after a step of backward Euler. */
function stepped({ place, home, velocity }: Particle, acting: readonly Acting[]): Vec {
  const stiffness = acting.reduce((sum, { stiffness = 0 }) => sum + stiffness, 0);
  const media = acting.flatMap(({ media = [] }) => media);
  const drag =
    acting.reduce((sum, { drag = 0 }) => sum + drag, 0) + media.reduce((sum, [rate]) => sum + rate, 0);
  return [0, 1, 2].map(axis => {
    let v = velocity[axis]! - STEP * stiffness * (place[axis]! - home[axis]!);
    for (const { push, kick } of acting) v += STEP * (push?.[axis] ?? 0) + (kick?.[axis] ?? 0);
    for (const [rate, speed] of media) v += STEP * rate * speed[axis]!;
    return v / (1 + STEP * (drag + STEP * stiffness));
  }) as unknown as Vec;
}

/** Runs one step and compares every particle's velocity; returns how far the force has moved the fastest. */
function compare(
  swarm: GenesisParticles,
  name: string,
  acting: (particle: Particle) => readonly Acting[],
): number {
  const before = look(swarm);
  run(swarm, 1);
  const after = look(swarm);
  let [worst, most] = [0, 0];
  for (const [i, particle] of before.entries()) {
    const expected = stepped(particle, acting(particle));
    for (const axis of [0, 1, 2]) {
      worst = Math.max(worst, Math.abs(after[i]!.velocity[axis]! - expected[axis]!));
      most = Math.max(most, Math.abs(after[i]!.velocity[axis]! - particle.velocity[axis]!));
    }
    // Nobody was so fast that the speed limit took part.
    expect(Math.hypot(...expected)).toBeLessThan(2.8);
  }
  expect(worst, name).toBeLessThan(2e-5);
  return most;
}

const bell = (square: number) => Math.max(0, 1 - square) ** 2;

test('gravity, wind, attractor and vortex follow their formulas in flight, with either sign', () => {
  const { swarm } = fly({ origin: 'scatter' });
  const set = (values: object) => Object.assign(swarm.parameters, values);
  expect(compare(swarm, 'nothing', p => [free(p)])).toBeGreaterThan(0);
  run(swarm, 5);
  for (const sign of [1, -1]) {
    set({ gravity: 3 * sign });
    const fell = compare(swarm, 'gravity', p => [free(p), { push: [0, -3 * sign, 0] }]);
    expect(fell).toBeGreaterThan(0.03);
    set({ gravity: 0 });

    set({ attractor: 20 * sign, attractorX: 0.2, attractorY: -0.1, attractorZ: 0.1, attractorRadius: 0.8 });
    const drawn = compare(swarm, 'attractor', p => {
      const d = [0.2, -0.1, 0.1].map((x, axis) => (x - p.place[axis]!) / 0.8);
      const fall = 20 * sign * bell(d[0]! ** 2 + d[1]! ** 2 + d[2]! ** 2);
      return [free(p), { push: d.map(x => x * fall) as unknown as Vec }];
    });
    expect(drawn).toBeGreaterThan(0.05);
    set({ attractor: 0 });

    set({ vortex: 20 * sign, vortexX: -0.3, vortexY: 0.1, vortexRadius: 0.7 });
    const stirred = compare(swarm, 'vortex', p => {
      const [x, y] = [(p.place[0] + 0.3) / 0.7, (p.place[1] - 0.1) / 0.7];
      const fall = 20 * sign * bell(x * x + y * y);
      return [free(p), { push: [-y * fall, x * fall, 0] }];
    });
    expect(stirred).toBeGreaterThan(0.05);
    set({ vortex: 0 });
  }
  set({ wind: 2, windAngle: 120 });
  const angle = (120 * Math.PI) / 180;
  const blown = compare(swarm, 'wind', p => [
    free(p),
    { media: [[2, [2 * Math.cos(angle), 2 * Math.sin(angle), 0]]] },
  ]);
  expect(blown).toBeGreaterThan(0.03);
  // All at once they add up.
  set({ gravity: 2, vortex: 10, attractor: -10 });
  compare(swarm, 'all', p => {
    const d = [0.2, -0.1, 0.1].map((x, axis) => (x - p.place[axis]!) / 0.8);
    const fall = -10 * bell(d[0]! ** 2 + d[1]! ** 2 + d[2]! ** 2);
    const [x, y] = [(p.place[0] + 0.3) / 0.7, (p.place[1] - 0.1) / 0.7];
    const stir = 10 * bell(x * x + y * y);
    return [
      free(p),
      { media: [[2, [2 * Math.cos(angle), 2 * Math.sin(angle), 0]]], push: [0, -2, 0] },
      { push: d.map(value => value * fall) as unknown as Vec },
      { push: [-y * stir, x * stir, 0] },
    ];
  });
});

test('turbulence carries free particles along the curl noise', () => {
  const { swarm } = fly({ turbulence: 2 });
  run(swarm, 20);
  const noise = new CurlNoise(1).image.data as unknown as Uint8Array;
  const { time } = insides(swarm);
  const drift = [0.0047, 0.0061].map(rate => ((time + STEP) * rate) % 1);
  const SIZE = 64;
  const cell = (x: number, y: number, c: number) => noise[((y & 63) * SIZE + (x & 63)) * 4 + c]! / 255;
  const streamAt = ([x, y, z]: Vec): Vec => {
    const at = [x + z * SLANT.x, y + z * SLANT.y].map((x, axis) => (x * 0.15 + drift[axis]!) * SIZE - 0.5);
    const low = at.map(Math.floor);
    const t = at.map((x, axis) => x - low[axis]!);
    return [0, 1, 2].map(c => {
      let sum = 0;
      for (let corner = 0; corner < 4; corner++) {
        const bits = [corner & 1, corner >> 1];
        const weight = bits.reduce((product, bit, axis) => product * (bit ? t[axis]! : 1 - t[axis]!), 1);
        sum += weight * cell(low[0]! + bits[0]!, low[1]! + bits[1]!, c);
      }
      return (sum * 2 - 1) * (c === 2 ? 0.6 : 1) * 2;
    }) as unknown as Vec;
  };
  const before = look(swarm);
  run(swarm, 1);
  const after = look(swarm);
  let worst = 0;
  for (const [i, particle] of before.entries()) {
    const { push } = free(particle);
    const rate = AIR * (0.6 + 0.8 * particle.random[0]);
    const expected = stepped(particle, [{ push: push!, media: [[rate, streamAt(particle.place)]] }]);
    for (const axis of [0, 1, 2])
      worst = Math.max(worst, Math.abs(after[i]!.velocity[axis]! - expected[axis]!));
  }
  // Texture units interpolate with 8 bits.
  expect(worst).toBeLessThan(1e-3);
});

test('spring and drag draw home what is out of place, as stiff and as damped as they are', async () => {
  const { swarm } = fly({ formTime: 0.2, shimmer: 0 });
  expect(await runUntil(swarm, swarm.form(card))).toBe('formed');
  run(swarm, 30);
  swarm.impulse(new Vector3(0.1, 0, 0), 2, 1);
  run(swarm, 4);
  for (const [spring, damping] of [
    [130, 0.82],
    [20, 0.3],
    [500, 1.7],
  ] as const) {
    Object.assign(swarm.parameters, { spring, damping });
    const acting = { stiffness: spring, drag: 2 * damping * Math.sqrt(spring) };
    expect(compare(swarm, `${spring}`, () => [acting])).toBeGreaterThan(1e-3);
  }
});

test('a pointer that hovers pushes or draws, and one that moves drags along', async () => {
  const { swarm } = fly({ formTime: 0.2, shimmer: 0, pointerRadius: 0.4, spring: 50 });
  expect(await runUntil(swarm, swarm.form(card))).toBe('formed');
  run(swarm, 30);
  const { spring, damping } = swarm.parameters;
  const held = { stiffness: spring, drag: 2 * damping * Math.sqrt(spring) };
  const ray = (x: number, y: number) => new Ray(new Vector3(x, y, 3), new Vector3(0, 0, -1));
  const offset = (p: Particle, x: number, y: number): Vec => [
    (p.place[0] - x) / 0.4,
    (p.place[1] - y) / 0.4,
    p.place[2] / 0.4,
  ];
  const square = (d: Vec) => d[0] ** 2 + d[1] ** 2 + d[2] ** 2;
  for (const pointer of [30, -30]) {
    swarm.parameters.pointer = pointer;
    swarm.point(ray(0.1, 0.2));
    run(swarm, 10); // it rests
    const pushed = compare(swarm, 'hover', p => {
      const d = offset(p, 0.1, 0.2);
      return [held, { push: d.map(x => x * pointer * bell(square(d))) as unknown as Vec }];
    });
    expect(pushed).toBeGreaterThan(0.01);
  }
  swarm.point(ray(0.15, 0.2)); // a step later it has moved: (0.05, 0) after 11 steps at rest is no speed
  run(swarm, 1);
  swarm.point(ray(0.16, 0.18));
  const speed: Vec = [0.01 / STEP, -0.02 / STEP, 0];
  const dragged = compare(swarm, 'drag', p => {
    const d = offset(p, 0.16, 0.18);
    const fall = bell(square(d));
    return [held, { push: d.map(x => x * -30 * fall) as unknown as Vec, media: [[6 * fall, speed]] }];
  });
  expect(dragged).toBeGreaterThan(0.05);
  // Gone, it does nothing; and from behind or beside the plane it is not there.
  swarm.point(null);
  compare(swarm, 'gone', () => [held]);
  swarm.point(new Ray(new Vector3(0, 0, 3), new Vector3(0, 0, 1)));
  compare(swarm, 'looking away', () => [held]);
});

test('an impulse adds its speed once, away from its point, within its radius', async () => {
  const { swarm } = fly({ formTime: 0.2, shimmer: 0, spring: 50 });
  expect(await runUntil(swarm, swarm.form(card))).toBe('formed');
  run(swarm, 30);
  const { spring, damping } = swarm.parameters;
  const held = { stiffness: spring, drag: 2 * damping * Math.sqrt(spring) };
  swarm.impulse(new Vector3(-0.1, 0.1, 0.05), 0.4, 1);
  const hit = compare(swarm, 'impulse', p => {
    const d = [p.place[0] + 0.1, p.place[1] - 0.1, p.place[2] - 0.05];
    const length = d[0]! ** 2 + d[1]! ** 2 + d[2]! ** 2;
    const scatter = p.random.map(x => x - 0.5);
    const speed = bell(length / 0.16) * (0.6 + scatter[0]!);
    const kick = d.map(
      (x, axis) => (x / Math.sqrt(length + 1e-6) + scatter[axis]! * [0.7, 0.7, 1.6][axis]!) * speed,
    );
    return [held, { kick: kick as unknown as Vec }];
  });
  expect(hit).toBeGreaterThan(0.5);
  compare(swarm, 'after it', () => [held]);
});

test('what an impulse that sticks has hit stays out of home’s reach until an image is formed', async () => {
  const { swarm } = fly({ formTime: 0.2, shimmer: 0 });
  expect(await runUntil(swarm, swarm.form(card))).toBe('formed');
  swarm.impulse(new Vector3(0.25, 0, 0), 0.3, 3, { sticks: true });
  run(swarm, 150);
  const away = () => {
    const distances = look(swarm).map(({ place, home }) =>
      Math.hypot(place[0] - home[0], place[1] - home[1], place[2]),
    );
    return distances.filter(distance => distance > 0.1).length / COUNT;
  };
  expect(away()).toBeGreaterThan(0.05);
  expect(away()).toBeLessThan(0.6);
  expect(await runUntil(swarm, swarm.form(card))).toBe('formed');
  expect(away()).toBeLessThan(0.01);
});

test('a force that is off, or far away, leaves every bit as it would be without', () => {
  const { swarm } = fly();
  const play = (during: () => void) => {
    void swarm.form(card, { origin: 'scatter' });
    run(swarm, 10);
    during();
    run(swarm, 30);
    const { position, velocity } = readState(swarm);
    return { position, velocity };
  };
  const alone = play(() => {});
  const off = {
    attractorX: 1,
    attractorRadius: 3,
    vortexY: 1,
    vortexRadius: 3,
    windAngle: 40,
    pointerRadius: 1,
    pointer: 0,
  };
  const { parameters } = swarm;
  const usual = { ...parameters };
  expect(play(() => Object.assign(parameters, off))).toEqual(alone);
  Object.assign(parameters, usual);
  // Switched on, live, each makes a difference; switched off again, none does.
  for (const change of [
    { attractor: 5 },
    { vortex: 5 },
    { gravity: 1 },
    { wind: 1 },
    { spring: 60 },
    { damping: 0.4 },
    { turbulence: 0.5 },
  ]) {
    expect(
      play(() => Object.assign(parameters, change)),
      Object.keys(change)[0],
    ).not.toEqual(alone);
    Object.assign(parameters, usual);
  }
  expect(
    play(() => {
      Object.assign(parameters, {
        attractor: 60,
        attractorX: 2,
        attractorY: 2,
        attractorZ: 2,
        attractorRadius: 0.05,
      });
      Object.assign(parameters, { vortex: 60, vortexX: -2, vortexY: 2, vortexRadius: 0.05 });
    }),
  ).toEqual(alone);
});
