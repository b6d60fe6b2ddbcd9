/**
 * The embedding code of README.md as a module, `virtual:readme-effect`: a Vite plugin. What the demo page shows are the
 * very lines that it runs.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const README = fileURLToPath(new URL('../README.md', import.meta.url));
const NAME = 'virtual:readme-effect';
const HEADING = '## Put it in your scene';

/** The first block of JavaScript below the heading. @throws Error when there is none. */
export function findEmbeddingCode(readme: string): string {
  const [, code] = readme.slice(readme.indexOf(HEADING)).match(/```js\n([\s\S]*?)```/) ?? [];
  if (!readme.includes(HEADING) || !code) throw new Error(`README.md has no code below "${HEADING}".`);
  return code.trimEnd();
}

/**
 * Makes of it a module whose `run({ renderer, scene, camera })` runs it statement by statement: a generator that yields
 * the number of each line before it runs, counted from 0, and returns what was made.
 */
export function toModule(code: string): string {
  const lines = code.split('\n');
  const isImport = (line: string) => line.startsWith('import ');
  const isStatement = (line: string) => /^[a-z]/i.test(line);
  const body = lines.map((line, number) =>
    isImport(line) ? '' : isStatement(line) ? `yield ${number}; ${line}` : line,
  );
  return [
    ...lines.filter(isImport),
    'export async function* run({ renderer, scene, camera }) {',
    ...body,
    'return { swarm, digits };',
    '}',
  ].join('\n');
}

/** Its lines for a page, which has them before any script runs: `<code id="code"></code>` is filled with them. */
export function fillListing(html: string, code: string): string {
  const escaped = code.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const lines = escaped.split('\n').map(line => `<span class="line">${line}\n</span>`);
  return html.replace('<code id="code"></code>', () => `<code id="code">${lines.join('')}</code>`);
}

export function readmeEffect(): Plugin {
  return {
    name: 'genesis:readme-effect',
    transformIndexHtml: html => fillListing(html, findEmbeddingCode(readFileSync(README, 'utf8'))),
    resolveId: id => (id === NAME ? `\0${NAME}` : null),
    load(id) {
      if (id !== `\0${NAME}`) return null;
      this.addWatchFile(README);
      return toModule(findEmbeddingCode(readFileSync(README, 'utf8')));
    },
  };
}
