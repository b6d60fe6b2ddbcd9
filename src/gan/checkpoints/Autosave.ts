/**
 * Saves a training in the browser's database as it goes, every half minute. Storage that is full or forbidden is said
 * once, and training goes on.
 */

import { Interval } from '../training/Interval.ts';
import { keepTraining } from './CheckpointStore.ts';

export interface AutosaveDuties {
  /** The training as a file. */
  save(): Promise<Uint8Array>;
  onSaved(detail: { readonly name: string; readonly step: number }): void;
  onWarning(message: string): void;
}

const SECONDS_BETWEEN_SAVES = 30;

export class Autosave {
  readonly #duties: AutosaveDuties;
  #name: string | null;
  #interval = new Interval('later');

  /** @param name under which it is saved; null for not at all */
  constructor(name: string | null, duties: AutosaveDuties) {
    this.#name = name;
    this.#duties = duties;
  }

  /** Saves when it is time to. */
  async keepUp(step: number): Promise<void> {
    if (this.#interval.isOver(SECONDS_BETWEEN_SAVES)) await this.save(step);
  }

  async save(step: number): Promise<void> {
    const name = this.#name;
    this.#interval.mark();
    if (name === null) return;
    try {
      await keepTraining({ name, step, time: Date.now(), bytes: await this.#duties.save() });
      this.#duties.onSaved({ name, step });
    } catch (error) {
      this.#name = null;
      this.#duties.onWarning(`The training is not saved as it goes: ${(error as Error).message}`);
    }
  }
}
