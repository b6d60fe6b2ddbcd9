/** The library as npm would publish it, and fresh folders that install it from there. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Packs `dist/` as it stands into a new folder, and returns the tarball's path and the files in it. */
export async function packLibrary(): Promise<{ tarball: string; files: string[] }> {
  if (!existsSync(join(root, 'dist/index.js'))) {
    throw new Error('There is no dist/ to pack. `npm run test:packages` builds it first.');
  }
  const folder = await createFolder('packed');
  const answer = await npm(root, 'pack', '--json', '--ignore-scripts', '--pack-destination', folder);
  const [{ filename, files }] = JSON.parse(answer) as [{ filename: string; files: { path: string }[] }];
  return { tarball: join(folder, filename), files: files.map(({ path }) => path) };
}

/**
 * A new folder, far from our own `node_modules`, with the tarball and the named packages in it: `name@version`, or
 * `name` alone for the version that we develop with.
 * @param overrides versions of packages that these depend on, as in package.json.
 */
export async function createHost(
  name: string,
  tarball: string,
  packages: readonly string[],
  overrides: Readonly<Record<string, string>> = {},
): Promise<string> {
  const folder = await createFolder(name);
  const dependencies = Object.fromEntries(
    await Promise.all(
      packages.map(async wanted => {
        const [name, version] = wanted.split(/(?<=.)@(.*)/);
        return [name, version ?? (await installed(name!))] as const;
      }),
    ),
  );
  const manifest = {
    name,
    private: true,
    type: 'module',
    dependencies: { ...dependencies, 'genesis-particles': `file:${tarball}` },
    overrides,
  };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  await npm(folder, 'install', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts');
  return folder;
}

/** Runs a program of Node's, and returns what it printed; a failure carries all of it. */
export async function runNode(cwd: string, ...words: string[]): Promise<string> {
  return run(process.execPath, words, cwd);
}

/** npm's own program, which `npm run` names, so that no shell is needed on any system. */
function npm(cwd: string, ...words: string[]): Promise<string> {
  const program = process.env.npm_execpath;
  return program?.endsWith('.js') ? runNode(cwd, program, ...words) : run('npm', words, cwd);
}

async function run(program: string, words: string[], cwd: string): Promise<string> {
  try {
    return (await promisify(execFile)(program, words, { cwd, maxBuffer: 1 << 26 })).stdout;
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`${[program, ...words].join(' ')} failed in ${cwd}:\n${stdout}\n${stderr}`, {
      cause: error,
    });
  }
}

/** What is installed here under a name, which may be that of another package. */
async function installed(alias: string): Promise<string> {
  const { name, version } = JSON.parse(
    await readFile(join(root, 'node_modules', alias, 'package.json'), 'utf8'),
  );
  return name === alias ? version : `npm:${name}@${version}`;
}

function createFolder(name: string): Promise<string> {
  return mkdtemp(join(tmpdir(), `genesis-${name}-`));
}
