/** What may be said to a call of `form`, `dissolve` or `follow`; the live parameters say the rest. */
import type { Vector3 } from 'three';
import type { DissolveStyle, Easing, Layout, Origin, Stagger, Weight } from '../particles/index.ts';

/** How an image is to be shown. */
export interface ImageOptions {
  /** How its pixels are given to particles. @default parameters.layout */
  layout?: Layout;
  /**
   * What the density of particles follows; for numbers of your own, one a pixel, 0 or more. `grid` is even.
   * @default parameters.weight
   */
  weight?: Weight;
  /** Interpolates a small image between its pixels instead of showing them as squares. @default false */
  smooth?: boolean;
}

export interface FormOptions extends ImageOptions {
  /** Where particles set out from. @default where they are, or parameters.origin when nothing stands */
  origin?: Origin;
  /** In which order they set out. @default parameters.stagger */
  stagger?: Stagger;
  /** How suddenly home takes hold of a particle. @default parameters.easing */
  easing?: Easing;
  /** Seconds over which the particles' turns are spread. @default parameters.formTime */
  duration?: number;
  /** Rejects the promise when it aborts; the particles stay under way. */
  signal?: AbortSignal;
}

export interface DissolveOptions {
  /** @default parameters.dissolve */
  style?: DissolveStyle;
  /** Where it begins (`burst`, `implode`, `vortex`), in the swarm's own space. @default the middle */
  point?: Vector3;
  /** Which way it goes (`blow`, `burn`), in the swarm's own space; of any length but 0. @default to the right; up */
  direction?: Vector3;
  /** Seconds until nothing is to be seen. @default parameters.dissolveTime */
  duration?: number;
  /** Rejects the promise when it aborts; the particles go on dissolving. */
  signal?: AbortSignal;
}

export interface FollowOptions extends ImageOptions {
  /** Images a second, above 0. @default 30 */
  rate?: number;
}
