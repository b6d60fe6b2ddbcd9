import type { GanTrainer } from 'genesis-particles/gan';
import type { LessonParts } from '../LessonParts.ts';
import type { Show } from './Show.ts';

/** Seconds between two images of the network, while they are followed. */
const SAMPLE_SECONDS = 0.5;

/**
 * The swarm follows the network as it learns. The critic's verdicts and the losses move it, and so does what the critic
 * wants of the image.
 */
export class Live implements Show {
  readonly #trainer: GanTrainer;
  readonly #parts: LessonParts;
  /** How often it made an image before. */
  #pace = 0;
  #mood = 1;
  #isOnStage = false;

  constructor(trainer: GanTrainer, parts: LessonParts) {
    this.#trainer = trainer;
    this.#parts = parts;
    trainer.addEventListener('sample', ({ detail }) => {
      if (this.#isOnStage) parts.exhibition.shown = { source: 'training', ...detail };
    });
  }

  /** How strongly verdicts and losses show, 0 to 1. */
  get mood(): number {
    return this.#mood;
  }

  set mood(strength: number) {
    this.#mood = strength;
    if (this.#isOnStage) this.#follow();
  }

  enter(): void {
    const { readout, pad } = this.#parts;
    this.#isOnStage = true;
    this.#pace = this.#trainer.settings.sampleSeconds;
    this.#trainer.configure({ sampleSeconds: SAMPLE_SECONDS });
    // It always draws the same latent vector.
    pad.shown = false;
    readout.caption(
      'The swarm follows *the network as it learns*: restless while its critic is sure, warm and near where the critic ' +
        'wants more, cold and far where less.',
    );
    this.#follow();
  }

  leave(): void {
    const { exhibition, pad } = this.#parts;
    this.#isOnStage = false;
    this.#trainer.configure({ sampleSeconds: this.#pace });
    pad.shown = true;
    exhibition.unfollow();
  }

  answer(): void {}

  #follow(): void {
    this.#parts.exhibition.follow(this.#trainer, { mood: this.#mood, critique: true, smooth: true });
  }
}
