/** How close a simulation step comes to what merely copying its textures costs. */
import { WebGLRenderer } from 'three';
import { createParameters, Swarm } from '../../src/particles/index.ts';
import type { StateTarget } from '../../src/particles/StateTarget.ts';
import { CopyPass } from '../peers/CopyPass.ts';
import type { Measurement } from '../Row.ts';
import { compare } from '../timing.ts';

const COUNT = 262_144;
const ROUNDS = 21;
const WARM_UP = 20;
/** A timed batch has as many passes as take about this long. */
const BATCH_MILLISECONDS = 80;
const MOST_PASSES = 2000;

/** Spring and drag alone: no streams, no impulse, and every particle pulled with the whole spring. */
const CALM = { turbulence: 0 };
const FORMED = 1;

export async function measureSimulation(): Promise<Measurement[]> {
  const renderer = new WebGLRenderer({ canvas: document.createElement('canvas') });
  const swarm = new Swarm(renderer, COUNT, 1, createParameters(CALM));
  const copyPass = new CopyPass(renderer, swarm.current, COUNT);

  const timeSteps = (passes: number) =>
    time(
      passes,
      () => swarm.step(FORMED, null),
      () => complete(renderer, swarm.current),
    );
  const timeCopies = (passes: number) =>
    time(
      passes,
      () => copyPass.copy(),
      () => complete(renderer, copyPass.current),
    );

  timeSteps(WARM_UP);
  timeCopies(WARM_UP);
  const passes = Math.min(MOST_PASSES, Math.ceil(BATCH_MILLISECONDS / timeSteps(WARM_UP)));
  swarm.beginSteps();
  const { ours, peer } = await compare(
    ROUNDS,
    () => timeSteps(passes),
    () => timeCopies(passes),
  );
  swarm.endSteps();

  copyPass.dispose();
  swarm.dispose();
  renderer.dispose();
  renderer.forceContextLoss();
  return [
    {
      id: 'simulate/copy-pass-light',
      what: `one simulation pass at ${COUNT.toLocaleString('en')} particles, spring and drag alone`,
      ours,
      peer,
      peerName: 'a pass that only copies the same two textures',
      unit: 'ms',
    },
  ];
}

/** Milliseconds of one pass, of a batch of them that the GPU has completed. */
function time(passes: number, run: () => void, completed: () => void): number {
  completed();
  const start = performance.now();
  for (let pass = 0; pass < passes; pass++) run();
  completed();
  return (performance.now() - start) / passes;
}

const pixel = new Float32Array(4);

/** Returns when everything drawn so far is done: a pixel of its result cannot be had before. */
function complete(renderer: WebGLRenderer, target: StateTarget): void {
  renderer.readRenderTargetPixels(target, 0, 0, 1, 1, pixel);
}
