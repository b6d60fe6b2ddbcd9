/**
 * The packed library in webpack, without a line of configuration for it. webpack copies the file that a worker's address
 * names, as it stands.
 */
import { cp, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { serveStatic } from '../e2e/serveStatic.ts';
import { layOutHost } from './layOutHost.ts';
import { createHost, packLibrary, runNode } from './packLibrary.ts';
import { expectSuccess, visit } from './visit.ts';

test('works when built by webpack, with both workers', async () => {
  const { tarball } = await packLibrary();
  const packages = ['three', 'lil-gui', '@tensorflow/tfjs', 'webpack@5.113.0', 'webpack-cli@7.3.1'];
  const folder = await createHost('webpack', tarball, packages);
  try {
    await layOutHost('plain', folder);
    await mkdir(join(folder, 'src'));
    for (const name of ['main', 'embed', 'readme']) {
      await rename(join(folder, `${name}.js`), join(folder, 'src', `${name}.js`));
    }
    const words = ['--entry', './src/main.js', '--mode', 'production', '--no-optimization-minimize'];
    await runNode(folder, 'node_modules/webpack-cli/bin/cli.js', ...words);
    await cp(join(folder, 'models'), join(folder, 'dist/models'), { recursive: true });
    const page =
      '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script src="main.js" defer></script>';
    await writeFile(join(folder, 'dist/index.html'), page);
    const site = await serveStatic(join(folder, 'dist'));
    try {
      const visited = await visit(site.url);
      expectSuccess(visited);
      expect(new Set(visited.workers).size).toBe(2);
    } finally {
      await site.close();
    }
  } finally {
    await Promise.all([folder, join(tarball, '..')].map(path => rm(path, { recursive: true })));
  }
}, 300_000);
