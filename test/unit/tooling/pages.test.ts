import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { fillGallery, readSource } from '../../../scripts/demos/gallery.ts';
import { findPages } from '../../../scripts/demos/pages.ts';
import { fillListing, findEmbeddingCode, toModule } from '../../../scripts/readmeEffect.ts';

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

const demos = new URL('../../../demos/', import.meta.url);
const html = readFileSync(new URL('index.html', demos), 'utf8');

test('the gallery shows no picture and links to no page that is not there', () => {
  const names = Object.keys(findPages(fileURLToPath(demos))).filter(name => name !== 'gallery');
  const filled = fillGallery(html, names);
  const pictures = [...filled.matchAll(/src="\/([^"]+)"/g)].map(([, path]) => `public/${path}`);
  const pages = [...filled.matchAll(/<h2><a href="\.\/([^"]+\/)"/g)].map(([, path]) => `${path}index.html`);
  expect([pictures.length, pages.length]).toEqual([pages.length, names.length]);
  expect([...pictures, ...pages].filter(path => !existsSync(new URL(path, demos)))).toEqual([]);
});

test('of a demo that has no page yet the gallery does not tell, of the others it shows the source', () => {
  const filled = fillGallery(html, ['swarm']);
  expect(filled.match(/<article/g)).toHaveLength(1);
  expect(filled).toContain('href="./source/swarm.txt"');
  expect(readSource('swarm')).toMatch(
    /^\/\/ demos\/swarm\/main\.ts\n[\s\S]+\/\/ demos\/swarm\/choices\.ts\n/,
  );
});

test('the embedding code is taken from the README as it is, and runs line by line', async () => {
  const code = findEmbeddingCode(readFileSync(new URL('../README.md', demos), 'utf8'));
  expect(code).toMatch(/new GenesisParticles\(\{ renderer/);
  const module = toModule(
    "import { a } from 'a';\n\nconst swarm = 1;\nstart(() => {\n  a();\n});\nconst digits = 2;",
  );
  expect(module.split('\n')).toEqual([
    "import { a } from 'a';",
    'export async function* run({ renderer, scene, camera }) {',
    '',
    '',
    'yield 2; const swarm = 1;',
    'yield 3; start(() => {',
    '  a();',
    '});',
    'yield 6; const digits = 2;',
    'return { swarm, digits };',
    '}',
  ]);
  expect(fillListing('<code id="code"></code>', 'a < b;\nc();')).toBe(
    '<code id="code"><span class="line">a &lt; b;\n</span><span class="line">c();\n</span></code>',
  );
  expect(() => findEmbeddingCode('# Nothing')).toThrow(/no code below "## Put it in your scene"/);
});
