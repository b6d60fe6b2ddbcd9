import type { SwarmParameters } from 'genesis-particles';

/** A look by name: what differs from the defaults. */
export interface Preset {
  readonly name: string;
  readonly parameters: Partial<SwarmParameters>;
}

/** The looks that the page offers; none, no chips. */
export const presets: readonly Preset[] = [];
