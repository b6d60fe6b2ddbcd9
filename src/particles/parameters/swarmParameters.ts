/**
 * The one description of every live parameter of a swarm. Types, validation, the control panel and the documentation are
 * all made from this table. Lengths are in image heights, so a look does not change with the size of the effect in its
 * scene.
 */

import { colorParameters } from './colorParameters.ts';
import { flightParameters } from './flightParameters.ts';
import { forceParameters } from './forceParameters.ts';
import { imageParameters } from './imageParameters.ts';
import { lookParameters } from './lookParameters.ts';
import type { NumberParameter } from './Parameter.ts';

/** What each live parameter means: its label, unit, default, range and a sentence of help. */
export const swarmParameters = {
  ...imageParameters,
  ...flightParameters,
  ...forceParameters,
  ...lookParameters,
  ...colorParameters,
} as const;

/** The name of a live parameter. */
export type SwarmParameterName = keyof typeof swarmParameters;

type Value<P> = P extends NumberParameter
  ? number
  : P extends { kind: 'choice'; options: readonly (infer Name)[] }
    ? Name
    : string;

/** The live values: assign to them at any time. See {@link swarmParameters} for meaning, unit and range of each. */
export type SwarmParameters = {
  -readonly [Name in SwarmParameterName]: Value<(typeof swarmParameters)[Name]>;
};
