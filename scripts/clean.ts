/** Removes build folders before they are written anew, so that no file of a former build is packed: `tsx clean.ts dist`. */
import { rmSync } from 'node:fs';

for (const folder of process.argv.slice(2)) rmSync(folder, { recursive: true, force: true });
