/**
 * The packed library in the hosts that it is promised to work in: a Vite + TypeScript app, with React on a page of its own,
 * and a plain page with an import map, with the current three.js and the oldest. Each page forms a picture, trains five
 * steps in a worker and runs the embedding lines of README.md.
 */
import { cp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type StaticSite, serveStatic } from '../e2e/serveStatic.ts';
import { readModule } from '../unit/rooms/readModule.ts';
import { layOutHost } from './layOutHost.ts';
import { expectPicture, look } from './look.ts';
import { createHost, packLibrary, root, runNode } from './packLibrary.ts';
import { startVite } from './startVite.ts';
import { expectSuccess, visit } from './visit.ts';

let packed: Awaited<ReturnType<typeof packLibrary>>;
const cleanUp: (() => unknown)[] = [];

beforeAll(async () => {
  packed = await packLibrary();
  cleanUp.push(() => rm(join(packed.tarball, '..'), { recursive: true }));
});

afterAll(async () => {
  for (const release of cleanUp.reverse()) await release();
});

test('the tarball holds the library, its worker, its trained models and its papers, and nothing else', () => {
  expect(packed.files).toEqual(
    expect.arrayContaining([
      'package.json',
      'README.md',
      'README.zh.md',
      'LICENSE',
      'CHANGELOG.md',
      'dist/index.js',
      'dist/index.d.ts',
    ]),
  );
  expect(packed.files).toContain('dist/gan/worker/gan.worker.js');
  expect(packed.files).toContain('models/digits.safetensors');
  expect(
    packed.files.filter(
      file =>
        !/^(dist\/|models\/([\w-]+\.safetensors|README\.md)$|package\.json$|[A-Z]+(\.zh)?(\.md)?$)/.test(
          file,
        ),
    ),
  ).toEqual([]);
});

test('each worker is one self-contained file, and all else imports only what package.json names', async () => {
  const { peerDependencies = {} } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const named = (specifier: string) =>
    Object.keys(peerDependencies).some(name => specifier === name || specifier.startsWith(`${name}/`));
  const modules = packed.files.filter(file => /\.(js|d\.ts)$/.test(file));
  expect(modules.filter(file => file.endsWith('.worker.js'))).toHaveLength(2);
  const strangers = modules.map(async file => {
    const { imports } = readModule(file, await readFile(join(root, file), 'utf8'));
    const isWorker = file.endsWith('.worker.js');
    const wrong = imports.filter(specifier => isWorker || !(specifier.startsWith('.') || named(specifier)));
    return wrong.map(specifier => `${file} imports ${specifier}`);
  });
  expect((await Promise.all(strangers)).flat()).toEqual([]);
});

describe('a Vite + TypeScript app', () => {
  let folder: string;

  beforeAll(async () => {
    const packages = ['three', '@types/three', 'lil-gui', '@tensorflow/tfjs', 'vite', '@typescript/native'];
    const react = ['react', 'react-dom', '@react-three/fiber', '@types/react', '@types/react-dom'];
    folder = await createHost('vite-app', packed.tarball, [...packages, ...react]);
    cleanUp.push(() => rm(folder, { recursive: true }));
    await layOutHost('vite', folder);
  });

  test('compiles in strict mode', async () => {
    await runNode(folder, 'node_modules/@typescript/native/bin/tsc', '-p', '.');
  });

  test('our declarations are complete: the compiler finds no fault in them either', async () => {
    const all = ['node_modules/@typescript/native/bin/tsc', '-p', '.', '--skipLibCheck', 'false'];
    const complaints = await runNode(folder, ...all).catch((error: Error) => error.message);
    expect(complaints.split('\n').filter(line => line.startsWith('node_modules/genesis-particles/'))).toEqual(
      [],
    );
  });

  test('can be imported in Node, where there is no page: no global, no word, and React renders it to a string', async () => {
    const { modules, html, globals, said } = JSON.parse(await runNode(folder, 'inNode.js'));
    expect(Object.keys(modules)).toEqual(['.', './gan', './gui', './react', './presets']);
    expect(Object.entries<string[]>(modules).filter(([, names]) => names.length === 0)).toEqual([]);
    expect(html).toContain('<canvas');
    expect(globals).toEqual([]);
    expect(said).toEqual([]);
  });

  test('works on the dev server', async () => {
    const server = await startVite(folder, '--port', '0');
    try {
      expectSuccess(await visit(server.url));
      expectPicture(await look(`${server.url}react.html`, 'window.result'));
    } finally {
      server.stop();
    }
  });

  test('works when built', async () => {
    await runNode(folder, 'node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn');
    const server = await startVite(folder, 'preview', '--port', '0');
    try {
      expectSuccess(await visit(server.url));
      expectPicture(await look(`${server.url}react.html`, 'window.result'));
    } finally {
      server.stop();
    }
  });
});

describe('a plain page with an import map', () => {
  let folder: string;
  let site: StaticSite;

  beforeAll(async () => {
    folder = await createHost('plain', packed.tarball, ['three', 'lil-gui']);
    cleanUp.push(() => rm(folder, { recursive: true }));
    await layOutHost('plain', folder);
    site = await serveStatic(folder);
    cleanUp.push(() => site.close());
  });

  test('works from a file server, with the worker beside the library', async () => {
    const visited = await visit(site.url);
    expectSuccess(visited);
    expect(visited.workers).toContain(
      `${site.url}node_modules/genesis-particles/dist/gan/worker/gan.worker.js`,
    );
  });

  test('takes the worker from `workerUrl`', async () => {
    await cp(join(folder, 'node_modules/genesis-particles/dist/gan/worker'), join(folder, 'elsewhere'), {
      recursive: true,
    });
    const visited = await visit(`${site.url}?worker=/elsewhere/gan.worker.js`);
    expectSuccess(visited);
    expect(visited.workers).toContain(`${site.url}elsewhere/gan.worker.js`);
  });

  test('starts the worker through a Blob when the packages are on another origin', async () => {
    const packages = await serveStatic(join(folder, 'node_modules'), { base: '/npm/', cors: true });
    const pages = join(folder, 'pages');
    await layOutHost('plain', pages, packages.url.replace(/\/$/, ''));
    const page = await serveStatic(pages);
    cleanUp.push(packages.close, page.close);

    const visited = await visit(page.url);
    expectSuccess(visited);
    expect(visited.workers.filter(url => url.startsWith('blob:'))).not.toEqual([]);
    expect(visited.workers.filter(url => url.startsWith(packages.url))).toEqual([]);
  });
});

test('the plain page works with the oldest three.js that package.json admits', async () => {
  const { peerDependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const oldest = peerDependencies.three.replace('>=', '');
  const folder = await createHost('oldest', packed.tarball, [`three@${oldest}`, 'lil-gui']);
  cleanUp.push(() => rm(folder, { recursive: true }));
  await layOutHost('plain', folder);
  const site = await serveStatic(folder);
  cleanUp.push(() => site.close());
  expectSuccess(await visit(site.url));
});
