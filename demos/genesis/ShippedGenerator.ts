import { type Generator, loadGenerator } from 'genesis-particles/gan';
import type { AskPad } from './AskPad.ts';
import type { Exhibition } from './Exhibition.ts';

/** A generator trained beforehand. It opens the show, and then is silent unless the visitor asks for it. */
export class ShippedGenerator {
  /** While false, one image follows the other. */
  silent = false;
  readonly generator: Promise<Generator>;
  readonly #exhibition: Exhibition;
  readonly #pad: AskPad;
  #seed: number;

  constructor(weights: URL, exhibition: Exhibition, pad: AskPad, seed: number) {
    this.#exhibition = exhibition;
    this.#pad = pad;
    this.#seed = seed;
    this.generator = loadGenerator(weights);
    this.generator.catch(() => {}); // `show` says it
    exhibition.onShown = ({ source }) => {
      if (source === 'pretrained' && !this.silent) void this.show();
    };
  }

  /** Offers the image of the next seed: of what is asked for, if anything is. */
  async show(): Promise<void> {
    const generator = await this.generator;
    const image = await generator.sample({ seed: this.#seed++, ...this.#pad.request });
    // Asked to be silent meanwhile, it would take the place of what the other one offers.
    if (this.silent) return;
    this.#exhibition.offer({ source: 'pretrained', image });
  }

  dispose(): void {
    this.silent = true;
    this.generator.then(generator => generator.dispose()).catch(() => {});
  }
}
