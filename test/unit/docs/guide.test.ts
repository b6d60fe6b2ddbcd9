/** What the guide says is what the library does, as far as it can be looked up. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readChapters } from '../../../scripts/guide/chapters.ts';
import { parameterChapter } from '../../../scripts/guide/parameterTable.ts';
import { parseMarkdown } from '../../../scripts/guide/parseMarkdown.ts';
import { linkOf } from '../../../scripts/guide/places.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const guide = (file: string) => readFileSync(`${ROOT}docs/guide/${file}`, 'utf8');

test('the chapter on parameters is their own description', async () => {
  await expect(parameterChapter()).toMatchFileSnapshot(`${ROOT}docs/guide/parameters.md`);
});

test('every document of the guide is a chapter', () => {
  const files = readdirSync(`${ROOT}docs/guide`).filter(file => file.endsWith('.md'));
  expect(
    readChapters()
      .map(({ file }) => file)
      .sort(),
  ).toEqual(files.sort());
});

test('links within the guide lead to headings that are there', () => {
  const chapters = readChapters();
  const missing = chapters.flatMap(({ file, place, html }) =>
    [...html.matchAll(/href="([^"]*)#([^"]+)"/g)]
      .filter(([, path, id]) => {
        const target = new URL(path!, `https://site/${place}`).pathname.slice(1);
        return !chapters.find(({ place }) => place === target)?.html.includes(`id="${id}"`);
      })
      .map(([link]) => `${file}: ${link}`),
  );
  expect(missing).toEqual([]);
});

test.each(['README.md', 'README.zh.md'])('what %s links to is there', readme => {
  const words = readFileSync(ROOT + readme, 'utf8').replaceAll(/^```.*?^```$/gms, '');
  const links = words.matchAll(/\]\(([^)#]+)[^)]*\)|src="([^"]+)"/g);
  const paths = [...links]
    .map(([, link, source]) => link ?? source!)
    .filter(path => !path.startsWith('https:'));
  expect(paths.length).toBeGreaterThan(10);
  expect(paths.filter(path => !existsSync(ROOT + path))).toEqual([]);
});

test('a link that leads nowhere is an error that names it', () => {
  expect(linkOf('forces.md#impulses', 'README.md')).toBe('../guide/forces/#impulses');
  expect(linkOf('../../demos/swarm/', 'forces.md')).toBe('../../swarm/');
  expect(() => parseMarkdown('# Title\n\n[a](nothing.md)', 'forces.md')).toThrow(
    'docs/guide/forces.md links to nothing.md',
  );
});

test('code is coloured beforehand, tables without a heading have none, and live blocks get a place', () => {
  const { html, title, summary, headings } = parseMarkdown(
    '# Title\n\nOne `word`.\n\n## Part\n\n```ts live\nconst a = 1 < 2;\n```\n\n| | |\n|---|---|\n| a | b |\n',
    'forces.md',
  );
  expect({ title, summary, headings }).toEqual({
    title: 'Title',
    summary: 'One word.',
    headings: [{ id: 'part', text: 'Part' }],
  });
  expect(html).toContain(
    '<span class="hljs-keyword">const</span> a = <span class="hljs-number">1</span> &lt;',
  );
  expect(html).toContain('<figure class="stage"');
  expect(html).not.toContain('<thead>');
});

test('the messages that troubleshooting explains are messages of the library', () => {
  const sources = readdirSync(`${ROOT}src`, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts'))
    .map(file => readFileSync(join(ROOT, 'src', file), 'utf8').replaceAll(/\$\{[^}]*\}/g, '…'))
    .join('\n');
  const table = guide('troubleshooting.md').split('## Messages')[1]!.split('\n## ')[0]!;
  const messages = [...table.matchAll(/^\| `([^`]+)`/gm)].map(([, message]) => message!);
  expect(messages.length).toBeGreaterThan(10);
  const pieces = messages.flatMap(message =>
    message.split('…').map(piece => piece.trim().replace(/^"|"$/g, '')),
  );
  // A picture's size is what it is.
  const unknown = pieces
    .map(piece => piece.replace('0 × 0', '… × …'))
    .filter(piece => !sources.includes(piece));
  expect(unknown).toEqual([]);
});

test('the sizes that README and the chapter on shipping give are those that were measured', () => {
  const rows: { id: string; what: string; ours: number }[] = JSON.parse(
    readFileSync(`${ROOT}bench/results.json`, 'utf8'),
  );
  const size = (id: string) => `${Math.round(rows.find(row => row.id === id)!.ours)} kB`;
  const chapter = guide('shipping.md');
  expect(chapter).toContain(`| \`genesis-particles\` | ${size('size/root')}`);
  expect(chapter).toContain(`| \`genesis-particles/gan\`, with its worker | ${size('size/gan')}`);
  for (const readme of ['README.md', 'README.zh.md']) {
    expect(readFileSync(ROOT + readme, 'utf8')).toContain(size('size/root'));
  }
});
