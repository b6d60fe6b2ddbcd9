/**
 * Projection where images have several attributes, too many in all combinations to begin from each: the labels of a start
 * are looked for as well. It begins at the nearest of many images of random latent vectors and random labels; the latent
 * vector goes by gradient, as in {@link searchLatent}, and now and then each attribute in turn takes the value whose image
 * is nearest, or of a range the nearest of places around its own, narrower every time.
 */

import {
  type Attribute,
  conditionSizeOf,
  countLabels,
  encodeConditions,
  isRange,
} from '../data/Attribute.ts';
import { Adam } from '../optimisers/Adam.ts';
import type { Random } from '../Random.ts';
import * as tf from '../tf.ts';
import { type Breathe, LEARNING_RATE, PRIOR, type SearchPlan } from './searchLatent.ts';

/** The generator as the search needs it. */
export interface LabelledRange {
  readonly latentSize: number;
  readonly attributes: readonly Attribute[];
  /** [images, latentSize] and [images, size of a condition] → [images, height, width, channels] */
  generate(latents: tf.Tensor2D, conditions: tf.Tensor2D): tf.Tensor4D;
}

/** The nearest image in the range. */
export interface LabelledProjection {
  readonly latent: Float32Array;
  /** What each attribute is, see `Labels`. */
  readonly labels: readonly number[];
  /** Mean squared difference, of numbers in [-1, 1]. */
  readonly error: number;
}

/** Images at random to begin with. */
const CANDIDATES = 512;
/** At which shares of the steps the labels are looked at, and how far from each other the places of ranges then are. */
const SWEEPS = [
  [0.1, 48],
  [0.25, 24],
  [0.5, 8],
  [0.75, 3],
] as const;
/** Places of a range that are tried on either side of its own. */
const ASIDE = 3;

/**
 * @param image [1, height, width, channels] in [-1, 1]; stays the caller's
 */
export async function searchLabels(
  range: LabelledRange,
  image: tf.Tensor4D,
  { restarts, steps }: SearchPlan,
  random: Random,
  breathe: Breathe = async () => {},
): Promise<LabelledProjection> {
  const { latentSize, attributes } = range;
  const drawn = random.normals(CANDIDATES * latentSize);
  const drawnLabels = Array.from({ length: CANDIDATES }, () =>
    attributes.map(attribute => random.below(countLabels(attribute))),
  );
  const generate = (latents: tf.Tensor2D, labels: readonly (readonly number[])[]) =>
    tf.tidy(() => range.generate(latents, conditionsOf(attributes, labels)));
  const errorsOf = (latents: tf.Tensor2D, labels: readonly (readonly number[])[]) =>
    tf.tidy(() => tf.mean(tf.square(tf.sub(generate(latents, labels), image)), [1, 2, 3]) as tf.Tensor1D);
  const errors = tf.tidy(() => errorsOf(tf.tensor2d(drawn, [CANDIDATES, latentSize]), drawnLabels));
  const order = Array.from(await errors.data(), (error, index) => ({ error, index })).sort(
    (a, b) => a.error - b.error,
  );
  errors.dispose();
  const chosen = order.slice(0, restarts).map(({ index }) => index);
  const labels = chosen.map(index => [...drawnLabels[index]!]);
  const starts = chosen.flatMap(index => [...drawn.subarray(index * latentSize, (index + 1) * latentSize)]);
  const latents = tf.tidy(() => tf.variable(tf.tensor2d(starts, [chosen.length, latentSize])));
  const adam = new Adam([latents], { learningRate: LEARNING_RATE, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 });
  const sweeps = new Map(SWEEPS.map(([share, width]) => [Math.floor(share * steps), width]));
  try {
    for (let step = 0; step < steps; step++) {
      const width = sweeps.get(step);
      if (width) await sweep(attributes, labels, width, each => errorsOf(latents as tf.Tensor2D, each));
      tf.tidy(() => {
        const loss = () =>
          tf.add(
            tf.sum(errorsOf(latents as tf.Tensor2D, labels)),
            tf.mul(tf.sum(tf.mean(tf.square(latents), 1)), PRIOR),
          ) as tf.Scalar;
        adam.apply(tf.variableGrads(loss, [latents]).grads);
      });
      await breathe(step + 1, () => generate(latents as tf.Tensor2D, labels));
    }
    const last = errorsOf(latents as tf.Tensor2D, labels);
    const [ends, found] = await Promise.all([last.data(), latents.data()]);
    last.dispose();
    const best = ends.indexOf(Math.min(...ends));
    return {
      latent: new Float32Array(found.subarray(best * latentSize, (best + 1) * latentSize)),
      labels: labels[best]!,
      error: ends[best]!,
    };
  } finally {
    adam.dispose();
    latents.dispose();
  }
}

/** Each attribute in turn takes, in every row of `labels`, the one of its {@link tries} whose image is nearest. */
async function sweep(
  attributes: readonly Attribute[],
  labels: number[][],
  width: number,
  errorsOf: (labels: readonly (readonly number[])[]) => tf.Tensor1D,
): Promise<void> {
  for (const [place, attribute] of attributes.entries()) {
    const tried = tries(attribute, width).map(change =>
      labels.map(row => row.map((own, at) => (at === place ? change(own) : own))),
    );
    const errors = await Promise.all(
      tried.map(async each => {
        const tensor = errorsOf(each);
        const found = await tensor.data();
        tensor.dispose();
        return found;
      }),
    );
    for (const [row, its] of labels.entries()) {
      const of = errors.map(each => each[row]!);
      its[place] = tried[of.indexOf(Math.min(...of))]![row]![place]!;
    }
  }
}

/** What an attribute is tried as, given what it is: every value, or of a range places `width` apart. */
function tries(attribute: Attribute, width: number): ((own: number) => number)[] {
  if (!isRange(attribute)) return attribute.values.map((_, value) => () => value);
  const last = countLabels(attribute) - 1;
  return Array.from(
    { length: 2 * ASIDE + 1 },
    (_, k) => own => Math.min(last, Math.max(0, own + (k - ASIDE) * width)),
  );
}

function conditionsOf(attributes: readonly Attribute[], labels: readonly (readonly number[])[]): tf.Tensor2D {
  return tf.tensor2d(encodeConditions(attributes, labels.flat()), [
    labels.length,
    conditionSizeOf(attributes),
  ]);
}
