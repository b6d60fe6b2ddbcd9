/** How much light is drawn, and that it is nothing but light. */
import { expect, test } from 'vitest';
import { createSwarm, draw, paint, readState, ring, run, runUntil, share } from './fixture.ts';

const sum = (pixels: Float32Array, channel = 0) => {
  let total = 0;
  for (let i = channel; i < pixels.length; i += 4) total += pixels[i]!;
  return total;
};

test.each([0, 0.25, 1])('what is drawn adds light and leaves an alpha of %s as it is', async alpha => {
  const stage = createSwarm();
  expect(await runUntil(stage.swarm, stage.swarm.form(ring))).toBe('formed');
  const pixels = draw(stage, 64, { color: 0, alpha });
  expect(sum(pixels)).toBeGreaterThan(100);
  expect(
    share(
      pixels.filter((_, i) => i % 4 === 3),
      value => value === alpha,
    ),
  ).toBe(1);
});

test('a particle too large for the GPU is cut off, and not brighter than it would be whole', async () => {
  // Twice as large as the image: within 64 pixels on the small target, far above on the large one.
  const stage = createSwarm({ count: 1, parameters: { particleSize: 2, shimmer: 0 } });
  const white = paint(1, 1, () => [255, 255, 255]);
  expect(await runUntil(stage.swarm, stage.swarm.form(white))).toBe('formed');
  const peak = (side: number) => draw(stage, side).reduce((most, value) => Math.max(most, value));
  expect(peak(256) / peak(16)).toBeCloseTo(1, 1);
});

test('a projection that is upside down draws the same light upside down', async () => {
  const stage = createSwarm({ parameters: { shimmer: 0, particleSize: 4 } });
  expect(await runUntil(stage.swarm, stage.swarm.form(ring))).toBe('formed');
  const side = 64;
  const upright = draw(stage, side);
  const { camera } = stage;
  [camera.top, camera.bottom] = [camera.bottom, camera.top];
  camera.updateProjectionMatrix();
  const flipped = draw(stage, side);
  let difference = 0;
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const [here, there] = [(y * side + x) * 4, ((side - 1 - y) * side + x) * 4];
      difference += Math.abs(upright[here]! - flipped[there]!);
    }
  }
  expect(difference).toBeLessThan(0.02 * sum(upright));
});

test('an image of a few bright pixels loses none of their light to those in the dark', () => {
  const { swarm } = createSwarm({ count: 65_536 });
  const SIDE = 512;
  const dot = paint(SIDE, SIDE, (x, y) => (x < 1 / SIDE && y < 2 / SIDE ? [255, 255, 255] : [0, 0, 0]));
  void swarm.form(dot);
  run(swarm, 1);
  const wanted = 2 / SIDE ** 2;
  const drawn = sum(readState(swarm).color) / swarm.count;
  expect(Math.abs(drawn / wanted - 1)).toBeLessThan(0.02);
});

test('in flight particles shine as much as `flightLight` says, and at home as ever', async () => {
  const stage = createSwarm({ parameters: { shimmer: 0 } });
  const { swarm } = stage;
  const shine = (flightLight: number) => {
    swarm.parameters.flightLight = flightLight;
    swarm.update(0);
    return sum(draw(stage, 128));
  };
  const formed = swarm.form(ring);
  run(swarm, 30);
  expect(shine(3) / shine(1)).toBeCloseTo(3, 0);
  expect(await runUntil(swarm, formed)).toBe('formed');
  run(swarm, 60);
  expect(shine(3) / shine(1)).toBeCloseTo(1, 2);
});

test('what is dark in a picture is so before it arrives: dust never stands there as a plate', () => {
  const stage = createSwarm({ parameters: { layout: 'grid', shimmer: 0, formTime: 1 } });
  const { swarm } = stage;
  const before = sum(draw(stage, 64));
  void swarm.form(paint(16, 16, () => [0, 0, 0]));
  run(swarm, 20);
  expect(sum(draw(stage, 64))).toBeLessThan(0.02 * before);
});

test('a picture that trembles stays even', async () => {
  const stage = createSwarm({ count: 16384, parameters: { shimmer: 0.01, thickness: 0, embers: 0 } });
  const { swarm } = stage;
  expect(await runUntil(swarm, swarm.form(paint(8, 8, () => [128, 128, 128])))).toBe('formed');
  run(swarm, 60);
  const side = 128;
  const pixels = draw(stage, side);
  const inside: number[] = [];
  for (let y = 0.3 * side; y < 0.7 * side; y++) {
    for (let x = 0.3 * side; x < 0.7 * side; x++)
      inside.push(pixels[(Math.floor(y) * side + Math.floor(x)) * 4]!);
  }
  const mean = inside.reduce((a, b) => a + b) / inside.length;
  const spread = Math.sqrt(inside.reduce((a, b) => a + (b - mean) ** 2, 0) / inside.length) / mean;
  expect(spread).toBeLessThan(0.4);
});

test.each([
  ['grid', 'round'],
  ['flow', 'round'],
  ['flow', 'soft'],
  ['grid', 'square'],
] as const)(
  'where particles cover, a picture is as transparent as it is (%s, %s)',
  async (layout, sprite) => {
    const parameters = { layout, sprite, blending: 'alpha', shimmer: 0, thickness: 0, spring: 500 } as const;
    const stage = createSwarm({ count: 16384, parameters });
    const { swarm } = stage;
    // From left to right ever less of it.
    const picture = paint(16, 16, x => [255, 255, 255, 255 * (1 - x)]);
    expect(await runUntil(swarm, swarm.form(picture))).toBe('formed');
    run(swarm, 60);
    const side = 128;
    const pixels = draw(stage, side);
    /** Mean opacity of the columns from `left` to `right`, in shares of the width. */
    const opacity = (left: number, right: number) => {
      const inside = pixels.filter(
        (_, i) => i % 4 === 3 && (i >> 2) % side >= left * side && (i >> 2) % side < right * side,
      );
      return inside.reduce((total, value) => total + value, 0) / inside.length;
    };
    for (const x of [0.25, 0.5, 0.75]) {
      // In `flow` the more opaque parts are also the denser ones, which is not made up for.
      expect(Math.abs(opacity(x - 0.125, x + 0.125) - (1 - x)), `at ${x}`).toBeLessThan(
        layout === 'grid' ? 0.08 : 0.12,
      );
    }
  },
);
