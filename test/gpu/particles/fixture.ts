import { GenesisParticles, type GenesisParticlesOptions, type PixelImage } from 'genesis-particles';
import {
  DataUtils,
  FloatType,
  HalfFloatType,
  OrthographicCamera,
  Scene,
  WebGLRenderer,
  WebGLRenderTarget,
} from 'three';
import { onTestFinished } from 'vitest';
import { loadStateless } from '../../../src/particles/createSwarm.ts';
import type { Swarm } from '../../../src/particles/Swarm.ts';
import { bytesOf, floatsOf } from '../../../src/particles/stateless/FlightTextures.ts';
import type { StatelessSwarm } from '../../../src/particles/stateless/StatelessSwarm.ts';
import { someOf } from '../../thorough.ts';

await loadStateless();

export const STEP = 1 / 60;

/** What a device may be capable of; each is forced in tests. Half floats do what floats do, only more coarsely. */
export const tiers = someOf(['float', 'half', 'stateless'] as const, 2);

/** A renderer, a scene and a camera that sees exactly the unit square of the image. Freed with the test, or when `end` says. */
export function createStage(side = 280, end: (free: () => void) => void = onTestFinished) {
  const canvas = document.createElement('canvas');
  const renderer = new WebGLRenderer({ canvas, antialias: false, preserveDrawingBuffer: true });
  renderer.setPixelRatio(1);
  renderer.setSize(side, side, false);
  const scene = new Scene();
  const camera = new OrthographicCamera(-0.5, 0.5, 0.5, -0.5, 0.1, 10);
  camera.position.z = 5;
  end(() => {
    renderer.dispose();
    renderer.forceContextLoss();
  });
  return { renderer, scene, camera };
}

/** A swarm in a stage of its own. */
export function createSwarm(options: Partial<GenesisParticlesOptions> = {}) {
  const stage = createStage();
  const swarm = new GenesisParticles({ renderer: stage.renderer, count: 4096, seed: 1, ...options });
  stage.scene.add(swarm);
  onTestFinished(() => swarm.dispose());
  return { ...stage, swarm };
}

/** Lets the swarm run for `steps` simulation steps. */
export function run(swarm: GenesisParticles, steps: number): void {
  for (let step = 0; step < steps; step++) swarm.update(STEP);
}

/** Runs, without letting go of the thread, while `condition` holds; fails after 20 seconds of simulated time. */
export function runWhile(swarm: GenesisParticles, condition: () => boolean): void {
  for (let step = 0; step < 1200; step++) {
    if (!condition()) return;
    swarm.update(STEP);
  }
  throw new Error('what was waited for did not come');
}

/** Simulated time runs faster than the GPU's counts and the worker's ways come: lets them catch up. */
export async function answered(swarm: GenesisParticles): Promise<void> {
  // biome-ignore lint/complexity/useLiteralKeys: a test may look inside
  while (swarm['arrivals'].asking || swarm['phase']?.waiting) {
    // biome-ignore lint/complexity/useLiteralKeys: a test may look inside
    swarm['arrivals'].hear(inner(swarm));
    await new Promise(resolve => setTimeout(resolve, 1));
  }
}

/** Runs until `promise` settles; fails after a minute of simulated time. */
export async function runUntil<T>(swarm: GenesisParticles, promise: Promise<T>): Promise<T> {
  let settled = false;
  const end = () => {
    settled = true;
  };
  promise.then(end, end);
  for (let step = 0; step < 3600; step++) {
    swarm.update(STEP);
    await answered(swarm);
    if (step % 6 === 5) await Promise.resolve();
    if (settled) return promise;
  }
  throw new Error('nothing settled within a minute of simulation');
}

/** The part of the object that knows the GPU. */
// biome-ignore lint/complexity/useLiteralKeys: a test may look inside
export const inner = (swarm: GenesisParticles) => swarm['swarm'];

/** That of a swarm which is simulated. */
export function insides(swarm: GenesisParticles): Swarm {
  return inner(swarm) as Swarm;
}

/** What one of a target's textures holds: four floats a particle. */
export function readTexels(swarm: GenesisParticles, target: WebGLRenderTarget, index: number): Float32Array {
  // biome-ignore lint/complexity/useLiteralKeys: a test may look inside
  const renderer = insides(swarm)['renderer'];
  const { type } = target.textures[index]!;
  const length = target.width * target.height * 4;
  const pixels =
    type === FloatType
      ? new Float32Array(length)
      : type === HalfFloatType
        ? new Uint16Array(length)
        : new Uint8Array(length);
  renderer.readRenderTargetPixels(target, 0, 0, target.width, target.height, pixels, undefined, index);
  const floats =
    type === HalfFloatType
      ? Float32Array.from(pixels, half => DataUtils.fromHalfFloat(half))
      : type === FloatType
        ? (pixels as Float32Array)
        : Float32Array.from(pixels, byte => byte / 255);
  return floats.subarray(0, swarm.count * 4);
}

