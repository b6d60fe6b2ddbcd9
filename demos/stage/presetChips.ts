import { type PresetName, presets } from 'genesis-particles/presets';
import { addChips } from './chips.ts';
import type { OpenedShow } from './openShow.ts';

/** A row of looks: what is on is formed anew in the chosen one. */
export function addPresetChips({ swarm, show, dress }: OpenedShow): void {
  let chosen: PresetName | '' = '';
  addChips(
    'presets',
    Object.keys(presets) as PresetName[],
    () => chosen,
    name => {
      chosen = name;
      dress(presets[name]);
      show.again({ origin: swarm.parameters.origin });
    },
  );
}
