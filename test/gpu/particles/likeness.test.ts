import type { PixelImage } from 'genesis-particles';
import { loadGenerator } from 'genesis-particles/gan';
import type { WebGLRenderer } from 'three';
import { beforeAll, expect, test } from 'vitest';
import weightsUrl from '../../../models/digits.safetensors?url';
import { correlation, createSwarm, readState, run, runUntil, tiers } from './fixture.ts';

const SIDE = 28;
const COUNT = 16_384;
let images: PixelImage[];

beforeAll(async () => {
  const generator = await loadGenerator(new URL(weightsUrl, location.href));
  images = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(seed => generator.sample({ seed, label: seed })));
  generator.dispose();
});

/** Grey values from 0 to 1. */
const greys = ({ data }: PixelImage) =>
  Float64Array.from({ length: data.length / 4 }, (_, i) => data[4 * i]! / 255);

/** A picture of the particles, added up on the CPU from positions and colours that the GPU holds. */
function splat(state: { position: Float32Array; color: Float32Array }): Float64Array {
  const light = new Float64Array(SIDE * SIDE);
  const count = state.position.length / 4;
  for (let i = 0; i < count; i++) {
    const x = Math.floor((state.position[4 * i]! + 0.5) * SIDE);
    const y = Math.floor((0.5 - state.position[4 * i + 1]!) * SIDE);
    if (x >= 0 && x < SIDE && y >= 0 && y < SIDE)
      light[y * SIDE + x]! += (state.color[4 * i]! * SIDE * SIDE) / count;
  }
  return light.map(value => Math.min(1, value) ** (1 / 2.2));
}

/** The screen's own picture: what the canvas shows of the image's square, averaged down to its pixels. */
function screen(renderer: WebGLRenderer): Float64Array {
  const gl = renderer.getContext();
  const side = gl.drawingBufferWidth;
  const bytes = new Uint8Array(side * side * 4);
  gl.readPixels(0, 0, side, side, gl.RGBA, gl.UNSIGNED_BYTE, bytes);
  const cell = side / SIDE;
  const picture = new Float64Array(SIDE * SIDE);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const at = Math.floor((side - 1 - y) / cell) * SIDE + Math.floor(x / cell);
      picture[at]! += bytes[(y * side + x) * 4 + 1]! / 255 / cell ** 2;
    }
  }
  return picture;
}

test.each(tiers)(
  'formed images resemble their image and no other, in the state and on the screen (%s)',
  async precision => {
    const { renderer, scene, camera, swarm } = createSwarm({
      count: COUNT,
      parameters: { shimmer: 0 },
      precision,
    });
    const pictures: { state: Float64Array; screen: Float64Array }[] = [];
    for (const image of images) {
      expect(await runUntil(swarm, swarm.form(image))).toBe('formed');
      run(swarm, 30);
      renderer.render(scene, camera);
      pictures.push({ state: splat(readState(swarm)), screen: screen(renderer) });
    }
    for (const kind of ['state', 'screen'] as const) {
      for (const [index, picture] of pictures.entries()) {
        const likeness = images.map(image => correlation(picture[kind], greys(image)));
        const others = likeness.filter((_, other) => other !== index);
        expect(likeness[index], `${kind} of image ${index}`).toBeGreaterThanOrEqual(0.9);
        expect(
          others.reduce((sum, value) => sum + value, 0) / others.length,
          `${kind}, others`,
        ).toBeLessThanOrEqual(0.6);
      }
    }
  },
);

test.each(['float', 'stateless'] as const)(
  'nothing is to be recognised at the start of forming (%s)',
  precision => {
    for (const image of images) {
      const { renderer, scene, camera, swarm } = createSwarm({ count: COUNT, precision });
      void swarm.form(image);
      run(swarm, 1);
      renderer.render(scene, camera);
      expect(correlation(splat(readState(swarm)), greys(image))).toBeLessThanOrEqual(0.2);
      expect(correlation(screen(renderer), greys(image))).toBeLessThanOrEqual(0.2);
    }
  },
);
