import type { GanTrainer, Generator } from 'genesis-particles/gan';
import type { DemoDataset } from './datasets.ts';
import type { LessonParts } from './LessonParts.ts';
import { InTraining } from './shows/InTraining.ts';
import { Live } from './shows/Live.ts';
import { Shipped } from './shows/Shipped.ts';
import type { Show, ShowName } from './shows/Show.ts';
import { Walking } from './shows/Walking.ts';
import { startTraining } from './startTraining.ts';

/** What may be on stage once a network is in training. */
interface Programme extends Record<Exclude<ShowName, 'shipped'>, Show> {
  readonly live: Live;
  readonly walk: Walking;
  /** Null where nothing was trained beforehand. */
  readonly shipped: Shipped | null;
}

/**
 * One data set being learnt: the shipped generator opens the lesson, a fresh network takes over, and whoever is on stage
 * answers what the pad asks for.
 */
export class Lesson {
  trainer: GanTrainer | null = null;
  /** The shipped generator, once it is loaded. */
  generator: Generator | null = null;
  /** From the beginning of the training on. */
  programme: Programme | null = null;
  readonly #parts: LessonParts;
  readonly #dataset: DemoDataset;
  readonly #shipped: Shipped | null;
  #onStage: Show | null = null;
  #isDisposed = false;

  constructor(dataset: DemoDataset, parts: LessonParts) {
    this.#dataset = dataset;
    this.#parts = parts;
    this.#shipped = dataset.shipped && new Shipped(dataset.shipped, parts);
  }

  /** The opening image first: it shall not wait for the training data. */
  async begin(): Promise<GanTrainer | null> {
    await this.#open();
    if (this.#isDisposed) return null;
    const parts = this.#parts;
    const trainer = startTraining(this.#dataset, parts);
    const inTraining = new InTraining(trainer, parts);
    const walk = this.generator
      ? new Walking(this.generator, () => ({ source: 'pretrained' }), parts)
      : new Walking(trainer, () => ({ source: 'training', step: inTraining.step }), parts);
    this.trainer = trainer;
    this.programme = {
      'in training': inTraining,
      live: new Live(trainer, parts),
      shipped: this.#shipped,
      walk,
    };
    // It speaks up when it has an image; until then the opening one stands.
    this.#change(inTraining);
    return trainer;
  }

  /** Another one takes the stage. */
  show(name: ShowName): void {
    const show = this.programme?.[name];
    if (!show) return;
    this.#change(show);
    show.answer();
  }

  /** Whoever is on stage draws now, what the pad asks for. */
  answer(): void {
    this.#onStage?.answer();
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#change(null);
    this.#shipped?.dispose();
    this.trainer?.dispose();
  }

  async #open(): Promise<void> {
    const { readout } = this.#parts;
    if (!this.#shipped) return;
    readout.status('Waking the shipped generator…');
    this.#change(this.#shipped);
    await this.#shipped.draw().catch((error: Error) => readout.caption(`No opening image: ${error.message}`));
    this.generator = await this.#shipped.generator.catch(() => null);
  }

  #change(show: Show | null): void {
    this.#onStage?.leave();
    this.#onStage = show;
    show?.enter();
  }
}
