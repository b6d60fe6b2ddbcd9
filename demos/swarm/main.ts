/**
 * A swarm to play with: it forms pictures of its own, or those that a visitor drops, pastes or chooses. Chips choose how
 * it forms them, how it lets them go and what it looks like; the panel has the rest.
 */
import { createPanel, readLook, readSize } from 'genesis-particles/gui';
import { takePictures } from '../pictures/takePictures.ts';
import { openShow } from '../stage/openShow.ts';
import { addPresetChips } from '../stage/presetChips.ts';
import { acts } from './acts.ts';
import { addChoices } from './choices.ts';

// Pictures of visitors are often bright all over; only their lights are to glow.
const opened = openShow({ brightness: 0.6 }, acts);
const { swarm, readout, start } = opened;
const mark = addChoices(opened);
addPresetChips(opened);
takePictures(opened);
createPanel(swarm).close();
// After the panel: what it resets leads back to the page's own look.
Object.assign(swarm.parameters, readLook(location));
swarm.size = readSize(location) ?? 1;

start(() => {
  readout.set('layout', swarm.parameters.layout);
  mark();
});
