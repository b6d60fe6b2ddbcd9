import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { findPages } from '../../../scripts/demos/pages.ts';

test('the gallery and every folder with a page are found, other folders are not', () => {
  const demos = mkdtempSync(join(tmpdir(), 'pages-'));
  onTestFinished(() => rmSync(demos, { recursive: true }));
  writeFileSync(join(demos, 'index.html'), '');
  for (const folder of ['genesis', 'rain', 'public']) mkdirSync(join(demos, folder));
  for (const folder of ['genesis', 'rain']) writeFileSync(join(demos, folder, 'index.html'), '');

  expect(findPages(demos)).toEqual({
    gallery: join(demos, 'index.html'),
    genesis: join(demos, 'genesis', 'index.html'),
    rain: join(demos, 'rain', 'index.html'),
  });
});
