/**
 * The loop that plays step after step towards a goal, in bursts: after each the thread is free for messages and, in a
 * page, for frames. Knows nothing of networks.
 */

import type { TrainerState, TrainingPosition } from '../GanTrainerTypes.ts';
import { nextTask } from './nextTask.ts';

/** What the loop plays. */
export interface Played {
  readonly step: number;
  readonly epoch: number;
  /** Whether the next step would begin another epoch. */
  readonly isAtEndOfEpoch: boolean;
}

export interface LoopDuties {
  /** What is being trained now; a restart may replace it. */
  readonly run: () => Played;
  playStep(): void;
  /** What has to be done before the first burst and after each; steps wait for it. */
  between(): Promise<void>;
  /** What is due when a goal is reached: before it is told, every step so far has to be. */
  finish(): Promise<void>;
  onState(state: TrainerState): void;
  onFailure(error: Error): void;
}

interface Goal {
  readonly steps: number;
  readonly epochs: number;
  readonly start: TrainingPosition;
  readonly resolve: (position: TrainingPosition) => void;
  readonly reject: (reason: Error) => void;
}

/** So long at a time the loop keeps the thread. */
const BUDGET_MILLISECONDS = 8;

export class TrainingLoop {
  #duties: LoopDuties;
  #goal: Goal | null = null;
  #paused = false;
  #working = false;
  /** Resolves when the duties under way, and what waits for their end, are done. */
  #duty: Promise<unknown> = Promise.resolve();
  #ended = false;

  constructor(duties: LoopDuties) {
    this.#duties = duties;
  }

  /** Whether there is a goal that has not been reached. */
  get hasGoal(): boolean {
    return this.#goal !== null;
  }

  get position(): TrainingPosition {
    const { step, epoch } = this.#duties.run();
    return { step, epoch };
  }

  /** Plays on until so many steps or epochs more are done; takes over from an earlier goal, which is rejected. */
  train({ steps = Number.POSITIVE_INFINITY, epochs = Number.POSITIVE_INFINITY }): Promise<TrainingPosition> {
    this.#goal?.reject(new Error('Another call of train took over.'));
    return new Promise((resolve, reject) => {
      this.#goal = { steps, epochs, start: this.position, resolve, reject };
      this.#announce();
      this.#work();
    });
  }

  /** Counts the goal's steps from here on: after a restart. */
  startAnew(): void {
    if (this.#goal) this.#goal = { ...this.#goal, start: this.position };
  }

  giveUp(reason: Error): void {
    this.#goal?.reject(reason);
    this.#goal = null;
    this.#announce();
  }

  pause(): void {
    this.#paused = true;
    this.#announce();
  }

  resume(): void {
    this.#paused = false;
    this.#announce();
    this.#work();
  }

  /**
   * Does something that duties must not see happen in their midst, like replacing what is trained: at once, or when
   * those under way are done; the next ones, and with them further bursts, wait for it.
   */
  whenFree<T>(action: () => T | Promise<T>): Promise<T> {
    const done = this.#duty.then(action);
    this.#duty = done.catch(() => {});
    return done;
  }

  /** No further step; nothing is announced any more. */
  end(reason: Error): void {
    this.#ended = true;
    this.giveUp(reason);
  }

  /** Runs while there is a goal and no pause; there is never more than one. */
  async #work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    try {
      await this.whenFree(() => this.#duties.between());
      while (this.#goal && !this.#paused) {
        const deadline = performance.now() + BUDGET_MILLISECONDS;
        while (!this.#isReached(this.#goal) && performance.now() < deadline) this.#duties.playStep();
        await this.whenFree(() => this.#duties.between());
        if (this.#goal && this.#isReached(this.#goal)) await this.#fulfil(this.#goal);
        else await nextTask();
      }
    } catch (error) {
      if (!this.#ended) this.#duties.onFailure(error as Error);
    } finally {
      this.#working = false;
      this.#announce();
    }
  }

  #isReached({ steps, epochs, start }: Goal): boolean {
    const { step, epoch, isAtEndOfEpoch } = this.#duties.run();
    if (step - start.step >= steps) return true;
    return epoch - start.epoch >= epochs && isAtEndOfEpoch;
  }

  async #fulfil(goal: Goal): Promise<void> {
    await this.#duties.finish();
    // A restart or another goal may have come in between.
    if (this.#goal !== goal || !this.#isReached(goal)) return;
    this.#goal = null;
    this.#announce();
    goal.resolve(this.position);
  }

  #announce(): void {
    if (this.#ended) return;
    this.#duties.onState(this.#paused ? 'paused' : this.#goal ? 'training' : 'ready');
  }
}
