/** The live parameters of a swarm. */

export { createParameters } from './createParameters.ts';
export type {
  ChoiceParameter,
  ColorParameter,
  NumberParameter,
  Parameter,
  ParameterGroup,
} from './Parameter.ts';
export { type SwarmParameterName, type SwarmParameters, swarmParameters } from './swarmParameters.ts';
