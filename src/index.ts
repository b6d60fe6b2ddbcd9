/**
 * Images form out of swarms of GPU particles. Importing this runs nothing and loads no TensorFlow.js.
 * @module genesis-particles
 */

export type { PixelImage } from './image.ts';
export type {
  ChoiceParameter,
  ColorParameter,
  DissolveStyle,
  Easing,
  Field,
  Layout,
  NumberParameter,
  Origin,
  Parameter,
  ParameterGroup,
  Precision,
  Stagger,
  SwarmParameterName,
  SwarmParameters,
  Weight,
} from './particles/index.ts';
export { swarmParameters } from './particles/index.ts';
export type { OutOfView } from './scene/Absence.ts';
export type { EffectJSON } from './scene/effectJSON.ts';
export type { Followable } from './scene/followed.ts';
export {
  GenesisParticles,
  type GenesisParticlesEventMap,
  type GenesisParticlesState,
} from './scene/GenesisParticles.ts';
export { GenesisPool, type GenesisPoolOptions } from './scene/GenesisPool.ts';
export type { ImageSource } from './scene/imageSources.ts';
export type {
  DissolveOptions,
  FollowOptions,
  FormOptions,
  GenesisParticlesOptions,
  ImageOptions,
} from './scene/options.ts';
export type { PhaseResult } from './scene/Phase.ts';
export type { Quality } from './scene/QualityKeeper.ts';
