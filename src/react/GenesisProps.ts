import type { ThreeElements } from '@react-three/fiber';
import type { Ref } from 'react';
import type {
  DissolveOptions,
  Followable,
  FollowOptions,
  FormOptions,
  GenesisParticles,
  GenesisParticlesEventMap,
  GenesisParticlesOptions,
  ImageSource,
} from '../index.ts';

/** Takes one of a swarm's own events. */
export type Listener<Name extends keyof GenesisParticlesEventMap> = (
  event: GenesisParticlesEventMap[Name] & { readonly type: Name; readonly target: GenesisParticles },
) => void;

/** In React, what is undefined is left out. */
type Props<Options> = { [Name in keyof Options]: Options[Name] | undefined };

/**
 * Everything that `new GenesisParticles` takes but the renderer, which is the canvas's own, and everything that fiber's
 * `<object3D>` takes; pointer events meet the rectangle of the image. All of it may change at any time; another `seed` or
 * `precision` makes another swarm.
 */
export interface GenesisProps
  extends Omit<ThreeElements['object3D'], 'args' | 'count' | 'ref' | 'type'>,
    Props<Omit<GenesisParticlesOptions, 'renderer'>>,
    Props<OwnProps> {}

interface OwnProps {
  /** The object itself, for all that is called: `impulse`, `point`, `press`, `simulate`. */
  ref?: Ref<GenesisParticles>;
  /** What is formed, each time that it is another; null lets the last one go. */
  image?: ImageSource | null;
  /** How the next image is formed. */
  formOptions?: FormOptions;
  /** How it is let go. */
  dissolveOptions?: DissolveOptions;
  /** What drives the particles on and on, in the place of an image: see `GenesisParticles.follow`. */
  follow?: Followable | null;
  /** How the next source is followed. */
  followOptions?: FollowOptions;
  /** An image has formed. */
  onFormed?: Listener<'formed'>;
  /** Nothing is to be seen any more. */
  onDissolved?: Listener<'dissolved'>;
}
