/** Particles that act on each other, by way of the density field. */
import type { GenesisParticles, SwarmParameters } from 'genesis-particles';
import { Vector3 } from 'three';
import { expect, test } from 'vitest';
import { createSwarm, paint, readState, run, runUntil, share } from './fixture.ts';

/** Free particles from one small ball, some time later; nothing else moves them. */
function spread(parameters: Partial<SwarmParameters>, count = 4096, steps = 150) {
  const { swarm } = createSwarm({
    count,
    parameters: { turbulence: 0, origin: 'point', ...parameters },
  });
  run(swarm, steps);
  return placesOf(swarm);
}

function placesOf(swarm: GenesisParticles) {
  const { position } = readState(swarm);
  return Array.from({ length: swarm.count }, (_, i) => [position[4 * i]!, position[4 * i + 1]!] as const);
}

/** Standard deviation over mean of the numbers in a grid of cells around the middle. */
function unevenness(places: readonly (readonly [number, number])[]): number {
  const cells = new Float64Array(64);
  for (const [x, y] of places) {
    const [column, row] = [Math.floor((x + 0.4) * 10), Math.floor((y + 0.4) * 10)];
    if (column >= 0 && column < 8 && row >= 0 && row < 8) cells[row * 8 + column]!++;
  }
  const mean = cells.reduce((sum, n) => sum + n, 0) / cells.length;
  return Math.sqrt(cells.reduce((sum, n) => sum + (n - mean) ** 2, 0) / cells.length) / mean;
}

const meanRadius = (places: readonly (readonly [number, number])[]) =>
  places.reduce((sum, [x, y]) => sum + Math.hypot(x, y), 0) / places.length;

test('pressure spreads two overlapping clumps to even density', async () => {
  const clumps = paint(32, 32, (x, y) =>
    Math.min(Math.hypot(x - 0.42, y - 0.5), Math.hypot(x - 0.58, y - 0.5)) < 0.12
      ? [255, 255, 255]
      : [0, 0, 0],
  );
  const settle = async (pressure: number) => {
    const { swarm } = createSwarm({ count: 4096, parameters: { turbulence: 0, formTime: 0.3 } });
    expect(await runUntil(swarm, swarm.form(clumps))).toBe('formed');
    run(swarm, 60);
    // Knocked loose by a push without strength: nothing but pressure moves them.
    swarm.impulse(new Vector3(), 100, 0, { sticks: true });
    swarm.parameters.pressure = pressure;
    run(swarm, 300);
    return unevenness(placesOf(swarm));
  };
  const [alone, pressed] = [await settle(0), await settle(0.3)];
  expect(alone).toBeGreaterThan(1.5);
  expect(pressed).toBeLessThan(0.35);
});

test('cohesion keeps a crowd together', () => {
  const alone = meanRadius(spread({}));
  expect(meanRadius(spread({ cohesion: 0.5 }))).toBeLessThan(alone * 0.7);
});

test('a large swarm, of which a sample stands for all, spreads as a small one does', () => {
  const small = meanRadius(spread({ pressure: 0.5 }, 4096, 60));
  expect(meanRadius(spread({ pressure: 0.5 }, 50_000, 60)) / small).toBeCloseTo(1, 1);
  expect(small / meanRadius(spread({}, 4096, 60))).toBeGreaterThan(1.02);
});

test('off, not a bit changes; and everything stays finite at the most', () => {
  expect(spread({ pressure: 0, cohesion: 0 })).toEqual(spread({}));
  const places = spread({ pressure: 2, cohesion: 2, spring: 5 });
  expect(share(places.flat(), Number.isFinite)).toBe(1);
});
