import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface LockedPackage {
  readonly resolved?: string;
  readonly hasInstallScript?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const lock = JSON.parse(readFileSync(new URL('../../../package-lock.json', import.meta.url), 'utf8'));
const packages = Object.entries<LockedPackage>(lock.packages);

test('the lock file names no registry: it works behind any of them', () => {
  expect(packages.filter(([, { resolved }]) => resolved).map(([name]) => name)).toEqual([]);
});

test('no package that we install runs a script of its own, but for these, which download nothing', () => {
  const harmless = [
    'core-js', // prints a message
    'esbuild', // checks the binary that npm has installed
  ];
  const withScripts = packages
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([path]) => path.split('node_modules/').at(-1)!);
  expect(withScripts.filter(name => !harmless.includes(name))).toEqual([]);
});

// npm leaves out what it could not find when the lock file was made, and `npm ci` then refuses to work at all.
test('the packages of other platforms are in it too', () => {
  const wanted = packages.flatMap(([, { optionalDependencies = {} }]) => Object.keys(optionalDependencies));
  const present = new Set(packages.map(([path]) => path.split('node_modules/').at(-1)!));
  expect(wanted.filter(name => !present.has(name))).toEqual([]);
});
