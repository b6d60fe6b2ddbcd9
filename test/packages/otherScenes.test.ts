/**
 * The packed library in scenes, renderers and loops of other libraries, as these come from npm, by the lines of README.md's
 * section "Add it to an existing scene". One three.js does for both.
 */
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PNG } from 'pngjs';
import { build, type Rollup } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveStatic } from '../e2e/serveStatic.ts';
import { expectPicture, type Look, look, SEVERAL } from './look.ts';
import { createHost, packLibrary, root } from './packLibrary.ts';
import { readmeLines } from './readmeLines.ts';

const fixtures = fileURLToPath(new URL('fixtures', import.meta.url));
let tarball: string;
let readme: string;
const cleanUp: (() => unknown)[] = [];

beforeAll(async () => {
  ({ tarball } = await packLibrary());
  cleanUp.push(() => rm(join(tarball, '..'), { recursive: true }));
  readme = await readFile(join(root, 'README.md'), 'utf8');
});

afterAll(async () => {
  for (const release of cleanUp.reverse()) await release();
});

describe('3d-force-graph', () => {
  test('a picture forms in its scene, and the bundle holds one three.js', async () => {
    const folder = await layOut('force-graph', ['3d-force-graph@1.80.0', 'three']);
    const [, script] = /<script type="module">(.*)<\/script>/s.exec(readmeLines(readme, '3d-force-graph'))!;
    await writeFile(join(folder, 'readme.js'), script!);
    expect(await bundle(folder)).toBe(1);
    expectPicture(await lookAt(join(folder, 'dist'), 'window.formed'));
  });
});

describe('A-Frame', () => {
  const formed = "document.querySelector('[genesis]').object3DMap?.genesis?.state === 'formed'";
  let folder: string;

  beforeAll(async () => {
    const packages = ['aframe@1.8.0', 'three@npm:super-three@0.184.0'];
    // One of its sources' dependencies, which its builds have inside, would come from a repository instead of npm.
    folder = await layOut('aframe', packages, { 'three-bmfont-text': '3.0.1' });
    const page = join(folder, 'index.html');
    const lines = readmeLines(readme, 'registerComponent');
    await writeFile(page, (await readFile(page, 'utf8')).replace('{{readme}}', lines));
  });

  test('a picture forms in its scene, by an import map with one three.js', async () => {
    expectPicture(await lookAt(folder, formed));
  });

  test('the same page can be bundled, with one three.js', async () => {
    expect(await bundle(folder)).toBe(1);
    expectPicture(await lookAt(join(folder, 'dist'), formed));
  });
});

/** A host with its page, and a picture beside it: red on the left, blue on the right. */
async function layOut(...[name, packages, overrides]: [string, string[], Record<string, string>?]) {
  const folder = await createHost(name, tarball, packages, overrides);
  cleanUp.push(() => rm(folder, { recursive: true }));
  await cp(join(fixtures, name), folder, { recursive: true });
  const picture = new PNG({ width: 16, height: 16 });
  for (let pixel = 0; pixel < 256; pixel++)
    picture.data.set(pixel % 16 < 8 ? [255, 0, 0, 255] : [0, 0, 255, 255], pixel * 4);
  await writeFile(join(folder, 'picture.png'), PNG.sync.write(picture));
  await cp(join(folder, 'picture.png'), join(folder, 'public/picture.png'));
  return folder;
}

/** Builds the page, and counts the copies of three.js in what comes out by a sentence that each has once. */
async function bundle(folder: string): Promise<number> {
  const { output } = (await build({
    configFile: false,
    root: folder,
    base: './',
    logLevel: 'error',
    build: { chunkSizeWarningLimit: 5_000 },
  })) as Rollup.RollupOutput;
  const code = output.map(file => (file.type === 'chunk' ? file.code : '')).join();
  return code.split(SEVERAL).length - 1;
}

async function lookAt(folder: string, ready: string): Promise<Look> {
  const site = await serveStatic(folder);
  try {
    return await look(site.url, ready);
  } finally {
    await site.close();
  }
}
