import type { BackendName } from 'genesis-particles/gan';

const query = new URLSearchParams(location.search);
const BACKENDS = ['auto', 'webgl', 'wasm', 'cpu'] as const;
const QUALITIES = ['auto', 'glow', 'plain'] as const;

const oneOf = <T extends string>(accepted: readonly T[], name: string): T =>
  accepted.find(value => value === query.get(name)) ?? (accepted[0] as T);

const whole = (name: string): number | null => {
  const value = Number(query.get(name) ?? Number.NaN);
  return Number.isInteger(value) && value >= 0 && value <= 0xffffffff ? value : null;
};

/** What the page's address asks for: `?seed=1&backend=auto&count=16384&quality=glow`. */
export const options = {
  /** Of the opening image, the first weights and the swarm. The shipped generator makes a plain seven of 2. */
  seed: whole('seed') ?? 2,
  backend: oneOf<BackendName | 'auto'>(BACKENDS, 'backend'),
  /** Number of particles; without it the demo finds one by itself. */
  count: whole('count') || null,
  quality: oneOf(QUALITIES, 'quality'),
  /** Loads the page anew with another backend. */
  reload(backend: string): void {
    query.set('backend', backend);
    location.search = query.toString();
  },
};
