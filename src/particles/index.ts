/** The particles' public face inside the library: what `src/scene` may use of this room. */

export { assertRendererCanSimulate } from './assertRendererCanSimulate.ts';
export { checkCount } from './checkCount.ts';
export {
  type ColorParameter,
  createParameters,
  type NumberParameter,
  type Parameter,
  type SwarmParameterName,
  type SwarmParameters,
  swarmParameters,
} from './parameters.ts';
export { type Impulse, STEP_SECONDS, Swarm } from './Swarm.ts';
