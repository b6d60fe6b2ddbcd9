/** Genesis Particles: images form out of swarms of GPU particles. Importing this runs nothing and loads no TensorFlow.js. */

export type { PixelImage } from './image.ts';
export type {
  ColorParameter,
  NumberParameter,
  Parameter,
  SwarmParameterName,
  SwarmParameters,
} from './particles/index.ts';
export { swarmParameters } from './particles/index.ts';
export {
  type DissolveOptions,
  type FormOptions,
  GenesisParticles,
  type GenesisParticlesEventMap,
  type GenesisParticlesOptions,
  type GenesisParticlesState,
} from './scene/GenesisParticles.ts';
export type { ImageSource } from './scene/imageSources.ts';
export type { PhaseResult } from './scene/Phase.ts';
