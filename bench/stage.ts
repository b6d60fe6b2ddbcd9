/** What the rows about a whole `GenesisParticles` share: a renderer and a swarm, running it, and looking inside. */
import { GenesisParticles, type GenesisParticlesOptions } from 'genesis-particles';
import { WebGLRenderer } from 'three';
import type { Swarm } from '../src/particles/index.ts';
import { wait } from './timing.ts';

const STEP = 1 / 60;

export interface Stage {
  readonly renderer: WebGLRenderer;
  readonly swarm: GenesisParticles;
  dispose(): void;
}

/** A swarm beside an opaque canvas of `width` × `height` pixels whose picture can be read back. */
export function openStage(
  width: number,
  height: number,
  options: Omit<GenesisParticlesOptions, 'renderer'>,
): Stage {
  const renderer = new WebGLRenderer({
    canvas: document.createElement('canvas'),
    antialias: false,
    preserveDrawingBuffer: true,
  });
  renderer.setPixelRatio(1);
  renderer.setSize(width, height, false);
  const swarm = new GenesisParticles({ renderer, ...options });
  return {
    renderer,
    swarm,
    dispose() {
      swarm.dispose();
      renderer.dispose();
      renderer.forceContextLoss();
    },
  };
}

/** Runs the swarm, as fast as it goes, until `promise` resolves. The GPU's counts and a worker's answer get their time. */
export async function runUntil(swarm: GenesisParticles, promise: Promise<unknown>): Promise<void> {
  let running = true;
  const end = () => {
    running = false;
  };
  promise.then(end, end);
  for (let step = 0; running; step++) {
    if (step > 3600) throw new Error('A swarm has not come to the end of what it was to do in a minute.');
    swarm.update(STEP);
    // biome-ignore lint/complexity/useLiteralKeys: the benchmark may look inside
    while (swarm['arrivals'].asking || swarm['phase']?.waiting) {
      await wait(1);
      // biome-ignore lint/complexity/useLiteralKeys: the benchmark may look inside
      swarm['arrivals'].hear(insides(swarm));
    }
    if (step % 6 === 5) await Promise.resolve();
  }
  await promise;
}

/** The part of the object that knows the GPU. */
// biome-ignore lint/complexity/useLiteralKeys: the benchmark may look inside
export const insides = (swarm: GenesisParticles): Swarm => swarm['swarm'] as Swarm;

/** Four floats a particle of one of the two textures of its motion, read back. */
export function readMotion({ renderer, swarm }: Stage, index: 0 | 1): Float32Array {
  const { motion } = insides(swarm).textures;
  const pixels = new Float32Array(motion.width * motion.height * 4);
  renderer.readRenderTargetPixels(motion, 0, 0, motion.width, motion.height, pixels, undefined, index);
  return pixels.subarray(0, swarm.count * 4);
}

/** Where the particles are at home, read back from the GPU: xy pairs in image heights. See `state.glsl.ts`. */
export function readHomes(stage: Stage): Float32Array {
  const position = readMotion(stage, 0);
  const velocity = readMotion(stage, 1);
  const homes = new Float32Array(2 * stage.swarm.count);
  for (let i = 0; i < stage.swarm.count; i++) {
    homes[2 * i] = position[4 * i + 3]!;
    homes[2 * i + 1] = velocity[4 * i + 3]!;
  }
  return homes;
}
