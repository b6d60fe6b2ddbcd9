/** The pages of the demo site: the gallery and every folder of `demos/` that has an `index.html`. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Entry name to HTML file, for a multi-page build: `{ gallery: …/demos/index.html, genesis: … }`. */
export function findPages(demos: string): Record<string, string> {
  const folders = readdirSync(demos, { withFileTypes: true }).filter(entry => entry.isDirectory());
  const pages = [
    ['gallery', join(demos, 'index.html')] as const,
    ...folders.map(({ name }) => [name, join(demos, name, 'index.html')] as const),
  ];
  return Object.fromEntries(pages.filter(([, page]) => existsSync(page)));
}
