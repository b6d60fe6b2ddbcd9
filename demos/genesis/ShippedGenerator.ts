import { type Generator, loadGenerator } from 'genesis-particles/gan';
import type { Exhibition } from './Exhibition.ts';

const WEIGHTS = new URL('../models/opening-digits.safetensors', location.href);

/** The small generator trained beforehand. It opens the show, and then is silent unless the visitor asks for it. */
export class ShippedGenerator {
  /** While false, one image follows the other. */
  silent = false;
  private readonly exhibition: Exhibition;
  private readonly generator: Promise<Generator>;
  private seed: number;

  constructor(exhibition: Exhibition, seed: number) {
    this.exhibition = exhibition;
    this.seed = seed;
    this.generator = loadGenerator(WEIGHTS);
    exhibition.onShown = ({ source }) => {
      if (source === 'pretrained' && !this.silent) void this.show();
    };
  }

  /** Offers the image of the next seed. */
  async show(): Promise<void> {
    const generator = await this.generator;
    const image = await generator.sample({ seed: this.seed++ });
    this.exhibition.offer({ source: 'pretrained', image });
  }
}
