import type { GenesisParticles } from 'genesis-particles';

/** Frames a window: long enough for a steady median, short enough to settle within some seconds. */
const WINDOW = 24;
const HIGHEST = 65_536;

/**
 * Finds the number of particles that this machine can draw: after every window of frames it looks at their median
 * time and takes fewer or more, until the visitor chooses a number.
 */
export class AdaptiveCount {
  private readonly times: number[] = [];
  private readonly swarm: Pick<GenesisParticles, 'count'>;
  private readonly target: { slowest: number; spare: number; fewest: number };
  private chosen: number;
  /** Below what was too many for the machine last. */
  private ceiling = HIGHEST;

  /** `slowest`: median seconds a frame at which there are too many; `spare`: at which there could be more; `fewest`: never less. */
  constructor(
    swarm: Pick<GenesisParticles, 'count'>,
    target: { slowest: number; spare: number; fewest: number },
  ) {
    this.swarm = swarm;
    this.target = target;
    this.chosen = swarm.count;
  }

  /** Call once a frame. */
  frame(deltaSeconds: number): void {
    if (this.swarm.count !== this.chosen) return;
    this.times.push(deltaSeconds);
    if (this.times.length < WINDOW) return;
    const median = this.times.sort((a, b) => a - b)[WINDOW / 2] as number;
    this.times.length = 0;
    if (median > this.target.slowest) {
      this.ceiling = Math.max(this.target.fewest, this.chosen * 0.9);
      this.take(this.chosen * Math.max(0.5, (0.85 * this.target.slowest) / median));
      return;
    }
    // The machine may only have been busy for a while: what was too many is tried again, slowly.
    this.ceiling = Math.min(HIGHEST, this.ceiling * 1.01);
    if (median < this.target.spare) this.take(Math.min(this.ceiling, this.chosen * 1.3));
  }

  private take(count: number): void {
    const rounded = Math.min(HIGHEST, Math.max(this.target.fewest, Math.round(count / 1024) * 1024));
    if (rounded === this.chosen) return;
    this.chosen = rounded;
    this.swarm.count = rounded;
  }
}
