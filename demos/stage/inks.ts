import { type SwarmParameterName, type SwarmParameters, swarmParameters } from 'genesis-particles';
import type { Ground } from './ground.ts';

type Look = Partial<SwarmParameters>;

/** On a light ground no light can be added: there particles cover it, as ink does. */
const INK: Look = {
  blending: 'alpha',
  // Rust that dries to blue-black.
  cold: '#c9622a',
  warm: '#17384a',
  brightness: 1,
  flightLight: 1,
  embers: 0.01,
  // Finer grains, or few of them would be blots.
  particleSize: 0.6,
};

const LIGHT: Look = Object.fromEntries(
  (Object.keys(INK) as SwarmParameterName[]).map(name => [name, swarmParameters[name].default]),
);

/** A look as it is on this ground. */
export function inked(look: Look, ground: Ground): Look {
  return ground === 'light' ? { ...look, ...INK } : { ...LIGHT, ...look };
}
