/**
 * Looks to start from: `new GenesisParticles({ renderer, parameters: presets.ember })`, or `Object.assign(swarm.parameters, presets.ember)` at
 * any time. Each is a JSON file of its own, for `genesis-particles/presets/ember.json`.
 * @module genesis-particles/presets
 */
import type { SwarmParameters } from '../../particles/index.ts';
import ember from './ember.json' with { type: 'json' };
import frost from './frost.json' with { type: 'json' };
import ghost from './ghost.json' with { type: 'json' };
import ink from './ink.json' with { type: 'json' };
import pixel from './pixel.json' with { type: 'json' };
import stardust from './stardust.json' with { type: 'json' };

/** The looks that ship with the library. */
export type PresetName = 'ember' | 'frost' | 'ink' | 'stardust' | 'pixel' | 'ghost';

/** Parameters of each preset; what one leaves out is at its default. */
export const presets: Readonly<Record<PresetName, Partial<SwarmParameters>>> = {
  ember,
  frost,
  ink,
  stardust,
  pixel,
  ghost,
} as Record<PresetName, Partial<SwarmParameters>>;
