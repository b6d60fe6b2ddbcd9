/** A demo is read as documentation: its own code is short, beside what several of them share. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { findPages } from '../../../scripts/demos/pages.ts';

const DEMOS = fileURLToPath(new URL('../../../demos', import.meta.url));
/** Lines of TypeScript. */
const MOST = 150;
const MORE: Readonly<Record<string, number>> = { arena: 400 };

function lengthOf(folder: string): number {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(file =>
    file.endsWith('.ts'),
  );
  const lines = files.map(file => readFileSync(`${folder}/${file}`, 'utf8').trimEnd().split('\n').length);
  return lines.reduce((sum, each) => sum + each, 0);
}

const folders = Object.keys(findPages(DEMOS)).filter(name => name !== 'gallery');

test.each(folders)('%s is short', name => {
  expect(lengthOf(`${DEMOS}/${name}`)).toBeLessThanOrEqual(MORE[name] ?? MOST);
});
