/**
 * Robustness to noise: how far images move when latent vectors do. The whole table trains the same networks by several recipes
 * (`training/tables/robustness.py`); the slice measures the digits that ship, by the browser's own code, under three
 * truncations.
 */
import { readFileSync } from 'node:fs';
import '@tensorflow/tfjs-backend-wasm';
import { loadGenerator } from '../../src/gan/index.ts';
import type { Table } from './Table.ts';

/** In `docs/tables/robustness.json`. */
interface Measured {
  readonly rows: readonly {
    readonly model: string;
    readonly recipe: string;
    readonly truncation: number;
    readonly noise: readonly {
      readonly size: number;
      readonly kept: number;
      readonly spread?: { readonly kept: number };
    }[];
  }[];
}

const TRUNCATIONS = [1, 0.7, 0.5];
const SAMPLES = 64;
/** Names that the chart has no place for. */
const SHORT: Readonly<Record<string, string>> = { 'stable + smoothness': 'smoothness' };

export const robustness: Table = {
  script: ['training/tables/robustness.py'],
  async quick() {
    const read = (name: string) => new Uint8Array(readFileSync(`models/${name}.safetensors`));
    const generator = await loadGenerator(read('digits'), { worker: false, backend: 'wasm' });
    const classifier = read('digits-classifier');
    console.log(`The digits that ship, told their labels; ${SAMPLES} latent vectors from seed 0 on.`);
    try {
      for (const truncation of TRUNCATIONS) {
        const { pathLength, pixelPathLength, lipschitz, noise } = await generator.robustness({
          classifier,
          truncation,
          samples: SAMPLES,
        });
        console.log(
          `truncation ${truncation}: path length ${pathLength.toFixed(0)} in features, ${pixelPathLength.toFixed(0)} in pixels; ` +
            `steepest slope ${lipschitz.mean.toFixed(2)}, at most ${lipschitz.largest.toFixed(2)}`,
        );
        const line = (name: string, numbers: readonly number[]) =>
          console.log(`  ${name.padEnd(12)}${numbers.map(each => each.toFixed(2).padStart(6)).join('')}`);
        line(
          'noise',
          noise.map(({ size }) => size),
        );
        line(
          'class kept',
          noise.map(({ kept }) => kept),
        );
        line(
          'pixels moved',
          noise.map(({ moved }) => moved),
        );
      }
    } finally {
      generator.dispose();
    }
  },
  chart({ rows }: Measured) {
    return {
      title: 'Digits that stay what they are under noise',
      x: 'size of the noise, of 1',
      y: 'class kept, %',
      lines: rows
        .filter(({ truncation }) => truncation === 1)
        .map(({ model, recipe, noise }) => ({
          name: model === 'shipped' ? 'shipped, told its digit' : `${model}, ${SHORT[recipe] ?? recipe}`,
          points: noise.map(({ size, kept, spread }) => ({
            x: size,
            y: 100 * kept,
            ...(spread && { spread: 100 * spread.kept }),
          })),
        })),
    };
  },
};
