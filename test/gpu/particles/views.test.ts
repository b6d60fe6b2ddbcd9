/** The same swarm seen by several cameras, in targets, in fog, near and far. */

import { GenesisParticles } from 'genesis-particles';
import { EffectComposer, RenderPass } from 'postprocessing';
import {
  ArrayCamera,
  Color,
  Fog,
  FogExp2,
  OrthographicCamera,
  PerspectiveCamera,
  Vector4,
  type WebGLRenderer,
} from 'three';
import { expect, onTestFinished, test, vi } from 'vitest';
import { probePrimitive } from '../../../src/particles/index.ts';
import {
  correlation,
  createStage,
  createSwarm,
  draw,
  insides,
  paint,
  readState,
  ring,
  run,
  runUntil,
  STEP,
} from './fixture.ts';

const COUNT = 2048;
const prompt = { formTime: 0.2, shimmer: 0 };
/** Nothing in it is symmetrical. */
const corner = paint(16, 16, (x, y) => (x + y < 0.8 ? [255, 180, 60] : [10, 10, 40]));

async function stand(parameters: object = {}, image = corner) {
  const stage = createSwarm({ count: COUNT, parameters: { ...prompt, ...parameters } });
  expect(await runUntil(stage.swarm, stage.swarm.form(image))).toBe('formed');
  run(stage.swarm, 40);
  return stage;
}

/** Red of a rectangle of the canvas, averaged down to `cells` × `cells`; the bottom row first. */
function screen(renderer: WebGLRenderer, x: number, y: number, side: number, cells = 14): Float64Array {
  const bytes = new Uint8Array(side * side * 4);
  renderer.getContext().readPixels(x, y, side, side, 6408, 5121, bytes);
  const picture = new Float64Array(cells * cells);
  for (let i = 0; i < side * side; i++) {
    const [column, row] = [
      Math.floor(((i % side) * cells) / side),
      Math.floor((Math.floor(i / side) * cells) / side),
    ];
    picture[row * cells + column]! += bytes[4 * i]! / (side / cells) ** 2;
  }
  return picture;
}

const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, value) => total + value, 0);
const difference = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  sum(Array.from(a, (value, i) => Math.abs(value - b[i]!))) / Math.max(sum(a), sum(b));

/** A perspective camera that sees the image's square fill the height. */
function perspective(distance = 3) {
  const camera = new PerspectiveCamera((2 * Math.atan(0.5 / distance) * 180) / Math.PI, 1, 0.1, 100);
  camera.position.z = distance;
  camera.updateMatrixWorld();
  return camera;
}

test('two cameras in a frame, a viewport with scissors, a render target and a composer show the same picture', async () => {
  const { renderer, scene, camera, swarm } = await stand();
  const step = vi.spyOn(insides(swarm), 'step');
  swarm.update(1 / 60);
  renderer.render(scene, camera);
  const whole = screen(renderer, 0, 0, 280);
  expect(sum(whole)).toBeGreaterThan(1000);

  // The same view in two quarters, and another kind of camera in a third.
  renderer.clear();
  renderer.autoClear = false;
  renderer.setScissorTest(true);
  for (const [x, y, view] of [
    [0, 0, camera],
    [140, 0, camera],
    [140, 140, perspective()],
  ] as const) {
    renderer.setViewport(x, y, 140, 140);
    renderer.setScissor(x, y, 140, 140);
    renderer.render(scene, view);
  }
  for (const [x, y] of [
    [0, 0],
    [140, 0],
    [140, 140],
  ] as const) {
    expect(difference(screen(renderer, x, y, 140), whole), `${x} ${y}`).toBeLessThan(0.05);
  }
  expect(sum(screen(renderer, 0, 140, 140))).toBe(0);
  renderer.setScissorTest(false);
  renderer.setViewport(0, 0, 280, 280);
  renderer.autoClear = true;

  // A target of bytes, encoded like the screen's by a composer; read from the screen in the end.
  const composer = new EffectComposer(renderer);
  composer.addPass(new RenderPass(scene, camera));
  renderer.clear();
  composer.render(0);
  expect(difference(screen(renderer, 0, 0, 280), whole)).toBeLessThan(0.1);
  composer.dispose();
  expect(step).toHaveBeenCalledTimes(1);

  // Into a target of linear light, of another size.
  const target = draw({ renderer, scene, camera }, 56);
  const red = Float64Array.from({ length: 14 * 14 }, (_, cell) => {
    let light = 0;
    for (let i = 0; i < 16; i++) {
      const [x, y] = [(cell % 14) * 4 + (i % 4), Math.floor(cell / 14) * 4 + (i >> 2)];
      light += target[4 * (y * 56 + x)]! / 16;
    }
    return 255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055);
  });
  expect(correlation(red, whole)).toBeGreaterThan(0.98);
});

