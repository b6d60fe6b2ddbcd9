/** An effect as JSON, and back. */
import { type SwarmParameterName, type SwarmParameters, swarmParameters } from '../particles/index.ts';

const VERSION = 1;

/** An effect as JSON: see `GenesisParticles.fromJSON`. */
export interface EffectJSON {
  readonly type: 'GenesisParticles';
  /** Of this format. */
  readonly version: number;
  readonly count: number;
  readonly seed: number;
  readonly size: number;
  /** Every parameter by name. */
  readonly parameters: Partial<SwarmParameters>;
}

type Effect = Pick<EffectJSON, 'count' | 'seed' | 'size' | 'parameters'>;

export function writeEffect({ count, seed, size, parameters }: Effect): EffectJSON {
  return { type: 'GenesisParticles', version: VERSION, count, seed, size, parameters: { ...parameters } };
}

/** @throws Error for JSON of another kind or of a later version; parameters that are not known are left out. */
export function readEffect(json: unknown): Effect {
  const { type, version, count, seed, size, parameters } = (json ?? {}) as Partial<EffectJSON>;
  if (type !== 'GenesisParticles' || typeof version !== 'number') {
    throw new TypeError(
      `This is no effect: its type is ${JSON.stringify(type)}. Give the parsed JSON of a GenesisParticles.`,
    );
  }
  if (version > VERSION) {
    throw new RangeError(
      `The effect is of version ${version}, and this library reads up to ${VERSION}. Update genesis-particles.`,
    );
  }
  const known = Object.entries(parameters ?? {}).filter(([name]) => Object.hasOwn(swarmParameters, name));
  return {
    count: count as number,
    seed: seed as number,
    size: size as number,
    parameters: Object.fromEntries(known) as Partial<Record<SwarmParameterName, never>>,
  };
}
