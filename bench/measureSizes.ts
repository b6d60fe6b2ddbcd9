/** What a game's visitors download: bundles of the package's entries, minified and gzipped. Runs in Node, not in the page. */
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Rollup } from 'vite';
import { aliases, singletons } from '../scripts/aliases.ts';
import { slimTensorFlow } from '../vite.worker.config.ts';
import type { Measurement } from './Row.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

interface Bundle {
  /** Modules that the page loads, in kB (1,000 bytes). */
  readonly page: number;
  /** Files that its workers load. */
  readonly workers: number;
}

export async function measureSizes(): Promise<Measurement[]> {
  const root = await sizeOf('../src/index.ts');
  const gan = await sizeOf('../src/gan/index.ts');
  const row = { peer: null, peerName: null, unit: 'kB' };
  return [
    {
      id: 'size/root',
      what: `genesis-particles, gzipped, without three; ${root.workers.toFixed(1)} kB of it are the worker of the transport layout`,
      ours: root.page + root.workers,
      ...row,
    },
    {
      id: 'size/gan',
      what: `genesis-particles/gan, gzipped, with TensorFlow.js in its worker; the page itself loads ${gan.page.toFixed(1)} kB of it`,
      ours: gan.page + gan.workers,
      ...row,
    },
  ];
}

/** As an application's own build makes it, three and the page's TensorFlow.js left to others. */
async function sizeOf(entry: string): Promise<Bundle> {
  const { output } = (await build({
    configFile: false,
    root: here('.'),
    publicDir: false,
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
        input: here(entry),
        checks: { bundlerTimings: false },
        preserveEntrySignatures: 'strict',
        external: /^(three|@tensorflow\/tfjs)($|\/)/,
        output: { comments: false },
      },
    },
  })) as Rollup.RollupOutput;
  const sizes = { page: 0, workers: 0 };
  for (const file of output) {
    const source = file.type === 'chunk' ? file.code : file.source;
    sizes[file.type === 'chunk' ? 'page' : 'workers'] += gzipSync(source, { level: 9 }).length / 1000;
  }
  return sizes;
}
