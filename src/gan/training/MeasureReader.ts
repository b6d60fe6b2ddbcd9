/**
 * Brings the measures of steps back from the backend without ever waiting for it in the middle of a step: they are gathered over
 * several steps, packed into one tensor and read asynchronously while the next steps are already under way.
 *
 * Reading is also the brake. A GPU takes orders much faster than it carries them out, and a pause should not have to
 * wait for minutes of orders: while a read is out, only so many further steps are ordered, and that number grows only
 * as long as reads come back quickly.
 */

import * as tf from '../tf.ts';
import { STEP_MEASURES, type StepMeasures, UNMEASURED } from './StepMeasures.ts';

export interface ReadMeasures<Position> {
  readonly position: Position;
  readonly measures: StepMeasures;
}

const MOST_STEPS_AHEAD = 32;
const QUICK_MILLISECONDS = 50;
const MILLISECONDS_BETWEEN_READS = 100;

export class MeasureReader<Position> {
  #waiting: { position: Position; measures: tf.Tensor1D }[] = [];
  /** The reads under way, one after the other. Once one has failed, so does every wait for them. */
  #reads: Promise<void> = Promise.resolve();
  #readsUnderWay = 0;
  #lastRead = Number.NEGATIVE_INFINITY;
  #stepsAhead = 1;
  #report: (read: ReadMeasures<Position>) => void;
  #discarded = 0;

  /** `report` is called once for every step, in order. */
  constructor(report: (read: ReadMeasures<Position>) => void) {
    this.#report = report;
  }

  /** Takes over the measures of one step, {@link STEP_MEASURES} in their order. */
  add(position: Position, measures: tf.Tensor1D): void {
    this.#waiting.push({ position, measures });
  }

  /** Starts a read when one is due. Resolves at once, unless too many steps have been ordered since the last one. */
  async keepUp(): Promise<void> {
    if (this.#readsUnderWay > 0 && this.#waiting.length >= this.#stepsAhead) await this.#reads;
    if (this.#readsUnderWay > 0 || performance.now() - this.#lastRead < MILLISECONDS_BETWEEN_READS) return;
    // A failure shows at the next wait.
    this.finish().catch(() => {});
  }

  /** Resolves when every step so far has been reported. */
  finish(): Promise<void> {
    this.#lastRead = performance.now();
    this.#readsUnderWay++;
    this.#reads = this.#reads.then(() => this.#read());
    return this.#reads;
  }

  /** Forgets what has not been reported yet. */
  discard(): void {
    this.#discarded++;
    tf.dispose(this.#waiting.map(({ measures }) => measures));
    this.#waiting = [];
  }

  async #read(): Promise<void> {
    const steps = this.#waiting;
    if (steps.length === 0) {
      this.#readsUnderWay--;
      return;
    }
    this.#waiting = [];
    const packed = tf.tidy(() => tf.concat(steps.map(({ measures }) => measures)));
    tf.dispose(steps.map(({ measures }) => measures));
    const [started, discarded] = [performance.now(), this.#discarded];
    const values = await packed.data().finally(() => packed.dispose());
    this.#readsUnderWay--;
    const quick = performance.now() - started < QUICK_MILLISECONDS;
    this.#stepsAhead = quick
      ? Math.min(MOST_STEPS_AHEAD, this.#stepsAhead * 2)
      : Math.max(1, this.#stepsAhead >> 1);
    if (discarded !== this.#discarded) return;
    for (const [index, { position }] of steps.entries()) {
      const numbers = STEP_MEASURES.map(
        (name, place) => [name, values[index * STEP_MEASURES.length + place]!] as const,
      );
      const entries = numbers.filter(
        ([name, number]) => !(name.endsWith('Gradient') && number === UNMEASURED),
      );
      this.#report({ position, measures: Object.fromEntries(entries) as unknown as StepMeasures });
    }
  }
}
