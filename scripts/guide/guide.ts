/** The guide: a Vite plugin that makes pages of `docs/guide/*.md`, in development and in builds, under `guide/`. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { normalizePath, type Plugin } from 'vite';
import { type Chapter, readChapters } from './chapters.ts';
import { codeBlocks, isLive } from './codeBlocks.ts';
import { liveModule } from './liveModule.ts';
import { GUIDE } from './places.ts';
import { renderPage } from './renderPage.ts';

const SITE = normalizePath(fileURLToPath(new URL('../../demos/', import.meta.url)));

/** Where a page is, and the modules of its live blocks are, for those who look for files: none of them exists. */
const pageFile = ({ place }: Chapter) => `${SITE}${place}index.html`;
const moduleFile = ({ place }: Chapter, number: number) => `${SITE}${place}live-${number}.ts`;

const liveBlocks = ({ file }: Chapter) => codeBlocks(readFileSync(GUIDE + file, 'utf8')).filter(isLive);

function writePage(chapter: Chapter, chapters: readonly Chapter[]): string {
  const modules = liveBlocks(chapter).map((_, number) => `/${chapter.place}live-${number}.ts`);
  return renderPage(chapter, chapters, modules);
}

export function guide(): Plugin {
  /** Of the file that is asked for; read anew every time, for whoever is writing it. */
  const pageOf = (id: string): string | null => {
    const chapters = readChapters();
    const chapter = chapters.find(chapter => pageFile(chapter) === id);
    return chapter ? writePage(chapter, chapters) : null;
  };
  const moduleOf = (id: string): string | null => {
    for (const chapter of readChapters()) {
      const block = liveBlocks(chapter).find((_, number) => moduleFile(chapter, number) === id);
      if (block) return liveModule(block.code);
    }
    return null;
  };
  const isOurs = (id: string) => id.startsWith(`${SITE}guide/`) && /\/(index\.html|live-\d+\.ts)$/.test(id);

  return {
    name: 'genesis:guide',
    enforce: 'pre',
    config: () => ({
      build: {
        rolldownOptions: {
          input: Object.fromEntries(
            readChapters().map(chapter => [chapter.place.slice(0, -1), pageFile(chapter)]),
          ),
        },
      },
    }),
    resolveId(id) {
      const file = id.startsWith('/guide/') ? SITE + id.slice(1) : id;
      return isOurs(file) ? file : null;
    },
    load: id => (isOurs(id) ? (id.endsWith('.ts') ? moduleOf(id) : pageOf(id)) : null),
    configureServer(server) {
      server.watcher.add(GUIDE);
      server.watcher.on('change', file => {
        if (file.startsWith(GUIDE)) server.ws.send({ type: 'full-reload' });
      });
      server.middlewares.use(async (request, response, next) => {
        const [path = ''] = (request.url ?? '').split('?');
        const page =
          path.startsWith('/guide/') && path.endsWith('/')
            ? pageOf(`${SITE}${path.slice(1)}index.html`)
            : null;
        if (page === null) return next();
        response.setHeader('Content-Type', 'text/html');
        response.end(await server.transformIndexHtml(path, page));
      });
    },
  };
}
