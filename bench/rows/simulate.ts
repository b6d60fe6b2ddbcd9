/** How close a simulation step comes to what merely copying its textures costs, and to three's own way to compute. */
import { Vector2, Vector3, WebGLRenderer, type WebGLRenderTarget } from 'three';
import {
  createParameters,
  type Impulse,
  type StepOrders,
  Swarm,
  type SwarmParameters,
} from '../../src/particles/index.ts';
import { CopyPass } from '../peers/CopyPass.ts';
import { GpuComputation } from '../peers/GpuComputation.ts';
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
    await measureGpuComputation(),
    await measureInteraction(),
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
  const orders = ordersOf(form, pointer, impulse);

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

function ordersOf(form: number, pointer: StepOrders['pointer'], impulse: StepOrders['impulse']): StepOrders {
  return {
    form,
    pointer,
    release: 0,
    releaseStagger: 0.5,
    easing: 'smooth',
    dissolve: { style: 0, point: new Vector3(), heading: new Vector3() },
    loose: false,
    impulse,
  };
}

/** Steps after which both must agree, and how far, in image heights, they may lie apart. */
const AGREED_STEPS = 60;
const AGREEMENT = 1e-3;

/** The same forces on the same state; both go the same way before they are timed. */
async function measureGpuComputation(): Promise<Measurement> {
  const renderer = new WebGLRenderer({ canvas: document.createElement('canvas') });
  const swarm = new Swarm(renderer, COUNT, 1, createParameters(), 'float');
  const orders = ordersOf(0.5, POINTER, IMPULSE);
  const { width } = swarm.textures;
  const read = (target: WebGLRenderTarget, index = 0) => {
    const pixels = new Float32Array(4 * COUNT);
    renderer.readRenderTargetPixels(target, 0, 0, width, width, pixels, undefined, index);
    return pixels;
  };
  // biome-ignore lint/complexity/useLiteralKeys: the benchmark may look inside
  const { uniforms } = swarm['simulation'] as unknown as { uniforms: Record<string, { value: unknown }> };
  const position = read(swarm.textures.motion);
  const velocity = read(swarm.textures.motion, 1);
  // A step back: the peer's velocity is a step ahead of its position.
  for (let i = 0; i < 4 * COUNT; i++) {
    if (i % 4 < 3) position[i]! -= (uniforms.uDelta!.value as number) * velocity[i]!;
  }
  const peer = new GpuComputation(renderer, width, position, velocity, uniforms);

  for (let step = 0; step < AGREED_STEPS; step++) {
    swarm.step(orders);
    peer.step();
  }
  const goal = read(swarm.textures.motion);
  // Its position comes after; what it does with the velocity then is no longer looked at.
  peer.step();
  const apart = read(peer.position).reduce((most, value, i) => Math.max(most, Math.abs(value - goal[i]!)), 0);
  const moved = goal.reduce((most, value, i) => Math.max(most, Math.abs(value - position[i]!)), 0);
  if (!(apart <= AGREEMENT && moved > 100 * AGREEMENT)) {
    throw new Error(
      `After ${AGREED_STEPS} steps both are ${apart} image heights apart, having gone ${moved}.`,
    );
  }

  const timeOurs = (passes: number) =>
    time(
      passes,
      () => swarm.step(orders),
      () => complete(renderer, swarm.textures.motion),
    );
  const timePeer = (passes: number) =>
    time(
      passes,
      () => peer.step(),
      () => complete(renderer, peer.position),
    );
  timePeer(WARM_UP);
  const passes = Math.min(MOST_PASSES, Math.ceil(BATCH_MILLISECONDS / timeOurs(WARM_UP)));
  swarm.beginSteps();
  const { ours, peer: theirs } = await compare(
    ROUNDS,
    () => timeOurs(passes),
    () => timePeer(passes),
  );
  swarm.endSteps();
  peer.dispose();
  swarm.dispose();
  renderer.dispose();
  renderer.forceContextLoss();
  return {
    id: 'simulate/gpu-computation-renderer',
    what: `one simulation step at ${COUNT.toLocaleString('en')} particles, spring, drag, curl noise, pointer and impulse; ${AGREED_STEPS} steps agree to ${apart.toExponential(1)}`,
    ours,
    peer: theirs,
    peerName: "three's GPUComputationRenderer, the same forces in the velocity pass only",
    unit: 'ms',
  };
}

/** What it costs that particles act on each other, in an image that stands. */
async function measureInteraction(): Promise<Measurement> {
  const renderer = new WebGLRenderer({ canvas: document.createElement('canvas') });
  const parameters = createParameters();
  const swarm = new Swarm(renderer, COUNT, 1, parameters, 'float');
  const orders = ordersOf(1, null, null);
  const timeSteps = (passes: number, pressure: number) => {
    parameters.pressure = pressure;
    return time(
      passes,
      () => swarm.step(orders),
      () => complete(renderer, swarm.textures.motion),
    );
  };
  for (const pressure of [0, 0.5]) timeSteps(WARM_UP, pressure);
  const passes = Math.min(MOST_PASSES, Math.ceil(BATCH_MILLISECONDS / timeSteps(WARM_UP, 0.5)));
  swarm.beginSteps();
  const { ours, peer } = await compare(
    ROUNDS,
    () => timeSteps(passes, 0.5),
    () => timeSteps(passes, 0),
  );
  swarm.endSteps();
  swarm.dispose();
  renderer.dispose();
  renderer.forceContextLoss();
  return {
    id: 'simulate/interaction',
    what: `one simulation step at ${COUNT.toLocaleString('en')} particles that act on each other through their density`,
    ours,
    peer,
    peerName: 'the same without interaction',
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
function complete(renderer: WebGLRenderer, target: WebGLRenderTarget): void {
  renderer.readRenderTargetPixels(target, 0, 0, 1, 1, pixel);
}
