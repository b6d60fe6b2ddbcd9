/** Rests a training while its page is hidden, and goes on when it is seen again. Nothing happens where there is no page. */

import type { TrainerState } from '../GanTrainerTypes.ts';

export interface Rested {
  readonly state: TrainerState;
  pause(): unknown;
  resume(): unknown;
}

export class HiddenPause {
  readonly #trainer: Rested;
  readonly #look = () => this.look();
  #rests = false;

  constructor(trainer: Rested) {
    this.#trainer = trainer;
    if (typeof document !== 'undefined') document.addEventListener('visibilitychange', this.#look);
  }

  /** To be called when the trainer's state has changed, too: a training may begin on a hidden page. */
  look(): void {
    if (typeof document === 'undefined') return;
    if (document.hidden && this.#trainer.state === 'training') {
      this.#rests = true;
      this.#trainer.pause();
    } else if (!document.hidden && this.#rests) {
      this.#rests = false;
      this.#trainer.resume();
    }
  }

  /** Somebody has said whether to pause: that holds, whatever the page does. */
  forget(): void {
    this.#rests = false;
  }

  dispose(): void {
    if (typeof document !== 'undefined') document.removeEventListener('visibilitychange', this.#look);
  }
}
