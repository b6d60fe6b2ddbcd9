import { assertSameImages } from '../evaluation/assertSameImages.ts';
import type { ClassifierNetwork } from '../evaluation/ClassifierNetwork.ts';
import type { Network } from '../networks/Network.ts';
import type { GeneratorShape } from '../sampling/SampleRequest.ts';
import * as tf from '../tf.ts';
import { pixelsOf } from './Generate.ts';
import { Handful } from './Handful.ts';
import { pathLengths } from './pathLengths.ts';
import type { Robustness, RobustnessPlan } from './Robustness.ts';
import { ROUNDS, steepness } from './steepness.ts';

/** Images that go through the networks at once. */
const AT_A_TIME = 16;

type Breathe = () => Promise<void>;

/**
 * @param breathe is awaited after every pass of the networks with how many of all are done; what it throws ends the work
 * @throws Error when the classifier is for other images
 */
export async function measureRobustness(
  network: Network,
  shape: GeneratorShape,
  classifier: ClassifierNetwork,
  { samples, truncation, noise, seed }: RobustnessPlan,
  breathe: (done: number, total: number) => Promise<void> = async () => {},
): Promise<Robustness> {
  assertSameImages(shape, classifier);
  const starts = Array.from({ length: Math.ceil(samples / AT_A_TIME) }, (_, i) => i * AT_A_TIME);
  const steep = Math.ceil(starts.length / 4);
  const total = starts.length * (2 + noise.length) + steep * ROUNDS;
  let done = 0;
  const pass = () => breathe(++done, total);
  const [features, pixels, slopes]: number[][] = [[], [], []];
  const effects = noise.map(size => ({ size, kept: 0, moved: 0 }));
  for (const [index, start] of starts.entries()) {
    const count = Math.min(AT_A_TIME, samples - start);
    const handful = new Handful(network, shape, seed + start, count, truncation);
    const { generate, places, latents } = handful;
    try {
      features!.push(...(await numbersOf(() => pathLengths(generate, x => classifier.features(x), places))));
      pixels!.push(...(await numbersOf(() => pathLengths(generate, pixelsOf, places))));
      await pass();
      await shake(handful, classifier, effects, pass);
      if (index >= steep) continue;
      const steepest = await steepness(generate, latents, handful.noise, pass);
      slopes!.push(...(await numbersOf(() => steepest)));
    } finally {
      handful.dispose();
    }
  }
  return {
    pathLength: mean(features!),
    pixelPathLength: mean(pixels!),
    lipschitz: { mean: mean(slopes!), largest: Math.max(...slopes!) },
    noise: effects.map(({ size, kept, moved }) => ({
      size,
      kept: kept / samples,
      moved: Math.sqrt(moved / samples),
    })),
  };
}

/** Adds to each effect how many images of a handful keep their class, and the sum of their mean squared changes. */
async function shake(
  handful: Handful,
  classifier: ClassifierNetwork,
  effects: { readonly size: number; kept: number; moved: number }[],
  pass: Breathe,
): Promise<void> {
  const still = tf.tidy(() => handful.generate(handful.latents));
  try {
    const before = await classifier.classes(still);
    await pass();
    for (const effect of effects) {
      const shaken = tf.tidy(() => handful.generate(handful.shaken(effect.size)));
      try {
        const after = await classifier.classes(shaken);
        const same = after.filter((value, place) => value === before[place]).length;
        effect.kept += same / classifier.attributes.length;
        const apart = () => tf.mean(tf.square(tf.sub(pixelsOf(shaken), pixelsOf(still))), 1) as tf.Tensor1D;
        effect.moved += sum(await numbersOf(apart));
      } finally {
        shaken.dispose();
      }
      await pass();
    }
  } finally {
    still.dispose();
  }
}

/** Reads what is computed, and frees it. */
async function numbersOf(compute: () => tf.Tensor1D): Promise<number[]> {
  const tensor = tf.tidy(compute);
  return [...(await tensor.data().finally(() => tensor.dispose()))];
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
const mean = (numbers: readonly number[]): number => sum(numbers) / numbers.length;
