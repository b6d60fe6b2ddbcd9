import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

test('the gallery shows no picture and links to no page that is not there', () => {
  const demos = new URL('../../../demos/', import.meta.url);
  const html = readFileSync(new URL('index.html', demos), 'utf8');
  const pictures = [...html.matchAll(/src="\/([^"]+)"/g)].map(([, path]) => `public/${path}`);
  const pages = [...html.matchAll(/href="\.\/([^"]+\/)"/g)].map(([, path]) => `${path}index.html`);
  expect([pictures.length, pages.length]).toEqual([2, 2]);
  expect([...pictures, ...pages].filter(path => !existsSync(new URL(path, demos)))).toEqual([]);
});
