/** `npm run looks`: all contact sheets; `-- demo` or `-- presets [names]` for some of them. */
import { lookAtDemo } from './demo.ts';
import { lookAtPresets } from './presets.ts';

const [what, ...names] = process.argv.slice(2);
if (what === undefined || what === 'demo') await lookAtDemo();
if (what === undefined || what === 'presets') await lookAtPresets(names);
