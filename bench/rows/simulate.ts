/** How close a simulation step comes to what merely copying its textures costs. */
import { Vector2, Vector3, WebGLRenderer } from 'three';
import type { ParticleTarget } from '../../src/particles/gpu/ParticleTarget.ts';
import {
  createParameters,
  type Impulse,
  type StepOrders,
  Swarm,
  type SwarmParameters,
} from '../../src/particles/index.ts';
import { CopyPass } from '../peers/CopyPass.ts';
import type { Measurement } from '../Row.ts';
import { compare } from '../timing.ts';

const COUNT = 262_144;
const ROUNDS = 21;
const WARM_UP = 20;
/** A timed batch has as many passes as take about this long. */
const BATCH_MILLISECONDS = 80;
const MOST_PASSES = 2000;

const IMPULSE = { point: new Vector3(), radius: 0.3, speed: 1, sticks: false };
const POINTER = { place: new Vector2(0.1, 0.1), velocity: new Vector2(1, 0) };

export async function measureSimulation(): Promise<Measurement[]> {
  return [
    // The forces of a forming: all of them in every step, in mid-flight, with a pointer and an impulse.
    await measure(
      'simulate/copy-pass',
      'one simulation pass at # particles, spring, drag, curl noise, pointer and impulse',
      {},
      { form: 0.5, pointer: POINTER },
      IMPULSE,
    ),
    // An image that stands: no streams, no impulse, and every particle pulled with the whole spring.
    await measure(
      'simulate/copy-pass-light',
      'one simulation pass at # particles, spring and drag alone',
      {},
      { form: 1, pointer: null },
      null,
    ),
  ];
}

async function measure(
  id: string,
  what: string,
  parameters: Partial<SwarmParameters>,
  { form, pointer }: Pick<StepOrders, 'form' | 'pointer'>,
  impulse: Impulse | null,
): Promise<Measurement> {
  const renderer = new WebGLRenderer({ canvas: document.createElement('canvas') });
  const swarm = new Swarm(renderer, COUNT, 1, createParameters(parameters), 'float');
  const copyPass = new CopyPass(renderer, swarm.textures.motion, COUNT);
  const orders: StepOrders = {
    form,
    pointer,
    release: 0,
    releaseStagger: 0.5,
    easing: 'smooth',
    dissolve: { style: 0, point: new Vector3(), heading: new Vector3() },
    loose: false,
    impulse,
  };

  const timeSteps = (passes: number) =>
    time(
      passes,
      () => swarm.step(orders),
      () => complete(renderer, swarm.textures.motion),
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
  return {
    id,
    what: what.replace('#', COUNT.toLocaleString('en')),
    ours,
    peer,
    peerName: 'a pass that only copies the same two textures',
    unit: 'ms',
  };
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
function complete(renderer: WebGLRenderer, target: ParticleTarget): void {
  renderer.readRenderTargetPixels(target, 0, 0, 1, 1, pixel);
}
