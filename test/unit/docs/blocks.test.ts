/** What README and guide print is what their readers copy. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { codeBlocks, isProgram } from '../../../scripts/guide/codeBlocks.ts';
import { liveModule } from '../../../scripts/guide/liveModule.ts';
import { compileBlocks } from './compileBlocks.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const guide = readdirSync(`${ROOT}docs/guide`).filter(file => file.endsWith('.md'));
const documents = ['README.md', 'README.zh.md', ...guide.map(file => `docs/guide/${file}`)];
const read = (document: string) => readFileSync(ROOT + document, 'utf8');

test('every program in README and guide compiles', async () => {
  expect(await compileBlocks(documents)).toEqual([]);
});

test('a program that does not is named by its document and line', async () => {
  const folder = mkdtempSync(`${ROOT}node_modules/.cache/document-`);
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'wrong.md');
  writeFileSync(file, '# Title\n\n```ts\nconst one = 1;\nswarm.fly(one);\n```\n');
  const complaints = await compileBlocks([relative(ROOT, file)], 'wrong-blocks');
  expect(complaints).toHaveLength(1);
  expect(complaints[0]).toContain(`wrong.md:5: error TS2339: Property 'fly' does not exist`);
});

test('both READMEs print the same programs', () => {
  const programs = (document: string) =>
    codeBlocks(read(document))
      .filter(isProgram)
      .map(({ code }) => code.replace(/ *\/\/.*$/gm, ''));
  expect(programs('README.zh.md')).toEqual(programs('README.md'));
});

test('the guide says in words all that its code takes for granted', () => {
  const given = read('docs/guide/given.d.ts').matchAll(/^declare const (\w+):/gm);
  const words = read('docs/guide/README.md');
  for (const [, name] of given) expect(words).toContain(`\`${name}\``);
});

test('blocks are found with their language, their words and the line on which they begin', () => {
  const markdown = '# Title\n\n```sh\nnpm start\n```\ntext\n```ts live\nlet a;\n\nlet b;\n```\n';
  expect(codeBlocks(markdown)).toEqual([
    { language: 'sh', words: [], code: 'npm start\n', line: 4 },
    { language: 'ts', words: ['live'], code: 'let a;\n\nlet b;\n', line: 8 },
  ]);
});

test('a live block keeps its imports outside and takes what it uses and does not make', () => {
  const code =
    "import {\n  Vector3,\n} from 'three';\nconst swarm = make(renderer);\nswarm.form(image.scene);\n";
  const module = liveModule(code);
  expect(module.indexOf("} from 'three';")).toBeLessThan(module.indexOf('run('));
  expect(module).toContain('export const uses = ["renderer","image"];');
  expect(module).toContain('export async function run({ renderer, image }) {');
});
