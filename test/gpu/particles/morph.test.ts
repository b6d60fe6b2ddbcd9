/** Colours on their way from one image to the next, when something comes between. */
import type { GenesisParticles } from 'genesis-particles';
import type { WebGLRenderer, WebGLRenderTarget } from 'three';
import { expect, test } from 'vitest';
import { createSwarm, insides, paint, readTexels, run, runUntil } from './fixture.ts';

const red = paint(8, 8, () => [255, 0, 0]);
const green = paint(8, 8, () => [0, 255, 0]);
const blue = paint(8, 8, () => [0, 0, 255]);

const screen = (renderer: WebGLRenderer): Uint8Array => {
  const gl = renderer.getContext();
  const bytes = new Uint8Array(280 * 280 * 4);
  gl.readPixels(0, 0, 280, 280, gl.RGBA, gl.UNSIGNED_BYTE, bytes);
  return bytes;
};

const largestDifference = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);

/** The colour that each particle is drawn in, from the textures and the morph that the points were given. */
function drawnColors(swarm: GenesisParticles): Float32Array {
  const { look, previous } = insides(swarm).textures as unknown as Record<
    'look' | 'previous',
    WebGLRenderTarget
  >;
  // biome-ignore lint/complexity/useLiteralKeys: a test may look inside
  const [share, morph] = [insides(swarm)['share'], swarm['timeline'].morph];
  const t = Math.min(1, Math.max(0, (morph - 0.15) / 0.55));
  const mix = t * t * (3 - 2 * t);
  const [from, to] = [readTexels(swarm, previous, 0), readTexels(swarm, look, 1)];
  return from.map((value, i) => value + (to[i]! * (i % 4 < 3 ? share : 1) - value) * mix);
}

/** Half red, half green: in the middle of the way from one to the other. */
async function half() {
  const stage = createSwarm({ parameters: { shimmer: 0, formTime: 1 } });
  const { renderer, scene, camera, swarm } = stage;
  expect(await runUntil(swarm, swarm.form(red))).toBe('formed');
  run(swarm, 60);
  void swarm.form(green);
  run(swarm, 26);
  const draw = () => {
    renderer.render(scene, camera);
    return screen(renderer);
  };
  return { swarm, draw };
}

test.each([
  ['once', 1],
  ['again and again', 3],
])('an image superseded in mid-morph %s: no colour jumps', async (_, times) => {
  const { swarm, draw } = await half();
  for (let time = 0; time < times; time++) {
    const [colors, picture] = [drawnColors(swarm), draw()];
    void swarm.form(time % 2 ? red : blue);
    expect(largestDifference(drawnColors(swarm), colors)).toBeLessThan(2 / 255);
    // A pixel is the sum of some twenty particles, each rounded to a 255th.
    expect(largestDifference(draw(), picture)).toBeLessThanOrEqual(4);
    run(swarm, 1);
    expect(largestDifference(drawnColors(swarm), colors)).toBeLessThan(2 / 255);
    run(swarm, 30);
    expect(largestDifference(drawnColors(swarm), colors)).toBeGreaterThan(0.1);
  }
});

test('it ends in the colours of the last image alone', async () => {
  const { swarm } = await half();
  expect(await runUntil(swarm, swarm.form(blue))).toBe('formed');
  run(swarm, 60);
  const colors = drawnColors(swarm);
  for (let i = 0; i < colors.length; i += 4) {
    expect([colors[i], colors[i + 1]]).toEqual([0, 0]);
    expect(colors[i + 2]).toBeCloseTo(1);
  }
});

test.each([5000, 1000])(
  '%i particles in mid-morph instead of 4096: those that stay keep their colour',
  async count => {
    const { swarm } = await half();
    const before = drawnColors(swarm);
    swarm.count = count;
    const after = drawnColors(swarm);
    const stay = 4 * Math.min(4096, count);
    expect(largestDifference(after.subarray(0, stay), before.subarray(0, stay))).toBeLessThan(2 / 255);
    // Newcomers look like their neighbours.
    expect(largestDifference(after.subarray(stay), before)).toBeLessThan(2 / 255);
  },
);
