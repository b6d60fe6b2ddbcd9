/** `npm run looks`: everything; `npm run looks -- presets ember frost` for one of its parts, with names where it takes them. */
import { lookAtArena } from './arena.ts';
import { lookAtDemo } from './demo.ts';
import { lookAtDocuments } from './documents.ts';
import { shootFilms } from './film.ts';
import { lookAtLearning } from './learning.ts';
import { lookAtPages } from './pages.ts';
import { lookAtPresets } from './presets.ts';
import { takeThumbnails } from './thumbnails.ts';

const PARTS: Readonly<Record<string, (names: readonly string[]) => Promise<void>>> = {
  arena: lookAtArena,
  demo: lookAtDemo,
  documents: lookAtDocuments,
  films: shootFilms,
  learning: lookAtLearning,
  pages: lookAtPages,
  presets: lookAtPresets,
  thumbnails: takeThumbnails,
};

const [part, ...names] = process.argv.slice(2);
const unknown = part !== undefined && !(part in PARTS);
if (unknown) {
  console.error(`There is no part ${part}. Known are ${Object.keys(PARTS).join(', ')}.`);
  process.exit(2);
}
for (const [name, look] of Object.entries(PARTS)) if (part === undefined || part === name) await look(names);
