import { type RefObject, useLayoutEffect, useRef } from 'react';
import { type GenesisParticles, type SwarmParameters, swarmParameters } from '../index.ts';

/** Keeps a swarm's live parameters as they are given; one that is given no more takes its default again. */
export function useParameters(
  swarm: RefObject<GenesisParticles | null>,
  parameters: Partial<SwarmParameters>,
  invalidate: () => void,
): void {
  const last = useRef<Partial<SwarmParameters>>({});
  useLayoutEffect(() => {
    const dropped = Object.keys(last.current).filter(name => !(name in parameters));
    swarm.current!.parameters = { ...defaultsOf(dropped as (keyof SwarmParameters)[]), ...parameters };
    last.current = parameters;
    invalidate();
  }, [swarm, parameters, invalidate]);
}

function defaultsOf(names: readonly (keyof SwarmParameters)[]): Partial<SwarmParameters> {
  return Object.fromEntries(names.map(name => [name, swarmParameters[name].default]));
}
