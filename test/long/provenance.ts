import { spawnSync } from 'node:child_process';

/** Where a table comes from: how to make it again, from which commit, and on which day it was made. */
export interface Provenance {
  readonly command: string;
  /** Abbreviated; with `-dirty` when files had been changed since, null outside of a repository. */
  readonly commit: string | null;
  /** YYYY-MM-DD. */
  readonly date: string;
}

export function describeProvenance(command: string): Provenance {
  const { stdout } = spawnSync('git', ['describe', '--always', '--dirty'], { encoding: 'utf8' });
  return { command, commit: stdout?.trim() || null, date: new Date().toISOString().slice(0, 10) };
}
