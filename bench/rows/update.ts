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

/** One frame, on the main thread: `update`, and `draw`, in which three.js also sends what an update left for the GPU. */
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
  const both = [ours.renderer, renderer];
  for (let frame = 0; frame < WARM_UP; frame++) {
    time(ours, both, frame);
    time(theirs, both, frame);
  }
  assertAlive(name, peer);
  const frames = { ours: [] as number[], peer: [] as number[] };
  const updates = await compare(
    ROUNDS,
    () => medianOf(ours, both, frames.ours),
    () => medianOf(theirs, both, frames.peer),
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
      what: `main thread of one update of ${particles}, without waiting for the GPU: a frame less the drawing alone, so that GL calls count which an update leaves to the drawing`,
      ...updates,
      peerName,
      unit: 'ms',
    },
    {
      id: `update/${name}-frame`,
      what: `main thread in a whole frame of ${particles}, its drawing included`,
      ours: median(frames.ours),
      peer: median(frames.peer),
      peerName,
      unit: 'ms',
    },
  ];
}

function assertAlive(name: string, { alive }: PeerSwarm): void {
  if (alive !== COUNT) throw new Error(`${name} has ${alive} of ${COUNT} particles.`);
}

/** Milliseconds of an update, by {@link FRAMES} frames; the median of the whole ones is added to `whole`. */
function medianOf(frames: Frames, renderers: readonly WebGLRenderer[], whole: number[]): number {
  const times = Array.from({ length: FRAMES }, (_, frame) => time(frames, renderers, frame));
  whole.push(median(times.map(({ whole }) => whole)));
  return median(times.map(({ whole, drawing }) => whole - drawing));
}

/** Milliseconds of a frame and of its drawing alone. Each begins when the GPU is done with both sides' last one. */
function time(
  frames: Frames,
  renderers: readonly WebGLRenderer[],
  frame: number,
): { whole: number; drawing: number } {
  const wave = Math.sin(frame);
  const timed = (run: () => void) => {
    for (const renderer of renderers) complete(renderer);
    const start = performance.now();
    run();
    return performance.now() - start;
  };
  const whole = timed(() => {
    frames.update(wave);
    frames.draw();
  });
  return { whole, drawing: timed(() => frames.draw()) };
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
