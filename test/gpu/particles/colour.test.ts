/** A formed picture has the colours of the same picture on a plane, whatever the renderer makes of light. */
import { GenesisParticles, type PixelImage } from 'genesis-particles';
import {
  ACESFilmicToneMapping,
  AgXToneMapping,
  CineonToneMapping,
  DataTexture,
  LinearSRGBColorSpace,
  LinearToneMapping,
  Mesh,
  MeshBasicMaterial,
  NeutralToneMapping,
  NoToneMapping,
  OrthographicCamera,
  PlaneGeometry,
  ReinhardToneMapping,
  SRGBColorSpace,
  type WebGLRenderer,
} from 'three';
import { expect, onTestFinished, test } from 'vitest';
import { someOf } from '../../thorough.ts';
import { answered, createStage, createSwarm, paint, readState, run } from './fixture.ts';

const cards = {
  grey: paint(8, 8, () => [128, 128, 128]),
  red: paint(8, 8, () => [200, 30, 30]),
  skin: paint(8, 8, () => [224, 172, 140]),
};
const toneMappings = {
  none: NoToneMapping,
  linear: LinearToneMapping,
  reinhard: ReinhardToneMapping,
  cineon: CineonToneMapping,
  aces: ACESFilmicToneMapping,
  agx: AgXToneMapping,
  neutral: NeutralToneMapping,
};
const blendings = ['additive', 'alpha', 'opaque'] as const;
const layouts = ['grid', 'flow', 'transport'] as const;

/** Forms at once, as far as it goes. */
const prompt = { formTime: 0.2, spring: 600, damping: 1, turbulence: 0, shimmer: 0 };

/** Mean red, green and blue, 0 to 255, of a square of the canvas; x and y from the bottom left, in pixels. */
function meanColor(renderer: WebGLRenderer, x: number, y: number, side: number): number[] {
  const bytes = new Uint8Array(side * side * 4);
  renderer.getContext().readPixels(Math.round(x), Math.round(y), side, side, 6408, 5121, bytes);
  return [0, 1, 2].map(channel => {
    let sum = 0;
    for (let i = channel; i < bytes.length; i += 4) sum += bytes[i]!;
    return sum / side ** 2;
  });
}

const planeOf = ({ width, height, data }: PixelImage) => {
  const map = new DataTexture(new Uint8Array(data), width, height);
  map.colorSpace = SRGBColorSpace;
  map.needsUpdate = true;
  return new Mesh(new PlaneGeometry(), new MeshBasicMaterial({ map }));
};

test('cards have the colour of a plane, for every tone mapping, colour space, blending and layout', async () => {
  const { renderer, scene } = createStage();
  // One row of cells for each card: nine swarms and the plane.
  const shown = someOf(Object.entries(cards), 3);
  const rows = shown.length;
  const [columns, cell, inner] = [10, 60, 30];
  renderer.setSize(columns * cell, rows * cell, false);
  const camera = new OrthographicCamera(0, columns, rows, 0, 0.1, 10);
  camera.position.z = 5;
  const names: string[][] = [];
  const swarms: GenesisParticles[] = [];
  for (const [row, [card, image]] of shown.entries()) {
    const plane = planeOf(image);
    plane.scale.setScalar(0.8);
    plane.position.set(9.5, row + 0.5, 0);
    scene.add(plane);
    names.push([]);
    for (const blending of blendings) {
      for (const layout of layouts) {
        const swarm = new GenesisParticles({
          renderer,
          count: 2048,
          size: 0.8,
          parameters: { ...prompt, blending, layout },
        });
        onTestFinished(() => swarm.dispose());
        swarm.position.set(names[row]!.length + 0.5, row + 0.5, 0);
        names[row]!.push(`${card} ${blending} ${layout}`);
        swarms.push(swarm);
        scene.add(swarm);
        void swarm.form(image);
      }
    }
  }
  for (const swarm of swarms) {
    await answered(swarm);
    run(swarm, 50);
  }
  const wrong: string[] = [];
  for (const [name, toneMapping] of Object.entries(toneMappings)) {
    for (const space of [SRGBColorSpace, LinearSRGBColorSpace]) {
      renderer.toneMapping = toneMapping;
      renderer.toneMappingExposure = 0.9;
      renderer.outputColorSpace = space;
      renderer.render(scene, camera);
      const meanOf = (column: number, row: number) =>
        meanColor(renderer, column * cell + (cell - inner) / 2, row * cell + (cell - inner) / 2, inner);
      for (let row = 0; row < rows; row++) {
        const plane = meanOf(9, row);
        for (let column = 0; column < 9; column++) {
          const mean = meanOf(column, row);
          const error = Math.max(...mean.map((value, c) => Math.abs(value - plane[c]!)));
          if (!(error <= 3)) wrong.push(`${names[row]![column]}, ${name}, ${space}: ${mean} for ${plane}`);
        }
      }
    }
  }
  expect(wrong).toEqual([]);
});

test('a formed picture is as bright with few particles as with many, and on a fine screen', () => {
  const { renderer, scene, camera, swarm } = createSwarm({ parameters: prompt });
  // Dark and bright, even and steep, transparent: about everything that a picture has.
  const picture = paint(32, 32, (x, y) =>
    Math.hypot(x - 0.7, y - 0.3) < 0.2 ? [255, 240, 200] : [250 * x, 90, 200 * y, y > 0.8 ? 0 : 255],
  );
  const brightness = { additive: [], alpha: [], opaque: [] } as Record<string, number[]>;
  for (const count of [4096, 262_144]) {
    swarm.count = count;
    void swarm.form(picture);
    run(swarm, 40);
    for (const blending of blendings) {
      swarm.parameters.blending = blending;
      run(swarm, 60);
      for (const ratio of [1, 2]) {
        renderer.setPixelRatio(ratio);
        renderer.setSize(120, 120, false);
        renderer.render(scene, camera);
        const [red, green, blue] = meanColor(renderer, 0, 0, 120 * ratio);
        brightness[blending]!.push(0.2126 * red! + 0.7152 * green! + 0.0722 * blue!);
      }
    }
    swarm.parameters.blending = 'additive';
  }
  for (const [blending, values] of Object.entries(brightness)) {
    expect(Math.max(...values) / Math.min(...values), `${blending}: ${values}`).toBeLessThan(1.05);
    expect(Math.min(...values)).toBeGreaterThan(50);
  }
});

test('particles that cover have the picture’s colour, however many there are and however thin it is', () => {
  const { swarm } = createSwarm({ count: 3000, parameters: { blending: 'alpha' } });
  for (const layout of ['grid', 'flow'] as const) {
    for (const alpha of [255, 120]) {
      void swarm.form(
        paint(8, 8, () => [255, 255, 255, alpha]),
        { layout },
      );
      const { color } = readState(swarm);
      const lit = color.filter((value, i) => i % 4 === 0 && value > 0);
      expect(lit.length).toBeGreaterThan(2500);
      expect([Math.min(...lit), Math.max(...lit)], `${layout} ${alpha}`).toEqual([1, 1]);
    }
  }
});