test('two eyes of an array camera each see the image, in one step a frame', async () => {
  const { renderer, scene, swarm } = await stand();
  const eyes = [0, 140].map((x, eye) => {
    const view = perspective();
    view.position.x = eye ? 0.03 : -0.03;
    view.updateMatrixWorld();
    return Object.assign(view, { viewport: new Vector4(x, 70, 140, 140) });
  });
  const camera = new ArrayCamera(eyes);
  Object.assign(camera, { fov: eyes[0]!.fov, near: 0.1, far: 100 });
  camera.position.z = 3;
  camera.updateProjectionMatrix();
  const step = vi.spyOn(insides(swarm), 'step');
  swarm.update(1 / 60);
  renderer.render(scene, camera);
  expect(step).toHaveBeenCalledTimes(1);
  const halves = [screen(renderer, 0, 70, 140), screen(renderer, 140, 70, 140)];
  for (const [eye, half] of halves.entries()) {
    renderer.setViewport(0, 0, 140, 140);
    renderer.render(scene, eyes[eye]!);
    const alone = screen(renderer, 0, 0, 140);
    renderer.setViewport(0, 0, 280, 280);
    expect(sum(alone)).toBeGreaterThan(1000);
    expect(difference(half, alone), `eye ${eye}`).toBeLessThan(0.01);
  }
  expect(difference(halves[0]!, halves[1]!)).toBeGreaterThan(0.01);
});

test('in view it is never culled, however far particles stray; out of view it costs no call', () => {
  const { renderer, scene, swarm } = createSwarm({ count: 256, parameters: { shimmer: 0 } });
  const drawn = insides(swarm).object.children[0]!;
  const view = new OrthographicCamera(-0.3, 0.3, 0.3, -0.3, 0.1, 20);
  view.position.z = 8;
  const light = () => {
    renderer.render(scene, view);
    return sum(screen(renderer, 0, 0, 280));
  };
  const wide = paint(48, 16, () => [255, 255, 255]);
  /** Goes and sees the particle that is farther out than six in ten are. */
  const follow = () => {
    const { position } = readState(swarm);
    const places = Array.from(
      { length: swarm.count },
      (_, i) => [position[4 * i]!, position[4 * i + 1]!] as const,
    );
    places.sort((a, b) => Math.hypot(...a) - Math.hypot(...b));
    const [x, y] = places[Math.floor(0.6 * places.length)]!;
    view.position.set(x, y, 8);
    view.updateMatrixWorld();
    return Math.hypot(x, y);
  };
  const acts: [() => void, number][] = [
    [() => void swarm.form(ring, { origin: 'rain' }), 20],
    [() => {}, 200],
    [() => void swarm.dissolve({ style: 'burst', duration: 4 }), 120],
    [() => void swarm.form(wide, { origin: 'sphere' }), 20],
    [() => {}, 200],
    [() => void swarm.dissolve({ style: 'blow', duration: 10 }), 360],
  ];
  let farthest = 0;
  for (const [act, steps] of acts) {
    act();
    run(swarm, steps);
    farthest = follow();
    const lit = light();
    drawn.frustumCulled = false;
    expect(lit).toBe(light());
    drawn.frustumCulled = true;
    expect(lit, String(act)).toBeGreaterThan(0);
  }
  expect(farthest).toBeGreaterThan(4);
  view.position.x = 80;
  view.updateMatrixWorld();
  light();
  expect([renderer.info.render.calls, renderer.info.render.points]).toEqual([0, 0]);
  view.position.set(0, 0, 80);
  view.lookAt(0, 0, 100);
  view.updateMatrixWorld();
  light();
  expect(renderer.info.render.calls).toBe(0);
});

test.each([
  ['quads', 'drawArrays'],
  ['points', 'drawElementsInstanced'],
] as const)(
  'where nothing is said a probe finds %s the faster on a device that is slow otherwise',
  (faster, slow) => {
    const { renderer, scene } = createStage();
    const gl = renderer.getContext() as WebGL2RenderingContext;
    const fast = slow === 'drawArrays' ? 'drawElementsInstanced' : 'drawArrays';
    const count = 16_384;
    const swarm = new GenesisParticles({ renderer, count: 64 });
    onTestFinished(() => swarm.dispose());
    scene.add(swarm);
    const { memory, programs } = renderer.info;
    const before = { ...memory, programs: programs?.length };
    // Stand-ins for a device: one of the calls takes its time, the other none.
    gl[slow] = () => {
      for (const start = performance.now(); performance.now() - start < 3; );
    };
    gl[fast] = () => {};
    const bound = renderer.getRenderTarget();
    expect(probePrimitive(renderer, count - 1)).toBe('points');
    expect(probePrimitive(renderer, count)).toBe(faster);
    expect([renderer.getRenderTarget(), renderer.autoClear]).toEqual([bound, true]);
    expect({ ...memory, programs: programs?.length }).toEqual(before);
    const drawn = () => insides(swarm).object.children[0]!.type;
    swarm.update(0);
    expect(drawn()).toBe('Points');
    swarm.count = count;
    expect(drawn()).toBe(faster === 'quads' ? 'Mesh' : 'Points');
    swarm.parameters.primitive = faster === 'quads' ? 'points' : 'quads';
    swarm.simulate(STEP);
    expect(drawn()).toBe(faster === 'quads' ? 'Points' : 'Mesh');
  },
);

