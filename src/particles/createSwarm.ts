import type { WebGLRenderer } from 'three';
import type { AnySwarm } from './AnySwarm.ts';
import type { Precision } from './gpu/Precision.ts';
import type { SwarmParameters } from './parameters/index.ts';
import { Swarm } from './Swarm.ts';
import { StatelessSwarm } from './stateless/StatelessSwarm.ts';

/** The swarm that is right for a precision. */
export function createSwarm(
  renderer: WebGLRenderer,
  count: number,
  seed: number,
  parameters: SwarmParameters,
  precision: Precision,
): AnySwarm {
  return precision === 'stateless'
    ? new StatelessSwarm(count, seed, parameters)
    : new Swarm(renderer, count, seed, parameters, precision);
}
