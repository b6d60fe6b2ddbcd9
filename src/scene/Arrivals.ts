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
  private next = 0;
  private counting = false;
  /** Answers of an earlier round are late. */
  private round = 0;

  /** Forgets what was counted, and every answer still under way; asks again from `time` of the swarm on. */
  restart(time: number): void {
    this.round++;
    this.home = 0;
    this.still = false;
    this.counting = false;
    this.next = time;
  }

  /** The swarm was disturbed at `time`: whether it lies still is not asked before it has had time to. */
  disturb(time: number): void {
    this.restart(time + STILLNESS_INTERVAL);
  }

  /**
   * Asks, unless that was done a moment ago or is under way. `tolerance` is in image heights; `complete` says that every
   * particle hangs on its whole spring: only then does a step that changed nothing foretell the next.
   */
  ask(swarm: AnySwarm, tolerance: number, complete: boolean): void {
    if (this.counting || swarm.time < this.next) return;
    this.counting = true;
    this.next = swarm.time + (complete ? STILLNESS_INTERVAL : ARRIVAL_INTERVAL);
    const { round } = this;
    const answered = ({ arrived, moving }: { arrived: number; moving: number }): void => {
      if (round !== this.round) return;
      this.counting = false;
      this.home = arrived;
      this.still = complete && moving === 0;
    };
    swarm.countArrived(tolerance).then(answered, () => answered({ arrived: 0, moving: swarm.count }));
  }
}
