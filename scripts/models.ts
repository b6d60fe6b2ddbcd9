/**
 * The weights that this project has trained, `models/`: a Vite plugin that serves them in development and puts them into
 * builds, under `models/` of the site.
 */

import { createReadStream, readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const FOLDER = fileURLToPath(new URL('../models/', import.meta.url));

export function models(): Plugin {
  return {
    name: 'genesis:models',
    configureServer(server) {
      const prefix = `${server.config.base}models/`;
      server.middlewares.use((request, response, next) => {
        const path = request.url?.split('?')[0] ?? '';
        const name = path.startsWith(prefix) ? path.slice(prefix.length) : '';
        if (!readdirSync(FOLDER).includes(name)) return next();
        response.setHeader('Content-Type', 'application/octet-stream');
        response.setHeader('Content-Length', statSync(FOLDER + name).size);
        if (request.method === 'HEAD') return response.end();
        createReadStream(FOLDER + name).pipe(response);
      });
    },
    generateBundle() {
      for (const name of readdirSync(FOLDER)) {
        if (!name.endsWith('.safetensors')) continue;
        this.emitFile({ type: 'asset', fileName: `models/${name}`, source: readFileSync(FOLDER + name) });
      }
    },
  };
}
