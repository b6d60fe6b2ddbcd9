import { type Generator, loadGenerator } from 'genesis-particles/gan';
import type { LessonParts } from '../LessonParts.ts';
import type { Show } from './Show.ts';

/** Image after image of a generator that was trained beforehand. It opens the lesson, and comes back when asked for. */
export class Shipped implements Show {
  readonly generator: Promise<Generator>;
  readonly #parts: LessonParts;
  #seed: number;
  #isOnStage = false;

  constructor(weights: URL, parts: LessonParts) {
    this.#parts = parts;
    this.#seed = parts.seed;
    this.generator = loadGenerator(weights);
    this.generator.catch(() => {}); // `draw` says it
    parts.exhibition.onShown = ({ source }) => {
      if (source === 'pretrained' && this.#isOnStage) void this.draw();
    };
  }

  enter(): void {
    this.#isOnStage = true;
  }

  leave(): void {
    this.#isOnStage = false;
  }

  answer(): void {
    this.#parts.exhibition.clear();
    void this.draw();
  }

  /** Offers the image of the next seed: of what is asked for, if anything is. Nothing if it has left meanwhile. */
  async draw(): Promise<void> {
    const { exhibition, pad } = this.#parts;
    const generator = await this.generator;
    const image = await generator.sample({ seed: this.#seed++, ...pad.request });
    if (this.#isOnStage) exhibition.offer({ source: 'pretrained', image });
  }

  dispose(): void {
    this.leave();
    this.generator.then(generator => generator.dispose()).catch(() => {});
  }
}
