/** What drawing a formed swarm costs, against bare points that cover the same pixels. */
import {
  DataUtils,
  FloatType,
  HalfFloatType,
  type Object3D,
  PerspectiveCamera,
  Scene,
  UnsignedByteType,
  type WebGLRenderer,
  WebGLRenderTarget,
} from 'three';
import { portraits } from '../../demos/pictures/portraits.ts';
import { spriteMean } from '../../src/particles/drawing/draw.glsl.ts';
import { BarePoints } from '../peers/BarePoints.ts';
import type { Measurement } from '../Row.ts';
import { insides, openStage, readMotion, runUntil, type Stage } from '../stage.ts';
import { compare } from '../timing.ts';

const COUNT = 65_536;
const WIDTH = 1280;
const HEIGHT = 720;
const ROUNDS = 15;
const WARM_UP = 4;
const BATCH_MILLISECONDS = 150;
/** How far covered pixels and light may differ, as a share. */
const LIKENESS = 0.02;
/** Of `draw.glsl.ts`. */
const EMBER = { size: 2.1, light: 3 };
/** Pixels across a particle at rest, at least. */
const AT_REST = 3;

export async function measureDrawing(): Promise<Measurement[]> {
  const stage = openStage(WIDTH, HEIGHT, { count: COUNT, seed: 1 });
  const { renderer, swarm } = stage;
  await runUntil(swarm, swarm.form((await portraits(1, 'ffffff'))[0]!));
  swarm.simulate(2);
  // The image fills three quarters of the canvas' height.
  const camera = new PerspectiveCamera(45, WIDTH / HEIGHT, 0.1, 10);
  camera.position.z = 1 / (0.75 * 2 * Math.tan((45 * Math.PI) / 360));
  camera.updateMatrixWorld();
  const points = barePoints(stage, camera);

  const [ours, theirs] = [sceneOf(swarm), sceneOf(points)];
  const [seen, expected] = [cover(renderer, ours, camera), cover(renderer, theirs, camera)];
  for (const what of ['pixels', 'light'] as const) {
    if (!(Math.abs(seen[what] / expected[what] - 1) <= LIKENESS)) {
      throw new Error(`Ours covers ${seen[what]} (${what}), bare points ${expected[what]}.`);
    }
  }
  const timeOf = (scene: Scene, frames: number) => time(renderer, scene, camera, frames);
  timeOf(ours, WARM_UP);
  timeOf(theirs, WARM_UP);
  const frames = Math.ceil(BATCH_MILLISECONDS / timeOf(ours, WARM_UP));
  const { ours: own, peer } = await compare(
    ROUNDS,
    () => timeOf(ours, frames),
    () => timeOf(theirs, frames),
  );
  points.dispose();
  hdr.dispose();
  stage.dispose();
  return [
    {
      id: 'draw/points',
      what: `draw ${COUNT.toLocaleString('en')} particles of a formed portrait, ${WIDTH} × ${HEIGHT} half-float target; ${seen.pixels.toLocaleString('en')} covered pixels, bare points cover ${expected.pixels.toLocaleString('en')}`,
      ours: own,
      peer,
      peerName: 'a bare THREE.Points with the same places, sizes, blending and disc',
      unit: 'ms',
    },
  ];
}

function sceneOf(object: Object3D): Scene {
  const scene = new Scene();
  scene.add(object);
  return scene;
}

