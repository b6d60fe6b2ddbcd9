/**
 * `npm run bench`: opens the benchmark page in Chromium, one group of rows at a time in a page of its own, prints a
 * table and writes `bench/results.json`. `npm run bench -- simulate train` measures these groups and keeps the other
 * rows of the file as they are; `--hardware` lets the browser use the machine's GPU. The groups in `IN_NODE` need no page.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Browser, chromium } from 'playwright';
import { createServer } from 'vite';
import { launchOptions } from '../scripts/browser/findBrowser.ts';
import { groupNames } from './groups.ts';
import { measureQuality } from './measureQuality.ts';
import { measureSizes } from './measureSizes.ts';
import { type Measurement, type Row, toRow } from './Row.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const IN_NODE: Readonly<Record<string, () => Promise<Measurement[]>>> = {
  size: measureSizes,
  quality: measureQuality,
};
const GROUPS: readonly string[] = [...Object.keys(IN_NODE), ...groupNames];
const RESULTS = here('results.json');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { hardware: { type: 'boolean', default: false } },
});
const groups = positionals.length > 0 ? positionals : GROUPS;
const unknown = groups.filter(name => !GROUPS.includes(name));
if (unknown.length > 0) {
  console.error(`There is no group ${unknown.join(', ')}. Known are ${GROUPS.join(', ')}.`);
  process.exit(2);
}

const server = await createServer({ configFile: here('vite.config.ts') });
await server.listen();
const browser = await chromium.launch(launchOptions(values));
const measured: Row[] = [];
try {
  for (const group of groups) {
    console.log(`measuring ${group}…`);
    const inNode = IN_NODE[group];
    const rows = inNode
      ? (await inNode()).map(measurement => toRow(measurement, `Node ${process.versions.node}`))
      : await measure(browser, `${server.resolvedUrls!.local[0]}bench/?groups=${group}`);
    measured.push(...rows);
    keep(rows);
  }
} finally {
  await browser.close();
  await server.close();
}
console.table(
  Object.fromEntries(
    measured.map(({ id, ours, peer, ratio, unit, what }) => [
      id,
      { ours: round(ours), peer: round(peer), ratio: round(ratio), unit, what },
    ]),
  ),
);
console.log(measured[0]?.environment);

async function measure(browser: Browser, url: string): Promise<readonly Row[]> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 }, colorScheme: 'dark' });
  page.on('pageerror', error => console.error(error));
  page.on('console', message => message.type() === 'error' && console.error(message.text()));
  await page.goto(url);
  await page.waitForFunction(() => 'bench' in window);
  const rows = await page.evaluate(() => window.bench);
  await page.close();
  return rows;
}

/** Puts rows in the place of those with the same ids. */
function keep(rows: readonly Row[]): void {
  const known: Row[] = existsSync(RESULTS) ? JSON.parse(readFileSync(RESULTS, 'utf8')) : [];
  const fresh = new Map(rows.map(row => [row.id, row]));
  const kept = known.map(row => fresh.get(row.id) ?? row);
  const added = rows.filter(({ id }) => !known.some(row => row.id === id));
  writeFileSync(RESULTS, `${JSON.stringify([...kept, ...added], null, 2)}\n`);
}

function round(value: number | null): number | null {
  return value === null ? null : Number(value.toPrecision(3));
}
