/** What a swarm costs the main thread in a frame, against particle systems that move their particles there. */
import { OrthographicCamera, Scene, WebGLRenderer } from 'three';
import { portraits } from '../../demos/pictures/portraits.ts';
import { Nebula } from '../peers/Nebula.ts';
import type { PeerSwarm } from '../peers/PeerSwarm.ts';
import { Quarks } from '../peers/Quarks.ts';
import type { Measurement } from '../Row.ts';
import { openStage, runUntil } from '../stage.ts';
import { compare, median } from '../timing.ts';

const COUNT = 100_000;
const STEP = 1 / 60;
const WARM_UP = 100;
const ROUNDS = 7;
/** Their median is one measurement: now and then the browser has something else to do. */
const FRAMES = 24;
/** A small canvas: what is drawn in it takes none of the time that is measured. */
const SIDE = 64;

/** One frame, on the main thread: `update`, and `draw`, in which three.js sends what an update left for the GPU. */
interface Frames {
  update(wave: number): void;
  draw(): void;
}

export async function measureUpdates(): Promise<Measurement[]> {
  const ours = await openOurs();
  const rows = [
    ...(await measure('three.quarks', ours, count => new Quarks(count))),
    ...(await measure('three-nebula', ours, count => new Nebula(count))),
  ];
  ours.dispose();
  return rows;
}

async function measure(
  name: string,
  ours: Frames & { readonly renderer: WebGLRenderer },
  create: (count: number) => PeerSwarm,
): Promise<Measurement[]> {
  const renderer = new WebGLRenderer({ canvas: document.createElement('canvas') });
  renderer.setSize(SIDE, SIDE, false);
  // Software GL draws instances one after the other, 3 s for these. Theirs is spared the one call, and its GPU the work.
  const gl = renderer.getContext() as WebGL2RenderingContext;
  gl.drawElementsInstanced = () => {};
  const peer = create(COUNT);
  const theirs: Frames = {
    update: wave => peer.update(STEP, wave),
    draw: () => renderer.render(peer.scene, camera),
  };
  for (let frame = 0; frame < WARM_UP; frame++) {
    time(ours, ours.renderer, frame);
    time(theirs, renderer, frame);
  }
  assertAlive(name, peer);
  const updates = { ours: [] as number[], peer: [] as number[] };
  const whole = await compare(
    ROUNDS,
    () => medianOf(ours, ours.renderer, updates.ours),
    () => medianOf(theirs, renderer, updates.peer),
  );
  assertAlive(name, peer);
  peer.dispose();
  renderer.dispose();
  renderer.forceContextLoss();

  const particles = `${COUNT.toLocaleString('en')} particles, parameters changing in every frame`;
  const peerName = `${name}, one force, ${COUNT.toLocaleString('en')} alive`;
  return [
    {
      id: `update/${name}`,
      what: `main thread in a frame of ${particles}: update and the calls that draw it, without waiting for the GPU`,
      ...whole,
      peerName,
      unit: 'ms',
    },
    {
      id: `update/${name}-alone`,
      what: `main thread in one update alone of ${particles}; theirs leaves its uploads to the drawing`,
      ours: median(updates.ours),
      peer: median(updates.peer),
      peerName,
      unit: 'ms',
    },
  ];
}

function assertAlive(name: string, { alive }: PeerSwarm): void {
  if (alive !== COUNT) throw new Error(`${name} has ${alive} of ${COUNT} particles.`);
}

/** Of whole frames; that of the updates in them is added to `updates`. */
function medianOf(frames: Frames, renderer: WebGLRenderer, updates: number[]): number {
  const times = Array.from({ length: FRAMES }, (_, frame) => time(frames, renderer, frame));
  updates.push(median(times.map(({ update }) => update)));
  return median(times.map(({ whole }) => whole));
}

/** Milliseconds of a frame, begun when the GPU is done with the last one: nobody waits for it in the measured time. */
function time(frames: Frames, renderer: WebGLRenderer, frame: number): { whole: number; update: number } {
  complete(renderer);
  const wave = Math.sin(frame);
  const start = performance.now();
  frames.update(wave);
  const updated = performance.now();
  frames.draw();
  return { whole: performance.now() - start, update: updated - start };
}

const pixel = new Uint8Array(4);

function complete(renderer: WebGLRenderer): void {
  const gl = renderer.getContext();
  renderer.setRenderTarget(null);
  gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
}

const camera = new OrthographicCamera(-1, 1, 1, -1, 0.1, 10);
camera.position.z = 5;

/** A portrait that stands, and is not let rest: forces, sizes and streams change, so every frame is simulated. */
async function openOurs() {
  const stage = openStage(SIDE, SIDE, { count: COUNT, seed: 1 });
  const { renderer, swarm } = stage;
  await runUntil(swarm, swarm.form((await portraits(1, 'ffffff'))[0]!));
  const scene = new Scene();
  scene.add(swarm);
  return {
    renderer,
    update(wave: number) {
      const { parameters } = swarm;
      parameters.spring = 130 + 20 * wave;
      parameters.turbulence = 1.4 + 0.4 * wave;
      parameters.gravity = wave;
      parameters.vortex = 10 + 5 * wave;
      parameters.particleSize = 1.1 + 0.2 * wave;
      if (!swarm.update(STEP)) throw new Error('The swarm lies still.');
    },
    draw: () => renderer.render(scene, camera),
    dispose: stage.dispose,
  };
}
