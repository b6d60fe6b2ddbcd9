/** What a group of the benchmark measures: one thing of ours, and the same thing done by somebody else. */
export interface Measurement {
  /** Means the same for ever: see the table in DESIGN.md. */
  readonly id: string;
  /** What was measured, in a sentence. */
  readonly what: string;
  readonly ours: number;
  /** null where there is nobody to compare with. */
  readonly peer: number | null;
  readonly peerName: string | null;
  readonly unit: string;
}

/** A line of `bench/results.json`. */
export interface Row extends Measurement {
  /** ours / peer, null without a peer. */
  readonly ratio: number | null;
  /** Browser, graphics and cores. */
  readonly environment: string;
}

export function toRow(measurement: Measurement, environment: string): Row {
  const { id, what, ours, peer, peerName, unit } = measurement;
  return { id, what, ours, peer, peerName, ratio: peer === null ? null : ours / peer, unit, environment };
}
