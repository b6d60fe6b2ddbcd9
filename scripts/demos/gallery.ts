/**
 * The gallery, `demos/index.html`, as it is served: a Vite plugin that leaves out demos which have no page, and gives each
 * of the others a link to its own source, all of it in one text file: `source/swarm.txt`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { findPages } from './pages.ts';

const DEMOS = fileURLToPath(new URL('../../demos/', import.meta.url));
const ARTICLE = / *<article data-page="(\w+)"[\s\S]*?<\/article>\n/g;

const demos = (): string[] => Object.keys(findPages(DEMOS)).filter(name => name !== 'gallery');

/** @param pages names of the demos that there are */
export function fillGallery(html: string, pages: readonly string[]): string {
  return html.replace(ARTICLE, (article, name: string) => {
    const link = `<a class="source" href="./source/${name}.txt" aria-label="Source of ${name}">Source</a>`;
    return pages.includes(name) ? article.replace('</p>', ` ${link}</p>`) : '';
  });
}

/** A demo's own TypeScript, main.ts first. */
export function readSource(name: string): string {
  const files = readdirSync(DEMOS + name, { recursive: true, encoding: 'utf8' }).filter(file =>
    file.endsWith('.ts'),
  );
  const ordered = files.sort(
    (a, b) => Number(b === 'main.ts') - Number(a === 'main.ts') || a.localeCompare(b),
  );
  const section = (file: string) =>
    `// demos/${name}/${file}\n\n${readFileSync(`${DEMOS}${name}/${file}`, 'utf8')}`;
  return ordered.map(section).join('\n\n');
}

export function gallery(): Plugin {
  return {
    name: 'genesis:gallery',
    transformIndexHtml: {
      order: 'pre',
      handler: (html, { path }) => (path === '/index.html' ? fillGallery(html, demos()) : html),
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const [, name] = request.url?.match(/\/source\/(\w+)\.txt$/) ?? [];
        if (!name || !demos().includes(name)) return next();
        response.setHeader('Content-Type', 'text/plain; charset=utf-8');
        response.end(readSource(name));
      });
    },
    generateBundle() {
      for (const name of demos()) {
        this.emitFile({ type: 'asset', fileName: `source/${name}.txt`, source: readSource(name) });
      }
    },
  };
}
