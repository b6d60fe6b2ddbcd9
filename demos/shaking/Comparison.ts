import type { Generator, Robustness } from 'genesis-particles/gan';
import type { Readout } from '../stage/Readout.ts';
import { KeptCurve } from './KeptCurve.ts';

/** Latent vectors that a curve is measured by: many others than those on screen. */
const SAMPLES = 64;

/** What has been measured of each recipe, under each truncation, and the chart of it. */
export class Comparison {
  readonly #readout: Readout;
  readonly #classifier: URL;
  readonly #curve = new KeptCurve(document.getElementById('curve')!);
  readonly #measured = new Map<number, Map<string, Robustness>>();
  #work = new AbortController();
  #shown: readonly [recipe: string, truncation: number] = ['', 1];

  /** @param classifier where its weights are */
  constructor(readout: Readout, classifier: URL) {
    this.#readout = readout;
    this.#classifier = classifier;
  }

  /** Shows what is known, and measures what is not; whatever was under way is given up. */
  async measure(generator: Generator, recipe: string, truncation: number): Promise<void> {
    this.#work.abort();
    this.#work = new AbortController();
    const { signal } = this.#work;
    this.#shown = [recipe, truncation];
    this.#draw();
    try {
      if (this.#known.has(recipe)) return;
      const found = await generator.robustness({
        classifier: this.#classifier,
        samples: SAMPLES,
        truncation,
        signal,
        onProgress: share => this.#readout.progress(share),
      });
      this.#known.set(recipe, found);
      this.#draw();
    } catch (error) {
      if (!signal.aborted) this.#readout.status((error as Error).message, 'alert');
    } finally {
      if (!signal.aborted) this.#readout.progress(null);
    }
  }

  /** Where one stands; without a share of those that are kept, where noise leads. */
  mark(size: number, share: number | null): void {
    this.#curve.mark(size, share);
  }

  /** Gives up what is under way. */
  abort(): void {
    this.#work.abort();
  }

  get #known(): Map<string, Robustness> {
    const [, truncation] = this.#shown;
    const known = this.#measured.get(truncation) ?? new Map<string, Robustness>();
    this.#measured.set(truncation, known);
    return known;
  }

  #draw(): void {
    const [recipe] = this.#shown;
    const mine = this.#known.get(recipe);
    this.#curve.show(new Map([...this.#known].map(([name, { noise }]) => [name, noise])), recipe);
    this.#readout.set('path', mine ? mine.pathLength : '–');
    this.#readout.set('slope', mine ? mine.lipschitz.mean.toFixed(1) : '–');
  }
}
