import type { BackendName } from 'genesis-particles/gan';
import { oneOf, query, whole } from '../stage/address.ts';
import type { DatasetName } from './datasets.ts';

/** What the page's address asks for: `?data=digits&model=auto&seed=1&backend=auto`, beside what every stage takes. */
export const options = {
  /** Of the opening image, the first weights and the swarm. The shipped generator makes a plain four of 2. */
  seed: whole('seed') ?? 2,
  /** What is learnt. */
  data: oneOf<DatasetName>(['digits', 'portraits'], 'data'),
  /** Which networks learn; `auto` finds out how fast the machine is. */
  model: oneOf(['auto', 'conv', 'dense', 'article'] as const, 'model'),
  backend: oneOf<BackendName | 'auto'>(['auto', 'webgl', 'wasm', 'cpu'], 'backend'),
};

/** Loads the page anew with another backend. */
export function reload(backend: string): void {
  query.set('backend', backend);
  location.search = query.toString();
}
