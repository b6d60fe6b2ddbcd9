/** `npm run looks`: all contact sheets; `-- arena`, `-- demo`, `-- learning` or `-- presets [names]` for some of them. */
import { lookAtArena } from './arena.ts';
import { lookAtDemo } from './demo.ts';
import { lookAtLearning } from './learning.ts';
import { lookAtPresets } from './presets.ts';

const [what, ...names] = process.argv.slice(2);
if (what === undefined || what === 'arena') await lookAtArena();
if (what === undefined || what === 'demo') await lookAtDemo();
if (what === undefined || what === 'learning') await lookAtLearning();
if (what === undefined || what === 'presets') await lookAtPresets(names);
