import type { WebGLRenderer } from 'three';
import type { AnySwarm } from './AnySwarm.ts';
import { AwaitedSwarm } from './AwaitedSwarm.ts';
import type { Precision } from './gpu/Precision.ts';
import type { SwarmParameters } from './parameters/index.ts';
import { Swarm } from './Swarm.ts';

let stateless: typeof import('./stateless/StatelessSwarm.ts') | null = null;

/** Loads the form for devices without float targets. Few need it, so it is not part of what everybody downloads. */
export async function loadStateless(): Promise<void> {
  stateless = await import('./stateless/StatelessSwarm.ts');
}

/** The swarm that is right for a precision, or an {@link AwaitedSwarm} in its place until it can be had. */
export function createSwarm(
  renderer: WebGLRenderer,
  count: number,
  seed: number,
  parameters: SwarmParameters,
  precision: Precision,
): AnySwarm {
  if (precision !== 'stateless') return new Swarm(renderer, count, seed, parameters, precision);
  if (stateless) return new stateless.StatelessSwarm(count, seed, parameters);
  return new AwaitedSwarm(count, parameters, loadStateless());
}
