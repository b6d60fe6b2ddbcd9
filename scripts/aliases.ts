/** The package's public names, pointing at its sources: demos, benchmarks and tests import it as its users do. */
import { fileURLToPath } from 'node:url';

const source = (path: string) => fileURLToPath(new URL(`../src/${path}`, import.meta.url));

export const aliases = [
  { find: /^genesis-particles$/, replacement: source('index.ts') },
  { find: /^genesis-particles\/gan$/, replacement: source('gan/index.ts') },
  { find: /^genesis-particles\/presets$/, replacement: source('scene/presets/index.ts') },
  { find: /^genesis-particles\/gui$/, replacement: source('scene/gui.ts') },
  { find: /^genesis-particles\/react$/, replacement: source('react/index.ts') },
];

/** Two copies of these in one page are two worlds: kernels registered in one are missing from the other. */
export const singletons = ['three', '@tensorflow/tfjs-core', '@tensorflow/tfjs'];
