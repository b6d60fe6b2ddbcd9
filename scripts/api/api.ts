/**
 * The API reference, made by TypeDoc from the library's own comments: a Vite plugin that puts it into builds, under `api/`
 * of the site, and makes it for the development server when it is first asked for. Whatever is exported without a
 * comment, and every link that leads nowhere, fails the build.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Plugin } from 'vite';
import { mendPage, mendScript } from './mendPage.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const OPTIONS = here('typedoc.json');
const TYPEDOC = here('../../node_modules/typedoc/bin/typedoc');
const SOURCES = here('../../src/');
const FOLDER = here('../../node_modules/.cache/genesis/api/');

/** What the reference was made from. */
const STAMP = here('../../node_modules/.cache/genesis/api.sha256');

const TYPES: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
};

export function api(): Plugin {
  let written: Promise<void> | undefined;
  let builds = false;
  return {
    name: 'genesis:api',
    configResolved({ command }) {
      builds = command === 'build';
    },
    buildStart() {
      // In a process of its own, beside the bundler's work.
      if (builds) written = write();
    },
    configureServer(server) {
      const prefix = `${server.config.base}api/`;
      server.middlewares.use(async (request, response, next) => {
        const path = request.url?.split('?')[0] ?? '';
        if (!path.startsWith(prefix)) return next();
        try {
          written ??= write();
          await written;
        } catch (error) {
          written = undefined;
          return next(error);
        }
        const file = join(FOLDER, path.slice(prefix.length) || 'index.html');
        if (!file.startsWith(FOLDER) || !statSync(file, { throwIfNoEntry: false })?.isFile()) return next();
        response.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream');
        response.end(readFileSync(file));
      });
    },
    async generateBundle() {
      await written;
      for (const file of filesIn(FOLDER)) {
        const fileName = `api/${relative(FOLDER, file).replaceAll('\\', '/')}`;
        this.emitFile({ type: 'asset', fileName, source: readFileSync(file) });
      }
    },
  };
}

/** Writes the reference, unless it is there and nothing has changed. @throws Error with what TypeDoc complains about. */
async function write(): Promise<void> {
  const state = digest(SOURCES, here('.'));
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === state) return;
  rmSync(STAMP, { force: true });
  try {
    await promisify(execFile)(process.execPath, [TYPEDOC, '--options', OPTIONS, '--out', FOLDER]);
    for (const file of filesIn(FOLDER)) if (/\.html$|[/\\]main\.js$/.test(file)) finish(file);
    writeFileSync(STAMP, state);
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`TypeDoc finds fault with the comments of the library:\n${stdout}${stderr}`, {
      cause: error,
    });
  }
}

/** Mends a page or the script of the theme. */
function finish(file: string): void {
  const root = relative(join(file, '..'), join(FOLDER, '..')).replaceAll('\\', '/');
  const mend = file.endsWith('.html') ? (html: string) => mendPage(html, root) : mendScript;
  writeFileSync(file, mend(readFileSync(file, 'utf8')));
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .sort();

function digest(...folders: string[]): string {
  const hash = createHash('sha256').update(readFileSync(join(TYPEDOC, '../../package.json')));
  for (const file of folders.flatMap(filesIn)) hash.update(file).update(readFileSync(file));
  return hash.digest('hex');
}