/** What the GPU holds, four floats a particle: places, velocities, homes (with the turn) and the light each carries. */
export function readState(swarm: GenesisParticles) {
  if (swarm.precision === 'stateless') return readFlight(inner(swarm) as StatelessSwarm);
  return readMotion(swarm);
}

function readFlight(swarm: StatelessSwarm) {
  const { places: position, speeds: velocity } = swarm.locate();
  const { textures } = swarm;
  const home = new Float32Array(position.length);
  const color = floatsOf(textures.color).slice(0, position.length);
  for (let i = 0; i < position.length; i += 4) {
    home[i] = floatsOf(textures.position)[i + 3]!;
    home[i + 1] = floatsOf(textures.velocity)[i + 3]!;
    home[i + 3] = bytesOf(textures.turn)[i]! / 255;
    // biome-ignore lint/complexity/useLiteralKeys: a test may look inside
    for (let c = 0; c < 3; c++) color[i + c]! *= swarm['share'];
  }
  return { position, velocity, home, color };
}

function readMotion(swarm: GenesisParticles) {
  const inner = insides(swarm);
  const { motion, look, turns } = inner.textures;
  const position = readTexels(swarm, motion, 0);
  const velocity = readTexels(swarm, motion, 1);
  const color = readTexels(swarm, look, 1);
  const turn = readTexels(swarm, turns, 0);
  const home = new Float32Array(position.length);
  for (let i = 0; i < position.length; i += 4) {
    home[i] = position[i + 3]!;
    home[i + 1] = velocity[i + 3]! > 4 ? velocity[i + 3]! - 8 : velocity[i + 3]!;
    home[i + 3] = turn[i]!;
    position[i]! += home[i]!;
    position[i + 1]! += home[i + 1]!;
    // biome-ignore lint/complexity/useLiteralKeys: a test may look inside
    for (let c = 0; c < 3; c++) color[i + c]! *= inner['share'];
  }
  return { position, velocity, home, color };
}

/** What a linear float target holds after a frame was drawn on `clear`: RGBA, bottom row first. */
export function draw(
  { renderer, scene, camera }: ReturnType<typeof createStage>,
  side: number,
  clear: { color: number; alpha: number } = { color: 0, alpha: 0 },
): Float32Array {
  const target = new WebGLRenderTarget(side, side, { type: FloatType });
  renderer.setRenderTarget(target);
  renderer.setClearColor(clear.color, clear.alpha);
  renderer.clear();
  renderer.render(scene, camera);
  const pixels = new Float32Array(side * side * 4);
  renderer.readRenderTargetPixels(target, 0, 0, side, side, pixels);
  renderer.setRenderTarget(null);
  target.dispose();
  return pixels;
}

/** Distances in 3D between the points of two readings. */
export function distances(a: Float32Array, b: Float32Array): Float64Array {
  const result = new Float64Array(a.length / 4);
  for (let i = 0; i < result.length; i++) {
    result[i] = Math.hypot(
      a[4 * i]! - b[4 * i]!,
      a[4 * i + 1]! - b[4 * i + 1]!,
      a[4 * i + 2]! - b[4 * i + 2]!,
    );
  }
  return result;
}

export const share = (values: ArrayLike<number>, test: (value: number) => boolean): number =>
  Array.from(values).filter(test).length / values.length;

/** A picture from a function of x and y in [0, 1), y downwards. */
export function paint(
  width: number,
  height: number,
  color: (x: number, y: number) => readonly [number, number, number, number?],
): PixelImage {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [red, green, blue, alpha = 255] = color((x + 0.5) / width, (y + 0.5) / height);
      data.set([red, green, blue, alpha], (y * width + x) * 4);
    }
  }
  return { width, height, data };
}

/** A white ring on black: easy to recognise, empty in the middle, far from even. */
export const ring: PixelImage = paint(28, 28, (x, y) => {
  const near = Math.abs(Math.hypot(x - 0.45, y - 0.55) - 0.28) < 0.06;
  return near ? [255, 255, 255] : [0, 0, 0];
});

/** Pearson's correlation. */
export function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const mean = (values: ArrayLike<number>) =>
    Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [both, squareA, squareB] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    both += (a[i]! - meanA) * (b[i]! - meanB);
    squareA += (a[i]! - meanA) ** 2;
    squareB += (b[i]! - meanB) ** 2;
  }
  return both / Math.sqrt(squareA * squareB || 1);
}

/** The usual way to read an image. */
export const reading = (smooth: boolean) =>
  ({ weight: 'brightness', smooth, straight: false, keyed: false, reserve: 0 }) as const;
