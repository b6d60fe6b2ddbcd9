import { assertKnown, inWords } from '../assertKnown.ts';
import { assertWholeFrom } from '../assertWholeFrom.ts';
import type { JobOptions } from '../worker/JobCalls.ts';

/** How a generator's robustness to noise is to be measured. */
export interface RobustnessOptions extends JobOptions {
  /** A classifier's weights file, its address or its bytes: which class an image shows, and in which features it is seen. */
  readonly classifier: string | URL | ArrayBuffer | Uint8Array;
  /** Latent vectors that are shaken, and paths; the steepest direction is looked for at about a quarter. @default 96 */
  readonly samples?: number;
  /** Factor on latent vectors and noise alike, above 0: see `sample`. @default 1 */
  readonly truncation?: number;
  /** Sizes of noise, each from 0 to 1. @default 0.1, 0.2, … 1 */
  readonly noise?: readonly number[];
  /** The first latent vector is that of `sample({ seed })`, and so on. A whole number from 0. @default 0 */
  readonly seed?: number;
}

/** How far images move when latent vectors do. Pixels count from 0 to 1. */
export interface Robustness {
  /** Mean squared speed of the classifier's features along arcs between latent vectors, see `pathLengths.ts`. */
  readonly pathLength: number;
  /** The same of pixels. */
  readonly pixelPathLength: number;
  /** Largest singular value of the generator's Jacobian, see `steepness.ts`: its mean, and the largest found. */
  readonly lipschitz: { readonly mean: number; readonly largest: number };
  /** What noise of each size does. */
  readonly noise: readonly NoiseEffect[];
}

/**
 * What becomes of images when z turns to √(1 − size²) z + size n, n ~ N(0, 1): normally distributed as before, so that the
 * generator knows what to make of it. At 1 nothing is left of z: what is kept then is kept by chance, or because all images
 * are alike.
 */
export interface NoiseEffect {
  readonly size: number;
  /** Share of images that show the same class as before; with several attributes the mean of their shares. */
  readonly kept: number;
  /** Root of the mean squared change of pixels. */
  readonly moved: number;
}

/** {@link RobustnessOptions}, checked and complete, as they travel to a worker. */
export type RobustnessPlan = Readonly<
  Required<Pick<RobustnessOptions, 'samples' | 'truncation' | 'noise' | 'seed'>>
>;

const SIZES: readonly number[] = Array.from({ length: 10 }, (_, i) => (i + 1) / 10);

/** @throws TypeError or RangeError on what is out of its range */
export function resolveRobustness(options: RobustnessOptions): RobustnessPlan {
  const known = ['classifier', 'samples', 'truncation', 'noise', 'seed', 'signal', 'onProgress'];
  assertKnown('robustness', options, known);
  const { samples = 96, truncation = 1, noise = SIZES, seed = 0 } = options;
  assertWholeFrom(1, { samples });
  assertWholeFrom(0, { seed });
  if (!(typeof truncation === 'number' && truncation > 0 && Number.isFinite(truncation))) {
    throw new RangeError(`truncation is ${inWords(truncation)}. It must be a finite number above 0.`);
  }
  if (!Array.isArray(noise)) {
    throw new TypeError(`noise is ${inWords(noise)}. Give a list of sizes from 0 to 1, such as [0.1, 0.5].`);
  }
  const wrong = noise.find(size => !(typeof size === 'number' && size >= 0 && size <= 1));
  if (wrong !== undefined) {
    throw new RangeError(`noise has ${inWords(wrong)}. Sizes go from 0 (none) to 1 (nothing else is left).`);
  }
  return { samples, truncation, noise, seed };
}