test('quads draw the same picture as points, also in a viewport that is not square', async () => {
  const stage = await stand({ minPixels: 3 });
  const { renderer, scene, camera, swarm } = stage;
  const look = (primitive: 'points' | 'quads', changes: object) => {
    Object.assign(swarm.parameters, { primitive, ...changes });
    swarm.update(0);
    const whole = draw(stage, 70);
    renderer.setViewport(20, 40, 200, 140);
    renderer.clear();
    renderer.render(scene, camera);
    const part = screen(renderer, 20, 40, 140);
    renderer.setViewport(0, 0, 280, 280);
    return { whole, part };
  };
  for (const changes of [
    { sprite: 'soft', blending: 'additive' },
    { sprite: 'round', blending: 'alpha' },
    { sprite: 'square', blending: 'opaque' },
  ] as const) {
    const points = look('points', changes);
    const quads = look('quads', changes);
    expect(sum(points.part)).toBeGreaterThan(500);
    expect(difference(points.whole, quads.whole), changes.sprite).toBeLessThan(0.1);
    expect(difference(points.part, quads.part), changes.sprite).toBeLessThan(0.1);
    expect(Math.abs(sum(quads.whole) / sum(points.whole) - 1), changes.sprite).toBeLessThan(0.03);
  }
});

test('fog takes light away, or covers with its colour, as far as it is thick', async () => {
  const stage = await stand({ particleSize: 2 });
  const { scene, swarm } = stage;
  const red = (pixels: Float32Array) => sum(pixels.filter((_, i) => i % 4 === 0));
  const blue = (pixels: Float32Array) => sum(pixels.filter((_, i) => i % 4 === 2));
  const clear = red(draw(stage, 64));
  scene.fog = new Fog(0x0000ff, 0, 10); // the image is 5 away: half
  expect(red(draw(stage, 64)) / clear).toBeCloseTo(0.5, 1);
  (scene.fog as Fog).far = 5;
  expect(red(draw(stage, 64)) / clear).toBeLessThan(0.02);
  scene.fog = new FogExp2(0x0000ff, 0.1);
  expect(red(draw(stage, 64)) / clear).toBeCloseTo(Math.exp(-0.25), 1);
  swarm.parameters.blending = 'alpha';
  run(swarm, 2);
  scene.fog = null;
  const [red0, blue0] = [red(draw(stage, 64)), blue(draw(stage, 64))];
  scene.fog = new Fog(new Color(0x0000ff), 0, 10);
  const foggy = draw(stage, 64);
  expect(red(foggy)).toBeLessThan(0.7 * red0);
  expect(blue(foggy)).toBeGreaterThan(2 * blue0);
});

test('a particle has its size in the world, between its limits in pixels', async () => {
  // One white square in the middle, seen by a camera of perspective.
  const stage = createSwarm({
    count: 1,
    size: 2,
    parameters: { ...prompt, layout: 'grid', sprite: 'square', blending: 'alpha', thickness: 0, embers: 0 },
  });
  const { renderer, scene, swarm } = stage;
  expect(await runUntil(swarm, swarm.form(paint(1, 1, () => [255, 255, 255])))).toBe('formed');
  run(swarm, 60);
  /** Width of the particle in pixels at a distance: its area's square root. */
  const width = (distance: number, parameters: object) => {
    Object.assign(swarm.parameters, parameters);
    swarm.update(0);
    const camera = perspective(3);
    camera.position.z = distance;
    camera.updateMatrixWorld();
    renderer.render(scene, camera);
    return Math.sqrt(sum(screen(renderer, 0, 0, 280, 280)) / 255);
  };
  const limits = { minPixels: 1, maxPixels: 256 };
  for (const primitive of ['points', 'quads']) {
    const at3 = width(3, { ...limits, primitive, worldSize: 0.1 });
    expect(at3).toBeGreaterThan(20);
    expect(width(6, {}) / at3).toBeCloseTo(0.5, 1);
    expect(width(3, { worldSize: 0.2 }) / at3).toBeCloseTo(2, 1);
    expect(width(3, { maxPixels: 10 })).toBeCloseTo(10, 0);
    expect(width(3, { worldSize: 0.001, minPixels: 8, blending: 'opaque' })).toBeCloseTo(8, 0);
    Object.assign(swarm.parameters, { blending: 'alpha' });
  }
  // In additive light the least size costs no light.
  const light = (parameters: object) => {
    Object.assign(swarm.parameters, {
      blending: 'additive',
      sprite: 'soft',
      worldSize: 0.06,
      brightness: 0.01,
      ...parameters,
    });
    run(swarm, 1);
    return sum(draw(stage, 256).filter((_, i) => i % 4 === 0));
  };
  const small = light({ minPixels: 1, maxPixels: 256 });
  expect(light({ minPixels: 16 }) / small).toBeCloseTo(1, 1);
});
