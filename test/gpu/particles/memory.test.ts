/** What a particle takes on the GPU. */

import { FloatType, HalfFloatType, RGFormat, WebGLRenderTarget } from 'three';
import { expect, test } from 'vitest';
import { createSwarm, insides, ring, run } from './fixture.ts';

const COUNT = 65_536;

const bytesOf = (target: WebGLRenderTarget): number =>
  target.textures.reduce((sum, { type, format }) => {
    const channels = format === RGFormat ? 2 : 4;
    const bytes = type === FloatType ? 4 : type === HalfFloatType ? 2 : 1;
    return sum + channels * bytes * target.width * target.height;
  }, 0);

test.each([
  ['float', 96],
  ['half', 56],
] as const)('the textures of all particles sum to at most as many bytes each: %s, %i', (precision, most) => {
  const { swarm } = createSwarm({ count: COUNT, precision });
  void swarm.form(ring);
  run(swarm, 2);
  const targets = Object.values(insides(swarm).textures).filter(each => each instanceof WebGLRenderTarget);
  expect(targets).toHaveLength(5);
  expect(targets.reduce((sum, target) => sum + bytesOf(target), 0) / COUNT).toBeLessThanOrEqual(most);
});