/** Points where the particles are seen at this moment, shimmer included, as large and as bright as those are. */
function barePoints(stage: Stage, camera: PerspectiveCamera): BarePoints {
  const { renderer, swarm } = stage;
  const { parameters } = swarm;
  const inner = insides(swarm);
  const { turns, look } = inner.textures;
  const [position, velocity] = [readMotion(stage, 0), readMotion(stage, 1)];
  const random = readBytes(renderer, turns);
  const color = readColors(renderer, look);
  const pixels = 0.5 * HEIGHT * Math.abs(camera.projectionMatrix.elements[5]!);
  const spacing = Math.sqrt(1 / COUNT);
  // biome-ignore lint/complexity/useLiteralKeys: the benchmark may look inside
  const time = inner['drawing']['drawn']!.material.uniforms.uTime.value;
  // biome-ignore lint/complexity/useLiteralKeys: the benchmark may look inside
  const carried = inner['share'] / COUNT / spriteMean(parameters.sprite);

  const positions = new Float32Array(3 * COUNT);
  const lights = new Float32Array(3 * COUNT);
  const sizes = new Float32Array(COUNT);
  for (let i = 0; i < COUNT; i++) {
    const [a, b, c] = [1, 2, 3].map(k => random[4 * i + k]! / 255) as [number, number, number];
    const ember = c >= 1 - parameters.embers;
    sizes[i] = parameters.particleSize * spacing * (ember ? EMBER.size : 0.75 + 0.5 * a);
    positions[3 * i] = position[4 * i]! + position[4 * i + 3]!;
    positions[3 * i + 1] = position[4 * i + 1]! + velocity[4 * i + 3]!;
    positions[3 * i + 2] = position[4 * i + 2]! + parameters.thickness * (a - 0.5);
    const [x, y] = [positions[3 * i]!, positions[3 * i + 1]!];
    for (const [k, wave, own, other, reach] of [
      [0, 17 * y + 7 * x + 1.7 * time, a, b, 1],
      [1, 15 * x - 9 * y + 1.4 * time, b, c, 1],
      [2, 11 * x + 13 * y + 1.1 * time, c, a, 2],
    ] as const) {
      const phase = own * 2 * Math.PI + time * (1.3 + 1.9 * other);
      positions[3 * i + k]! += parameters.shimmer * reach * (0.75 * Math.sin(wave) + 0.25 * Math.sin(phase));
    }
    const distance = camera.position.z - positions[3 * i + 2]!;
    const drawn = Math.max(sizes[i]!, (AT_REST * distance) / pixels);
    const share = (ember ? EMBER.light : 1) / (1 + (EMBER.light - 1) * parameters.embers);
    for (let k = 0; k < 3; k++) lights[3 * i + k] = (color[4 * i + k]! * carried * share) / drawn ** 2;
  }
  return new BarePoints(positions, lights, sizes, pixels);
}

function readBytes(renderer: WebGLRenderer, target: WebGLRenderTarget): Uint8Array {
  const bytes = new Uint8Array(4 * target.width * target.height);
  renderer.readRenderTargetPixels(target, 0, 0, target.width, target.height, bytes);
  if (target.texture.type !== UnsignedByteType) throw new Error('Turns are no bytes.');
  return bytes;
}

function readColors(renderer: WebGLRenderer, target: WebGLRenderTarget): Float32Array {
  const halves = new Uint16Array(4 * target.width * target.height);
  renderer.readRenderTargetPixels(target, 0, 0, target.width, target.height, halves, undefined, 1);
  return Float32Array.from(halves, DataUtils.fromHalfFloat);
}

/** How many pixels get any light, and the sum of it, in a linear float target. */
function cover(renderer: WebGLRenderer, scene: Scene, camera: PerspectiveCamera) {
  const target = new WebGLRenderTarget(WIDTH, HEIGHT, { type: FloatType });
  renderer.setRenderTarget(target);
  renderer.setClearColor(0x000000, 0);
  renderer.clear();
  renderer.render(scene, camera);
  const values = new Float32Array(4 * WIDTH * HEIGHT);
  renderer.readRenderTargetPixels(target, 0, 0, WIDTH, HEIGHT, values);
  renderer.setRenderTarget(null);
  target.dispose();
  let [pixels, light] = [0, 0];
  for (let i = 0; i < values.length; i += 4) {
    const sum = values[i]! + values[i + 1]! + values[i + 2]!;
    if (sum > 0) pixels++;
    light += sum;
  }
  return { pixels, light };
}

/** As an effect composer has it. On a canvas particles are wider the brighter they are, which bare points are not. */
const hdr = new WebGLRenderTarget(WIDTH, HEIGHT, { type: HalfFloatType });

const pixel = new Uint16Array(4);

/** Milliseconds of a frame, of a batch of them that the GPU has completed. */
function time(renderer: WebGLRenderer, scene: Scene, camera: PerspectiveCamera, frames: number): number {
  const complete = () => renderer.readRenderTargetPixels(hdr, 0, 0, 1, 1, pixel);
  renderer.setRenderTarget(hdr);
  complete();
  const start = performance.now();
  for (let frame = 0; frame < frames; frame++) renderer.render(scene, camera);
  complete();
  return (performance.now() - start) / frames;
}
