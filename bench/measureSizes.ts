/** What a game's visitors download: bundles of the package's entries, minified and gzipped. Runs in Node, not in the page. */
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Plugin, type Rollup } from 'vite';
import { aliases, singletons } from '../scripts/aliases.ts';
import { shortenShaders } from '../scripts/shortenShaders.ts';
import { slimTensorFlow } from '../vite.worker.config.ts';
import type { Measurement } from './Row.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export interface Bundle {
  /** Modules that the page loads, in kB (1,000 bytes). */
  readonly page: number;
  /** Modules that it loads when it turns out to need them. */
  readonly later: number;
  /** Files that its workers load. */
  readonly workers: number;
}

export async function measureSizes(): Promise<Measurement[]> {
  const root = await measureBundle('src/index.ts');
  const gan = await measureBundle('src/gan/index.ts');
  const gui = await measureBundle('src/scene/gui.ts');
  const react = await measureBundle('src/react/index.ts');
  const row = { peer: null, peerName: null, unit: 'kB' };
  const [worker, later] = [root.workers, root.later].map(size => size.toFixed(1));
  return [
    {
      id: 'size/root',
      what: `genesis-particles, gzipped, without three and a bundler's own code; beside it ${later} kB of modules for the transport layout and for devices without float targets, loaded when first needed, and ${worker} kB for the worker of that layout`,
      ours: root.page,
      ...row,
    },
    {
      id: 'size/gan',
      what: `genesis-particles/gan, gzipped, with TensorFlow.js in its worker; the page itself loads ${gan.page.toFixed(1)} kB of it`,
      ours: gan.page + gan.later + gan.workers,
      ...row,
    },
    {
      id: 'size/gui',
      what: 'genesis-particles/gui, gzipped, by itself: without lil-gui, and with what it shares with genesis-particles',
      ours: gui.page,
      ...row,
    },
    {
      id: 'size/react',
      what: 'genesis-particles/react, gzipped, with genesis-particles in it, without React and fiber',
      ours: react.page,
      ...row,
    },
  ];
}

/** Vite's own kilobyte for loading modules ahead is the application's; other bundlers have none. */
const withoutPreload: Plugin = {
  name: 'genesis:without-preload',
  enforce: 'pre',
  load: id => (id.includes('vite/preload-helper') ? 'export const __vitePreload = load => load();' : null),
};

/** What an application's own build makes of an entry, peer dependencies left out. @param entry its source, from the root. */
export async function measureBundle(entry: string): Promise<Bundle> {
  const { output } = (await build({
    configFile: false,
    root: here('.'),
    publicDir: false,
    plugins: [{ name: 'genesis:shorten-shaders', enforce: 'pre', transform: shortenShaders }, withoutPreload],
    logLevel: 'warn',
    resolve: { alias: aliases, dedupe: singletons },
    worker: {
      format: 'es',
      plugins: () => [slimTensorFlow()],
      rolldownOptions: { output: { comments: false } },
    },
    build: {
      write: false,
      target: 'es2022',
      minify: true,
      chunkSizeWarningLimit: 2_000,
      rolldownOptions: {
        input: here(`../${entry}`),
        checks: { bundlerTimings: false },
        preserveEntrySignatures: 'allow-extension',
        external: /^(three|@tensorflow\/tfjs|lil-gui|react|@react-three\/fiber)($|\/)/,
        output: { comments: false },
      },
    },
  })) as Rollup.RollupOutput;
  const atOnce = importedAtOnce(output);
  const sizes = { page: 0, later: 0, workers: 0 };
  for (const file of output) {
    const [source, part] =
      file.type === 'asset'
        ? ([file.source, 'workers'] as const)
        : ([file.code, atOnce.has(file.fileName) ? 'page' : 'later'] as const);
    sizes[part] += gzipSync(source, { level: 9 }).length / 1000;
  }
  return sizes;
}

/** The files that a page loads before it runs: the entry, and whatever is imported from there by a plain `import`. */
function importedAtOnce(output: Rollup.RollupOutput['output']): Set<string> {
  const found = new Set<string>();
  const visit = (fileName: string): void => {
    const file = output.find(each => each.fileName === fileName);
    if (file?.type !== 'chunk' || found.has(fileName)) return;
    found.add(fileName);
    file.imports.forEach(visit);
  };
  visit(output[0].fileName);
  return found;
}
