/**
 * A plain file server, as simple as the ones that our pages have to work from: right MIME types, no compression, 404
 * for what is not there. It can serve a folder below a sub-path, and it remembers what was asked for.
 */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

export interface StaticSiteOptions {
  /** The path below which the folder is served, with a slash at both ends. @default '/' */
  base?: string;
  /** Lets pages of other origins read the files. @default false */
  cors?: boolean;
  /** Paths below `base` that are answered with 404 although the file exists. */
  missing?: (path: string) => boolean;
}

export interface StaticRequest {
  readonly path: string;
  readonly status: number;
  /** Bytes of the body, as sent. */
  readonly bytes: number;
}

export interface StaticSite {
  /** The address of the folder, with a slash at its end. */
  readonly url: string;
  readonly requests: readonly StaticRequest[];
  close(): Promise<void>;
}

const MIME_TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.gif': 'image/gif',
  '.html': 'text/html; charset=utf-8',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.mp4': 'video/mp4',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
};

/** Serves `folder` on a free port of this machine alone. */
export async function serveStatic(folder: string, options: StaticSiteOptions = {}): Promise<StaticSite> {
  const { base = '/', cors = false, missing = () => false } = options;
  const requests: StaticRequest[] = [];

  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    if (cors) response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Cache-Control', 'no-store');
    const answer = (status: number, bytes = 0) => {
      response.statusCode = status;
      requests.push({ path, status, bytes });
    };

    // Browsers ask for this by themselves, and report its absence as an error of the page.
    if (path === '/favicon.ico') return void response.writeHead(204).end();
    if (!path.startsWith(base) || missing(path.slice(base.length))) return refuse(answer, response);

    const file = await findFile(folder, path.slice(base.length));
    if (file === null) return refuse(answer, response);
    if (file.isFolder) {
      answer(301);
      return void response.setHeader('Location', `${path}/`).end();
    }
    answer(200, file.size);
    response.setHeader(
      'Content-Type',
      MIME_TYPES[extname(file.path).toLowerCase()] ?? 'application/octet-stream',
    );
    response.setHeader('Content-Length', file.size);
    if (request.method === 'HEAD') return void response.end();
    createReadStream(file.path).pipe(response);
  });

  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}${base}`, requests, close: () => close(server) };
}

interface FoundFile {
  readonly path: string;
  readonly size: number;
  /** A folder that was asked for without its slash. */
  readonly isFolder: boolean;
}

async function findFile(folder: string, path: string): Promise<FoundFile | null> {
  const relative = normalize(`/${path}`);
  const wanted = join(folder, relative.endsWith('/') ? `${relative}index.html` : relative);
  const found = await stat(wanted).catch(() => null);
  if (!found || !(found.isFile() || found.isDirectory())) return null;
  return { path: wanted, size: found.size, isFolder: found.isDirectory() };
}

function refuse(answer: (status: number) => void, response: ServerResponse): void {
  answer(404);
  response.end('Not found');
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise(resolve => server.close(() => resolve()));
}
