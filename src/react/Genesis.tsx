import { extend, useFrame, useThree } from '@react-three/fiber';
import { type ReactElement, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react';
import {
  GenesisParticles,
  type GenesisParticlesOptions,
  type Quality,
  type SwarmParameters,
} from '../index.ts';
import type { GenesisProps, Listener } from './GenesisProps.ts';
import { useParameters } from './useParameters.ts';

/** Made by fiber when the tree is committed, and disposed of when it has left it: once each, in strict mode, too. */
const Swarm = /* @__PURE__ */ extend(GenesisParticles);

const NONE: Partial<SwarmParameters> = {};
/** What a frame takes that follows a rest, of which the clock says how long the rest was. */
const FRAME_SECONDS = 1 / 60;

/**
 * A swarm of particles in a `<Canvas>` of @react-three/fiber. It is updated once a frame. With `frameloop="demand"` it asks
 * for frames while it moves; after calls to the object itself say `invalidate()`.
 *
 * @example
 * <Genesis image={picture} parameters={presets.ember} position={[0, 1, 0]} onFormed={() => setReady(true)} />
 */
export function Genesis({ seed = 1, precision = 'auto', ...others }: GenesisProps): ReactElement {
  return <OneSwarm key={`${seed} ${precision}`} seed={seed} precision={precision} {...others} />;
}

function OneSwarm({
  ref,
  image = null,
  formOptions,
  dissolveOptions,
  follow = null,
  followOptions,
  onFormed,
  onDissolved,
  seed,
  precision,
  parameters = NONE,
  count = 65_536,
  size = 1,
  quality = 'full',
  reducedMotion = 'auto',
  outOfView = 'simulate',
  ...object3D
}: GenesisProps): ReactElement {
  const renderer = useThree(state => state.gl);
  const invalidate = useThree(state => state.invalidate);
  const live = { count, size, quality: useSteady(quality), reducedMotion, outOfView };
  const [args] = useState<[GenesisParticlesOptions]>(() => [
    { renderer, seed, precision, parameters, ...live },
  ]);
  const own = useRef<GenesisParticles>(null);
  useImperativeHandle(ref, () => own.current!, []);
  useParameters(own, parameters, invalidate);

  useEffect(() => listen(own.current!, 'formed', onFormed), [onFormed]);
  useEffect(() => listen(own.current!, 'dissolved', onDissolved), [onDissolved]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the options are for the next source
  useEffect(() => {
    const swarm = own.current!;
    invalidate();
    if (follow) return swarm.follow(follow, followOptions);
    if (image) void swarm.form(image, formOptions);
    else if (swarm.state !== 'idle') void swarm.dissolve(dissolveOptions);
  }, [follow ?? image]);

  const resting = useRef(true);
  useFrame(({ frameloop }, seconds) => {
    const swarm = own.current!;
    const rested = frameloop === 'demand' && resting.current;
    const changes = swarm.update(rested ? Math.min(seconds, FRAME_SECONDS) : seconds);
    const { state, paused } = swarm;
    const waits = !paused && (follow || state === 'forming' || state === 'dissolving');
    resting.current = !(changes || waits);
    if (!resting.current) invalidate();
  });

  return <Swarm ref={own} args={args} {...live} {...object3D} />;
}

/** A budget that is written anew in every render is the same budget, and goes on. */
function useSteady(quality: Quality): Quality {
  const [budget, measure] = typeof quality === 'object' ? [quality.milliseconds, quality.measure] : [quality];
  return useMemo(
    () => (typeof budget === 'number' ? { milliseconds: budget, ...(measure && { measure }) } : budget),
    [budget, measure],
  );
}

/** @returns stops listening. */
function listen<Name extends 'formed' | 'dissolved'>(
  swarm: GenesisParticles,
  name: Name,
  listener: Listener<Name> | undefined,
): (() => void) | undefined {
  if (!listener) return undefined;
  swarm.addEventListener(name, listener);
  return () => swarm.removeEventListener(name, listener);
}
