/** Whatever is drawn within taste, a formed picture can be read. */
import { GenesisParticles, type Parameter, type SwarmParameters, swarmParameters } from 'genesis-particles';
import { afterAll, expect, test } from 'vitest';
import { randomLook } from '../../../src/scene/panel/randomLook.ts';
import { createStage, paint, run, runUntil } from './fixture.ts';

const SIDE = 96;
const stage = createStage(SIDE, afterAll);
/** Strokes as of a 7. */
const isInk = (x: number, y: number) =>
  (y > 0.16 && y < 0.3 && x > 0.2 && x < 0.8) ||
  (y >= 0.3 && y < 0.86 && Math.abs(x - 0.86 + 0.62 * y) < 0.09);
const seven = paint(32, 32, (x, y) => (isInk(x, y) ? [255, 255, 255] : [0, 0, 0]));

/** Luminances of what is drawn, from the top. */
function draw(): Float64Array {
  stage.renderer.render(stage.scene, stage.camera);
  const gl = stage.renderer.getContext();
  const pixels = new Uint8Array(SIDE * SIDE * 4);
  gl.readPixels(0, 0, SIDE, SIDE, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
  return Float64Array.from({ length: SIDE * SIDE }, (_, i) => {
    const at = 4 * ((SIDE - 1 - Math.floor(i / SIDE)) * SIDE + (i % SIDE));
    return 0.2126 * pixels[at]! + 0.7152 * pixels[at + 1]! + 0.0722 * pixels[at + 2]!;
  });
}

function correlation(a: Float64Array, b: Float64Array): number {
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [both, squareA, squareB] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    both += (a[i]! - meanA) * (b[i]! - meanB);
    squareA += (a[i]! - meanA) ** 2;
    squareB += (b[i]! - meanB) ** 2;
  }
  return both / Math.sqrt(squareA * squareB || 1);
}

const itself = Float64Array.from({ length: SIDE * SIDE }, (_, i) =>
  isInk(((i % SIDE) + 0.5) / SIDE, (Math.floor(i / SIDE) + 0.5) / SIDE) ? 255 : 0,
);

/** Every number at an end of its taste. */
const corner = (end: 0 | 1): Partial<SwarmParameters> =>
  Object.fromEntries(
    Object.entries<Parameter>(swarmParameters).flatMap(([name, it]) =>
      it.kind === 'number' && it.taste ? [[name, it.taste[end]]] : [],
    ),
  );

const looks: [string, Partial<SwarmParameters>][] = [
  ...[1, 2, 3, 4, 5, 6].map((seed): [string, Partial<SwarmParameters>] => [`seed ${seed}`, randomLook(seed)]),
  ['least', corner(0)],
  ['most', corner(1)],
];

test.each(looks)('the look of %s shows the picture', async (_, parameters) => {
  const swarm = new GenesisParticles({
    renderer: stage.renderer,
    count: 4096,
    seed: 1,
    parameters,
  });
  stage.scene.add(swarm);
  expect(await runUntil(swarm, swarm.form(seven))).toBe('formed');
  run(swarm, 60);
  const formed = draw();
  expect(correlation(formed, itself)).toBeGreaterThan(0.85);
  expect(Math.max(...formed)).toBeGreaterThan(80);
  swarm.dispose();
});
