/**
 * `npm run verify`: everything slow, one part after the other; `npm run verify -- training` runs one of them. Each part
 * writes its own table into `docs/tables/`. A failed part does not stop the later ones, but the exit code is 1.
 */

import { verifyHosts } from './hosts.ts';
import { verifyStable } from './stable.ts';
import { verifyTests } from './tests.ts';
import { verifyTraining } from './training.ts';
import { verifyTwin } from './twin.ts';
import { verifyWatchdog } from './watchdog.ts';

/** To be run in this order. */
const PARTS: Readonly<Record<string, () => Promise<void>>> = {
  tests: verifyTests,
  hosts: verifyHosts,
  twin: verifyTwin,
  training: verifyTraining,
  stable: verifyStable,
  watchdog: verifyWatchdog,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter(name => !Object.hasOwn(PARTS, name));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}. Known are ${Object.keys(PARTS).join(', ')}.`);
  process.exit(2);
}

const verdicts: string[] = [];
for (const [name, part] of Object.entries(PARTS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`── ${name}`);
  const start = performance.now();
  let verdict = 'passed';
  try {
    await part();
  } catch (error) {
    console.error(error);
    verdict = 'FAILED';
    process.exitCode = 1;
  }
  verdicts.push(`${name}: ${verdict} in ${((performance.now() - start) / 1000).toFixed(0)} s`);
  console.log(`── ${verdicts.at(-1)}`);
}
if (verdicts.length > 1) console.log(verdicts.join('\n'));
