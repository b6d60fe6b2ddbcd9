/** What may be said to a `GenesisParticles` and its calls; the live parameters say the rest. */
import type { Vector3, WebGLRenderer } from 'three';
import type {
  DissolveStyle,
  Easing,
  Layout,
  Origin,
  Precision,
  Stagger,
  SwarmParameters,
  Weight,
} from '../particles/index.ts';
import type { OutOfView } from './Absence.ts';
import type { Quality } from './QualityKeeper.ts';

/** What an effect is made of; only `renderer` is needed. */
export interface GenesisParticlesOptions {
  /** The game's own renderer, on WebGL 2. It is borrowed: every state that is touched is put back. */
  renderer: WebGLRenderer;
  /** Number of particles, 1 to 4,194,304. @default 65536 */
  count?: number;
  /** Whole number from 0 to 4,294,967,295. The same seed moves the same on every machine. @default 1 */
  seed?: number;
  /** Height of the formed image in world units. @default 1 */
  size?: number;
  /** Starting values of the live `GenesisParticles.parameters`; a preset's, for example. */
  parameters?: Partial<SwarmParameters>;
  /**
   * How particles are computed. `auto` takes the finest that the device proves to be capable of: 32-bit floats, 16-bit
   * floats, or the `stateless` form, which needs no float render targets and in which forces, impulses and the pointer
   * have no effect. Its code is loaded when a device turns out to need it; until then time stands still. Naming one skips
   * the probe, for tests. @default 'auto'
   */
  precision?: Precision | 'auto';
  /** Whether motion is kept small. See `GenesisParticles.reducedMotion`. @default 'auto' */
  reducedMotion?: 'auto' | boolean;
  /** Whether all particles are always drawn. See `GenesisParticles.quality`. @default 'full' */
  quality?: Quality;
  /** What happens while no camera sees it. See `GenesisParticles.outOfView`. @default 'simulate' */
  outOfView?: OutOfView;
}

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

/** How an image is to come about. */
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

/** How an image is to come apart. */
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

/** How a source is to be followed. */
export interface FollowOptions extends ImageOptions {
  /** Images a second, above 0. @default 30 */
  rate?: number;
  /**
   * How strongly a trainer's losses and its discriminator's verdicts show, 0 to 1, on top of the live parameters: where
   * it is fooled, the swarm draws together and warms (`cohesion`, `tint`); where it is sure, and while the losses jump,
   * streams and shimmer swell (`turbulence`, `shimmer`). Of trainers only. @default 1
   */
  mood?: number;
  /**
   * Asks the trainer, with every sample, what its discriminator wants of that image, and shows it: see
   * `GenesisParticles.press`. One question at a time is under way; it costs the training about a step. Of trainers only.
   * @default false
   */
  critique?: boolean;
}
