import type { BackendName, GanTrainer, Generator } from 'genesis-particles/gan';
import type { Readout } from '../stage/Readout.ts';
import type { AskPad } from './AskPad.ts';
import type { DemoDataset } from './datasets.ts';
import type { Exhibition } from './Exhibition.ts';
import { ShippedGenerator } from './ShippedGenerator.ts';
import { startTraining } from './startTraining.ts';

export interface LessonParts {
  readonly exhibition: Exhibition;
  readonly readout: Readout;
  readonly pad: AskPad;
  readonly seed: number;
  readonly backend: BackendName | 'auto';
  readonly model: 'auto' | 'conv' | 'dense' | 'article';
}

/**
 * One data set being learnt: the shipped generator opens the show, a fresh network takes over, and whoever is on stage
 * answers what the pad asks for.
 */
export class Lesson {
  trainer: GanTrainer | null = null;
  /** The shipped generator, once it is loaded. */
  generator: Generator | null = null;
  readonly #parts: LessonParts;
  readonly #dataset: DemoDataset;
  readonly #shipped: ShippedGenerator | null;
  #step = 0;
  #disposed = false;

  constructor(dataset: DemoDataset, parts: LessonParts) {
    const { exhibition, pad, seed } = parts;
    this.#dataset = dataset;
    this.#parts = parts;
    this.#shipped = dataset.shipped && new ShippedGenerator(dataset.shipped, exhibition, pad, seed);
  }

  /** Whether there is a shipped generator that can be asked to draw. */
  get hasShipped(): boolean {
    return this.#shipped !== null;
  }

  /** The opening image first: it shall not wait for the training data. */
  async begin(): Promise<GanTrainer | null> {
    const { readout, exhibition } = this.#parts;
    if (this.#shipped) {
      readout.status('Waking the shipped generator…');
      await this.#shipped
        .show()
        .catch((error: Error) => readout.caption(`No opening image: ${error.message}`));
      this.#shipped.silent = true;
      this.generator = await this.#shipped.generator.catch(() => null);
    }
    if (this.#disposed) return null;
    const trainer = startTraining(this.#dataset, this.#parts);
    this.trainer = trainer;
    trainer.addEventListener('step', ({ detail }) => {
      this.#step = detail.step;
    });
    trainer.addEventListener('sample', ({ detail }) => {
      this.#step = detail.step;
      if (!this.#drawsInTraining) return;
      if (Object.keys(this.#parts.pad.wish).length > 0) this.#showPresent();
      else exhibition.offer({ source: 'training', ...detail });
    });
    return trainer;
  }

  /** Puts the shipped generator on stage, or the network in training. */
  show(network: 'shipped' | 'in training'): void {
    if (this.#shipped) this.#shipped.silent = network === 'in training';
    this.answer();
  }

  /** Whoever is on stage draws now, what the pad asks for. */
  answer(): void {
    this.#parts.exhibition.clear();
    if (this.#drawsInTraining) this.#showPresent();
    else void this.#shipped?.show();
  }

  dispose(): void {
    this.#disposed = true;
    this.#shipped?.dispose();
    this.trainer?.dispose();
  }

  get #drawsInTraining(): boolean {
    return this.#shipped?.silent ?? true;
  }

  #showPresent(): void {
    const { exhibition, pad, seed } = this.#parts;
    const { trainer } = this;
    trainer?.sample({ seed, ...pad.request }).then(
      image => this.#drawsInTraining && exhibition.offer({ source: 'training', step: this.#step, image }),
      () => {}, // the error event has said it
    );
  }
}
