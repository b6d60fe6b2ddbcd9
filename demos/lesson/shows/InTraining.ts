import type { GanTrainer } from 'genesis-particles/gan';
import type { LessonParts } from '../LessonParts.ts';
import type { Show } from './Show.ts';

/** Image after image of the network in training, each formed and left to stand for a while. */
export class InTraining implements Show {
  /** Steps that the network has been trained for. */
  step = 0;
  readonly #trainer: GanTrainer;
  readonly #parts: LessonParts;
  #isOnStage = false;

  constructor(trainer: GanTrainer, parts: LessonParts) {
    this.#trainer = trainer;
    this.#parts = parts;
    trainer.addEventListener('step', ({ detail }) => {
      this.step = detail.step;
    });
    trainer.addEventListener('sample', ({ detail }) => {
      this.step = detail.step;
      if (!this.#isOnStage) return;
      if (Object.keys(parts.pad.wish).length > 0) this.#draw();
      else parts.exhibition.offer({ source: 'training', ...detail });
    });
  }

  enter(): void {
    this.#isOnStage = true;
  }

  leave(): void {
    this.#isOnStage = false;
  }

  answer(): void {
    this.#parts.exhibition.clear();
    this.#draw();
  }

  #draw(): void {
    const { exhibition, pad, seed } = this.#parts;
    this.#trainer.sample({ seed, ...pad.request }).then(
      image => this.#isOnStage && exhibition.offer({ source: 'training', step: this.step, image }),
      () => {}, // the error event has said it
    );
  }
}
