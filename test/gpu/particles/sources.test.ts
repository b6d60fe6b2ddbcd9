/** Pictures that a game has at hand, and things that only look like one. */
import {
  CubeTexture,
  DataTexture,
  FloatType,
  RedFormat,
  RGBAFormat,
  type Texture,
  WebGLRenderTarget,
} from 'three';
import { expect, test, vi } from 'vitest';
import { createSwarm, readState, ring, run } from './fixture.ts';

test('the caller may write over the pixels: what is formed is what was given', () => {
  const { swarm } = createSwarm({ count: 1024 });
  const image = { ...ring, data: ring.data.slice() };
  void swarm.form(image);
  const { home } = readState(swarm);
  image.data.fill(255);
  swarm.count = 2048; // homes are laid anew
  expect(readState(swarm).home.subarray(0, home.length)).toEqual(home);
});

test('a data texture has its bottom row first, unless flipY says otherwise', () => {
  const { swarm } = createSwarm({ count: 512 });
  const bytes = new Uint8Array(2 * 4 * 4).fill(255);
  bytes.fill(0, 8); // of four rows only the first is lit
  const texture = new DataTexture(bytes, 2, 4);
  const heights = () => readState(swarm).home.filter((_, i) => i % 4 === 1);
  void swarm.form(texture);
  expect(Math.max(...heights())).toBeLessThan(-0.2);
  texture.flipY = true;
  void swarm.form(texture);
  expect(Math.min(...heights())).toBeGreaterThan(0.2);
});

test.each<[string, () => unknown, RegExp]>([
  [
    'a data texture of floats',
    () => new DataTexture(new Float32Array(4), 1, 1, RGBAFormat, FloatType),
    /RGBA with 8 bits/,
  ],
  [
    'a data texture of one channel',
    () => new DataTexture(new Uint8Array(4), 2, 2, RedFormat),
    /RGBA with 8 bits/,
  ],
  ['the texture of a render target', () => new WebGLRenderTarget(4, 4).texture, /cannot be drawn/],
  ['a cube texture', () => new CubeTexture([]) as Texture, /cannot be drawn|no image/],
  ['an element that is no picture', () => document.createElement('div'), /cannot be drawn/],
  ['a video without a frame', () => document.createElement('video'), /video has no frame yet.*loadeddata/],
])('%s rejects with a sentence, and the swarm goes on', async (_, create, message) => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const { swarm } = createSwarm({ count: 256 });
  await expect(swarm.form(create() as typeof ring)).rejects.toThrow(message);
  warn.mockRestore();
  expect(swarm.state).toBe('idle');
  run(swarm, 1);
});
