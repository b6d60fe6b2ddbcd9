import type { AnySwarm } from '../particles/index.ts';

/** Seconds of simulation between two questions how many have arrived, and whether anybody still moves. */
const ARRIVAL_INTERVAL = 0.1;
const STILLNESS_INTERVAL = 0.5;

/** Keeps count of the particles that are home and of those that move, by asking the GPU now and then without waiting. */
export class Arrivals {
  /** Particles that were home when last counted. */
  home = 0;
  /** A simulation step changes no bit of any particle. */
  still = false;
  /** A question is under way. */
  asking = false;
  private next = 0;
  /** Whether every particle hung on its whole spring when it was asked. */
  private complete = false;

  /** Forgets what was counted, and what is being counted; asks again from `time` of the swarm on. */
  restart(time: number): void {
    this.home = 0;
    this.still = false;
    this.asking = false;
    this.next = time;
  }

  /** The swarm was disturbed at `time`: whether it lies still is not asked before it has had time to. */
  disturb(time: number): void {
    this.restart(time + STILLNESS_INTERVAL);
  }

  /**
   * Asks, unless that was done a moment ago, and hears the answer. `tolerance` is in image heights; `complete` says that every
   * particle hangs on its whole spring: only then does a step that changed nothing foretell the next.
   */
  ask(swarm: AnySwarm, tolerance: number, complete: boolean): void {
    this.hear(swarm);
    if (this.asking || swarm.time < this.next) return;
    this.asking = true;
    this.complete = complete;
    this.next = swarm.time + (complete ? STILLNESS_INTERVAL : ARRIVAL_INTERVAL);
    swarm.beginCount(tolerance);
  }

  /** Takes the answer, if there is one by now. */
  hear(swarm: AnySwarm): void {
    const counts = this.asking ? swarm.takeCount() : null;
    if (!counts) return;
    this.asking = false;
    this.home = counts.arrived;
    this.still = this.complete && counts.moving === 0;
  }
}
