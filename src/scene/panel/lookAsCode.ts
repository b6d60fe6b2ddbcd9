/** A look as the lines that a developer pastes into their code. */
import type { SwarmParameters } from '../../particles/index.ts';
import type { GenesisParticles } from '../GenesisParticles.ts';
import type { GenesisParticlesOptions } from '../options.ts';
import { presets } from '../presets/index.ts';
import { differences } from './looks.ts';

type Effect = Pick<
  GenesisParticles,
  'count' | 'seed' | 'size' | 'quality' | 'reducedMotion' | 'outOfView' | 'parameters'
>;

/** What a swarm is created with unless it is told otherwise. */
const PLAIN: Partial<GenesisParticlesOptions> = {
  count: 65_536,
  seed: 1,
  size: 1,
  quality: 'full',
  reducedMotion: 'auto',
  outOfView: 'simulate',
};

/**
 * TypeScript, and JavaScript as well, that makes an effect of the same look in a host's `scene` by its `renderer`. It names
 * what differs from the defaults, or from a preset where that is shorter.
 */
export function lookAsCode(effect: Effect): string {
  const { preset, changes } = shortest(effect.parameters);
  const options = Object.keys(PLAIN)
    .map(name => [name, effect[name as keyof Effect]] as const)
    .filter(([name, value]) => value !== PLAIN[name as keyof typeof PLAIN])
    .map(([name, value]) => `  ${name}: ${literal(value)},`);
  const parameters = [
    ...(preset ? [`    ...presets.${preset},`] : []),
    ...Object.entries(changes).map(([name, value]) => `    ${name}: ${literal(value)},`),
  ];
  return [
    "import { GenesisParticles } from 'genesis-particles';",
    ...(preset ? ["import { presets } from 'genesis-particles/presets';"] : []),
    '',
    'const swarm = new GenesisParticles({',
    '  renderer,',
    ...options,
    ...(parameters.length > 0 ? ['  parameters: {', ...parameters, '  },'] : []),
    '});',
    'scene.add(swarm);',
    '',
  ].join('\n');
}

/** The preset, if any, from which the fewest values differ. */
function shortest(look: SwarmParameters): { preset: string | null; changes: Partial<SwarmParameters> } {
  let best: ReturnType<typeof shortest> = { preset: null, changes: differences(look) };
  // A preset takes two lines of its own.
  let lines = Object.keys(best.changes).length - 2;
  for (const [preset, values] of Object.entries(presets)) {
    const changes = differences(look, values);
    if (Object.keys(changes).length >= lines) continue;
    best = { preset, changes };
    lines = Object.keys(changes).length;
  }
  return best;
}

function literal(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value === 'number') return grouped(value);
  if (typeof value !== 'object' || value === null) return String(value);
  const own = Object.entries(value).filter(([, it]) => typeof it !== 'function');
  return `{ ${own.map(([name, it]) => `${name}: ${literal(it)}`).join(', ')} }`;
}

/** `32_768` */
function grouped(value: number): string {
  return Number.isInteger(value) && Math.abs(value) >= 10_000
    ? String(value).replace(/\B(?=(\d{3})+$)/g, '_')
    : String(value);
}
