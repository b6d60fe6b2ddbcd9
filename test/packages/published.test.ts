/** What npm's users get: linted as a package, its types resolved as compilers do, and weighed. */
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { measureBundle } from '../../bench/measureSizes.ts';
import { packLibrary, root } from './packLibrary.ts';

let tarball: string;
let bytes: Uint8Array<ArrayBuffer>;

beforeAll(async () => {
  ({ tarball } = await packLibrary());
  bytes = new Uint8Array(await readFile(tarball));
});

afterAll(() => rm(join(tarball, '..'), { recursive: true }));

test('publint has nothing to say', async () => {
  expect((await publint({ pack: { tarball: bytes.buffer }, strict: true })).messages).toEqual([]);
});

test('the types are right, for bundlers and for Node', async () => {
  // The worker is a file to start, not to import.
  const excludeEntrypoints = ['./gan.worker.js'];
  const checked = await checkPackage(createPackageFromTarballData(bytes), { excludeEntrypoints });
  if (!checked.types) throw new Error('No types were found.');
  expect(Object.keys(checked.entrypoints)).toEqual(
    expect.arrayContaining(['.', './gan', './gui', './react', './presets']),
  );
  // We are ES modules alone: who requires, or resolves as Node 10 did, finds none, and is told so.
  const wrong = checked.problems.filter(
    problem =>
      !('resolutionKind' in problem && ['node10', 'node16-cjs'].includes(problem.resolutionKind as string)),
  );
  expect(wrong).toEqual([]);
});

test('package.json asks for peers by lower bounds, three alone without fail, and promises no side effects', async () => {
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const { peerDependencies, peerDependenciesMeta, dependencies, sideEffects } = manifest;
  expect(dependencies).toBeUndefined();
  for (const range of Object.values(peerDependencies)) expect(range).toMatch(/^>=[\d.]+$/);
  const needed = Object.keys(peerDependencies).filter(name => !peerDependenciesMeta[name]?.optional);
  expect(needed).toEqual(['three']);
  expect(sideEffects).toBe(false);
});

/** What a visitor may have to download, in gzipped kilobytes. Who needs more says so here, and in the changelog. */
test.each([
  ['src/index.ts', { page: 35, later: 7.5, workers: 2.5 }],
  ['src/gan/index.ts', { page: 22, later: 41, workers: 430 }],
  ['src/scene/gui.ts', { page: 17, later: 10, workers: 0 }],
  ['src/react/index.ts', { page: 36, later: 7.5, workers: 2.5 }],
])('%s keeps within its budget', async (entry, budget) => {
  const size = await measureBundle(entry);
  for (const part of ['page', 'later', 'workers'] as const)
    expect(size[part], `${part}, in kB`).toBeLessThanOrEqual(budget[part]);
});
