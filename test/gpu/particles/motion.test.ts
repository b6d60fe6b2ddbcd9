import { Vector3 } from 'three';
import { describe, expect, test } from 'vitest';
import {
  createSwarm,
  distances,
  paint,
  readState,
  ring,
  run,
  runUntil,
  STEP,
  share,
  tiers,
} from './fixture.ts';

/** 28 × 28 pixels: half a source pixel, in image heights. */
const HALF_PIXEL = 0.5 / 28;

describe.each(tiers)('forming (%s)', precision => {
  test('starts away from home, is still away in mid-flight and ends at home', async () => {
    const { swarm } = createSwarm({ precision });
    const formed = swarm.form(ring);
    const away = () => {
      const { position, home } = readState(swarm);
      return distances(position, home);
    };
    expect(share(away(), distance => distance > 0.05)).toBeGreaterThan(0.95);
    run(swarm, Math.round(swarm.parameters.formTime / 2 / STEP));
    expect(share(away(), distance => distance > 0.05)).toBeGreaterThan(0.5);
    expect(await runUntil(swarm, formed)).toBe('formed');
    expect(share(away(), distance => distance <= HALF_PIXEL)).toBeGreaterThanOrEqual(0.99);
  });
});

describe('forming', () => {
  test('moves no particle by more than 5 % of the width in a step, even when stiff, stormy and hit', () => {
    const { swarm } = createSwarm({ parameters: { spring: 600, turbulence: 4, formTime: 0.2 } });
    void swarm.form(ring);
    let before = readState(swarm).position;
    for (let step = 0; step < 90; step++) {
      if (step === 40) swarm.impulse(new Vector3(), 2, 100);
      run(swarm, 1);
      const after = readState(swarm).position;
      expect(Math.max(...distances(before, after))).toBeLessThan(0.05);
      before = after;
    }
  });

  test('a kick changes the path and the image still forms', async () => {
    const [calm, kicked] = [createSwarm().swarm, createSwarm().swarm];
    const formed = [calm.form(ring), kicked.form(ring)];
    run(calm, 70);
    run(kicked, 69);
    kicked.impulse(new Vector3(0.2, 0.2, 0), 1, 2);
    run(kicked, 1);
    run(calm, 12);
    run(kicked, 12);
    const apart = distances(readState(calm).position, readState(kicked).position);
    expect(share(apart, distance => distance > 0.02)).toBeGreaterThan(0.3);
    for (const [index, swarm] of [calm, kicked].entries()) {
      expect(await runUntil(swarm, formed[index]!)).toBe('formed');
      const { position, home } = readState(swarm);
      expect(share(distances(position, home), distance => distance <= HALF_PIXEL)).toBeGreaterThanOrEqual(
        0.99,
      );
    }
  });

  test('a stiff spring forms sooner than a weak one', async () => {
    const time = async (spring: number) => {
      const { swarm } = createSwarm({ parameters: { spring } });
      let steps = 0;
      const update = swarm.update.bind(swarm);
      swarm.update = delta => {
        steps++;
        return update(delta);
      };
      await runUntil(swarm, swarm.form(ring));
      return steps;
    };
    expect(await time(400)).toBeLessThan((await time(20)) * 0.8);
  });

  test('is the same at 30, 60 and 144 frames a second', () => {
    const states = [30, 60, 144].map(rate => {
      const { swarm } = createSwarm();
      void swarm.form(ring);
      for (let frame = 0; frame < rate; frame++) swarm.update(1 / rate);
      return readState(swarm).position;
    });
    for (const state of states) expect(Math.max(...distances(state, states[0]!))).toBe(0);
  });

  test('differs with the seed and only with the seed', () => {
    const state = (seed: number) => {
      const { swarm } = createSwarm({ seed });
      void swarm.form(ring);
      run(swarm, 30);
      return readState(swarm);
    };
    const [one, again, two] = [state(1), state(1), state(2)];
    expect(one.position).toEqual(again.position);
    expect(share(distances(one.position, two.position), distance => distance > 0.05)).toBeGreaterThan(0.9);
    expect(share(distances(one.home, two.home), distance => distance > 0.02)).toBeGreaterThan(0.5);
  });
});

describe('home and colour', () => {
  test('both come from the pixels: red on the left, blue on the right', () => {
    const { swarm } = createSwarm();
    void swarm.form(paint(16, 16, x => (x < 0.5 ? [255, 0, 0] : [0, 0, 255])));
    const { home, color } = readState(swarm);
    let left = 0;
    for (let i = 0; i < swarm.count; i++) {
      const [red, , blue] = color.subarray(4 * i);
      if (home[4 * i]! < 0) {
        left++;
        expect([red! > 0.1, blue! < 1e-6]).toEqual([true, true]);
      } else expect([red! < 1e-6, blue! > 0.1]).toEqual([true, true]);
    }
    expect(left / swarm.count).toBeCloseTo(0.5, 1);
  });

  test('top of the image is up, and a wide image is wide', () => {
    const { swarm } = createSwarm();
    void swarm.form(paint(32, 16, (x, y) => (y < 0.25 && x > 0.75 ? [255, 255, 255] : [0, 0, 0])));
    const { home } = readState(swarm);
    for (let i = 0; i < swarm.count; i++) {
      expect(home[4 * i]).toBeGreaterThanOrEqual(0.5);
      expect(home[4 * i]).toBeLessThanOrEqual(1);
      expect(home[4 * i + 1]).toBeGreaterThanOrEqual(0.25);
    }
  });

  test('transparent pixels draw nobody', () => {
    const { swarm } = createSwarm();
    void swarm.form(paint(8, 8, x => [255, 255, 255, x < 0.5 ? 0 : 255]));
    expect(
      share(
        readState(swarm).home.filter((_, i) => i % 4 === 0),
        x => x < 0,
      ),
    ).toBe(0);
  });

  test('a black image is formed too, and carries no light', async () => {
    const { swarm } = createSwarm();
    expect(await runUntil(swarm, swarm.form(paint(8, 8, () => [0, 0, 0])))).toBe('formed');
    expect(Math.max(...readState(swarm).color)).toBe(0);
  });
});
