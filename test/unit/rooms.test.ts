/** The three rooms of ARCHITECTURE.md stay apart. First the rules themselves, on made-up files; then all of `src/`. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readModule } from './rooms/readModule.ts';
import { packagesLoadedWith, roomOf, violations } from './rooms/rules.ts';

describe('the rules', () => {
  test.each([
    ['src/gan/GanTrainer.ts', '../image.ts'],
    ['src/gan/GanTrainer.ts', './objectives/bce.ts'],
    ['src/gan/worker/gan.worker.ts', '../GanTrainer.ts'],
    ['src/gan/worker/startWorker.ts', '../../startWorker.ts'],
    ['src/particles/layouts/transport/TransportMatcher.ts', '../../../startWorker.ts'],
    ['src/gan/worker/gan.worker.ts', '@tensorflow/tfjs-core/dist/register_all_gradients'],
    ['src/particles/Swarm.ts', 'three'],
    ['src/particles/Swarm.ts', 'three/addons/misc/Timer.js'],
    ['src/particles/forces/curl.glsl.ts', '../noise.ts'],
    ['src/scene/GenesisParticles.ts', '../particles/index.ts'],
    ['src/scene/GenesisParticles.ts', '../gan/index.ts'],
    ['src/scene/gui.ts', 'lil-gui'],
    ['src/react/Genesis.tsx', '../index.ts'],
    ['src/react/Genesis.tsx', './useParameters.ts'],
    ['src/react/Genesis.tsx', '@react-three/fiber'],
    ['src/react/Genesis.tsx', 'react'],
    ['src/index.ts', './scene/GenesisParticles.ts'],
    ['src/index.ts', './image.ts'],
  ])('%s may import %s', (file, specifier) => {
    expect(violations(file, [specifier])).toEqual([]);
  });

  test.each([
    ['src/image.ts', './gan/index.ts'],
    ['src/image.ts', 'three'],
    ['src/image.ts', './startWorker.ts'],
    ['src/startWorker.ts', './gan/worker/startWorker.ts'],
    ['src/gan/GanTrainer.ts', 'three'],
    ['src/gan/GanTrainer.ts', 'three/addons/misc/Timer.js'],
    ['src/gan/GanTrainer.ts', 'three-mesh-bvh'],
    ['src/gan/GanTrainer.ts', 'lil-gui'],
    ['src/gan/GanTrainer.ts', '../particles/index.ts'],
    ['src/gan/GanTrainer.ts', '../scene/GenesisParticles.ts'],
    ['src/gan/GanTrainer.ts', '../index.ts'],
    ['src/gan/GanTrainer.ts', 'genesis-particles'],
    ['src/gan/worker/gan.worker.ts', '../../particles/Swarm.ts'],
    ['src/particles/Swarm.ts', '@tensorflow/tfjs'],
    ['src/particles/Swarm.ts', '@tensorflow/tfjs-core'],
    ['src/particles/Swarm.ts', '../gan/index.ts'],
    ['src/particles/layouts/transport/TransportMatcher.ts', '../../../gan/worker/startWorker.ts'],
    ['src/particles/Swarm.ts', '../scene/GenesisParticles.ts'],
    ['src/scene/GenesisParticles.ts', '../particles/Swarm.ts'],
    ['src/scene/GenesisParticles.ts', '../gan/GanTrainer.ts'],
    ['src/scene/GenesisParticles.ts', '@tensorflow/tfjs'],
    ['src/scene/GenesisParticles.ts', '../index.ts'],
    ['src/scene/GenesisParticles.ts', '../../demos/genesis/main.ts'],
    ['src/scene/GenesisParticles.ts', 'react'],
    ['src/scene/GenesisParticles.ts', '../react/index.ts'],
    ['src/react/Genesis.tsx', '../scene/GenesisParticles.ts'],
    ['src/react/Genesis.tsx', '../particles/index.ts'],
    ['src/react/Genesis.tsx', '../gan/index.ts'],
    ['src/react/Genesis.tsx', 'react-dom'],
    ['src/react/Genesis.tsx', 'lil-gui'],
    ['src/index.ts', './particles/Swarm.ts'],
    ['src/index.ts', './react/index.ts'],
    ['src/index.ts', 'lil-gui'],
    ['src/index.ts', '@tensorflow/tfjs'],
  ])('%s must not import %s', (file, specifier) => {
    expect(violations(file, [specifier])).toEqual([expect.stringContaining(`must not import ${specifier}`)]);
  });

  test('a file outside every room is a violation by itself', () => {
    expect(violations('src/helpers.ts', [])).toHaveLength(1);
    expect(roomOf('src/ganymede/moon.ts')).toBe('outside');
  });

  test('packages are found through other files, with the way there', () => {
    const modules = [
      { file: 'src/index.ts', loads: ['./scene/A.ts'] },
      { file: 'src/scene/A.ts', loads: ['three', '../gan/index.ts'] },
      { file: 'src/gan/index.ts', loads: ['@tensorflow/tfjs', '../scene/A.ts'] },
    ];
    expect(packagesLoadedWith('src/index.ts', modules)).toEqual(
      new Map([
        ['three', 'src/index.ts → src/scene/A.ts → three'],
        ['@tensorflow/tfjs', 'src/index.ts → src/scene/A.ts → src/gan/index.ts → @tensorflow/tfjs'],
      ]),
    );
  });
});

describe('reading a module', () => {
  test('every way to name another module is seen, and which of them load it', () => {
    const source = `
      import a from 'a';
      import type { B } from 'b';
      import { type C } from 'c';
      import 'd';
      export { e } from 'e';
      export * from 'f';
      export type { G } from 'g';
      const h = await import('h');
      let i: import('i').I;
      // import 'comment';
      const text = "import 'text'";`;
    const { imports, loads } = readModule('x.ts', source);
    expect(imports).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']);
    expect(loads).toEqual(['a', 'c', 'd', 'e', 'f']);
  });

  test.each([
    'window.scrollTo(0, 0)',
    "document.querySelector('p')",
    "document.createElement('div')",
    'const { title } = document',
    'const page = { document }',
    'globalThis.addEventListener("x", () => window.close())',
  ])('%s uses the DOM', source => {
    expect(readModule('x.ts', source).domUses).toHaveLength(1);
  });

  test.each([
    "typeof window === 'undefined'",
    "document.createElement('canvas')",
    "new URL('models/mnist.safetensors', document.baseURI)",
    'const options = { window: 3 }; options.window',
    '// the document is a window',
  ])('%s does not', source => {
    expect(readModule('x.ts', source).domUses).toEqual([]);
  });

  test.each([
    ["export { a } from './a.ts'; import type { B } from './b.ts'", false],
    ["export * from './a.ts'; console.log('hello')", true],
    ['export const a = 1', true],
  ])('%s runs something: %s', (source, runs) => {
    expect(readModule('x.ts', source).runs).toBe(runs);
  });
});

describe('src', () => {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const modules = readdirSync(`${root}/src`, { recursive: true, encoding: 'utf8' })
    .map(path => `src/${path.replaceAll('\\', '/')}`)
    .filter(path => /\.tsx?$/.test(path))
    .map(file => ({ file, ...readModule(file, readFileSync(`${root}/${file}`, 'utf8')) }));

  test('every file keeps the rules of its room', () => {
    expect(modules.flatMap(({ file, imports }) => violations(file, imports))).toEqual([]);
  });

  test('the networks touch nothing of the page but its address, a canvas and, in one place, whether it is seen', () => {
    const uses = modules
      .filter(({ file }) => roomOf(file) === 'gan' && file !== 'src/gan/training/HiddenPause.ts')
      .flatMap(({ file, domUses }) => domUses.map(use => `${file}: ${use}`));
    expect(uses).toEqual([]);
  });

  test('the worker that matches particles loads no package', () => {
    const worker = 'src/particles/layouts/transport/transport.worker.ts';
    expect([...packagesLoadedWith(worker, modules).values()]).toEqual([]);
  });

  test('the front door holds names only, and three is all that is loaded with it', () => {
    const door = modules.find(({ file }) => file === 'src/index.ts');
    expect(door, 'src/index.ts exists').toBeDefined();
    expect(door?.runs).toBe(false);
    const loaded = packagesLoadedWith('src/index.ts', modules);
    expect([...loaded].filter(([name]) => !/^three(\/|$)/.test(name)).map(([, way]) => way)).toEqual([]);
  });
});
