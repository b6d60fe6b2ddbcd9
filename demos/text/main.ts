/** Words and faces: the swarm forms what a visitor writes while they write it, and follows what their camera sees. */
import { takePictures } from '../pictures/takePictures.ts';
import { openShow } from '../stage/openShow.ts';
import { addPresetChips } from '../stage/presetChips.ts';
import { acts } from './acts.ts';
import { Camera } from './Camera.ts';
import { takeWords } from './words.ts';

// What a camera sees is often bright all over; only its lights are to glow.
const opened = openShow({ brightness: 0.6 }, acts);
const { show, take, say, start } = opened;
takePictures({ take, say, write: takeWords(show) });
new Camera(show, say);
addPresetChips(opened);
start();
