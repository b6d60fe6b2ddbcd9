/** What it costs to have many effects instead of one, and to spawn one of them in the midst of a game. */
import { GenesisParticles, GenesisPool, type PixelImage } from 'genesis-particles';
import { PerspectiveCamera, Scene, WebGLRenderer } from 'three';
import { portraits } from '../../demos/pictures/portraits.ts';
import type { Measurement } from '../Row.ts';
import { compare, median, wait } from '../timing.ts';

const EFFECTS = 20;
const COLUMNS = 5;
const EACH = 4096;
const STEP = 1 / 60;
const ROUNDS = 15;
const FRAMES = 12;
const SPAWNS = 60;
/** Seconds: they are all in flight, from the first frame to the last. */
const LONG = 300;

export async function measurePool(): Promise<Measurement[]> {
  const renderer = new WebGLRenderer({ canvas: document.createElement('canvas'), antialias: false });
  renderer.setPixelRatio(1);
  renderer.setSize(1280, 720, false);
  const camera = new PerspectiveCamera(30, 1280 / 720, 0.1, 10);
  camera.position.z = 2.4;
  const images = await portraits(EFFECTS, 'ffffff');
  const rows = [await measureMany(renderer, camera, images), await measureSpawns(renderer, camera, images)];
  renderer.dispose();
  renderer.forceContextLoss();
  return rows;
}

async function measureMany(
  renderer: WebGLRenderer,
  camera: PerspectiveCamera,
  images: readonly PixelImage[],
): Promise<Measurement> {
  const pool = new GenesisPool({ renderer, capacity: EFFECTS, count: EACH });
  const one = new GenesisParticles({ renderer, count: EFFECTS * EACH });
  const [many, single] = [new Scene(), new Scene()];
  many.add(pool);
  single.add(one);
  for (const [index, image] of images.entries()) {
    const effect = place(pool, index);
    void effect.form(image, { duration: LONG });
  }
  // The same pictures, side by side, as one.
  one.size = EFFECTS / COLUMNS / COLUMNS;
  void one.form(sheet(images), { duration: LONG });
  const frames = (update: () => void, scene: Scene) => timeFrames(renderer, scene, camera, update, FRAMES);
  const ofMany = () => frames(() => pool.update(STEP), many);
  const ofOne = () => frames(() => one.update(STEP), single);
  for (let round = 0; round < 3; round++) [ofMany(), ofOne()];
  const { ours, peer } = await compare(ROUNDS, ofMany, ofOne);
  pool.dispose();
  one.dispose();
  return {
    id: 'pool/many',
    what: `a frame (update and draw, 1280 × 720) of ${EFFECTS} effects of ${EACH} particles in flight, from one pool`,
    ours,
    peer,
    peerName: `one effect of ${(EFFECTS * EACH).toLocaleString('en')} particles that shows the same`,
    unit: 'ms',
  };
}

async function measureSpawns(
  renderer: WebGLRenderer,
  camera: PerspectiveCamera,
  images: readonly PixelImage[],
): Promise<Measurement> {
  const pool = new GenesisPool({ renderer, capacity: EFFECTS, count: EACH, images });
  const scene = new Scene();
  scene.add(pool);
  const effects = images.map((_, index) => place(pool, index));
  const frame = (spawn: number | null) =>
    timeFrames(renderer, scene, camera, () => {
      if (spawn !== null) {
        const index = spawn % (EFFECTS / 2);
        pool.release(effects[index]!);
        effects[index] = place(pool, index);
        void effects[index]!.form(images[spawn % EFFECTS]!);
      }
      pool.update(STEP);
    });
  // Half of them are in the game and in flight.
  for (const effect of effects.splice(EFFECTS / 2)) pool.release(effect);
  for (const [index, effect] of effects.entries()) void effect.form(images[index]!, { duration: LONG });
  for (let warm = 0; warm < 40; warm++) frame(warm % 4 === 0 ? warm : null);
  const [spawning, others]: [number[], number[]] = [[], []];
  for (let spawn = 0; spawn < SPAWNS; spawn++) {
    others.push(frame(null), frame(null), frame(null));
    spawning.push(frame(spawn));
    await wait(0);
  }
  pool.dispose();
  const slowest = (values: readonly number[]) => Math.max(...values).toFixed(1);
  return {
    id: 'pool/spawn',
    what: `a frame in which an effect of a pool is spawned, ${EFFECTS / 2} others in flight; the slowest of ${SPAWNS} took ${slowest(spawning)} ms, of ${others.length} without a spawn ${slowest(others)} ms`,
    ours: median(spawning),
    peer: median(others),
    peerName: 'a frame in which none is',
    unit: 'ms',
  };
}

/** An effect of the pool in its place among all. */
function place(pool: GenesisPool, index: number): GenesisParticles {
  const effect = pool.acquire()!;
  const side = 1 / COLUMNS;
  effect.size = side;
  effect.position.set(((index % COLUMNS) - 2) * side, (1.5 - Math.floor(index / COLUMNS)) * side, 0);
  return effect;
}

function sheet(images: readonly PixelImage[]): PixelImage {
  const { width, height } = images[0]!;
  const canvas = new OffscreenCanvas(width * COLUMNS, (height * images.length) / COLUMNS);
  const pen = canvas.getContext('2d')!;
  for (const [index, { data }] of images.entries()) {
    const image = new ImageData(new Uint8ClampedArray(data), width, height);
    pen.putImageData(image, (index % COLUMNS) * width, Math.floor(index / COLUMNS) * height);
  }
  return pen.getImageData(0, 0, canvas.width, canvas.height);
}

const pixel = new Uint8Array(4);

/** Milliseconds a frame, of so many that the GPU has completed. */
function timeFrames(
  renderer: WebGLRenderer,
  scene: Scene,
  camera: PerspectiveCamera,
  update: () => void,
  count = 1,
): number {
  const gl = renderer.getContext();
  const complete = () => gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
  complete();
  const start = performance.now();
  for (let frame = 0; frame < count; frame++) {
    update();
    renderer.render(scene, camera);
  }
  complete();
  return (performance.now() - start) / count;
}
