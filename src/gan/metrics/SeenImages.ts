/** Images as a classifier sees them. */

import { conditionSizeOf, type ValueAttribute } from '../data/Attribute.ts';
import { countPoints } from './countPoints.ts';

export interface SeenImages {
  /** `featureSize` numbers an image. */
  readonly features: Float32Array;
  /** For each value of each attribute its probability, image after image; those of one attribute sum to 1. */
  readonly probabilities: Float32Array;
  /** For each image and attribute the number of the value that it has, or was asked for. */
  readonly labels?: ArrayLike<number> | null;
}

/** What was seen of one attribute. */
export interface SeenAttribute {
  readonly name: string;
  readonly values: readonly string[];
  /** A number a value, image after image. */
  readonly probabilities: Float32Array;
  /** A value's number for each image, or null where it is not known or was not asked for. */
  readonly labels: readonly number[] | null;
}

/**
 * @throws RangeError when the three do not fit together, features are not finite, or images are fewer than
 * `least`
 */
export function countSeen(
  { features, probabilities, labels }: SeenImages,
  featureSize: number,
  attributes: readonly ValueAttribute[],
  least: number,
  what: string,
): number {
  const count = countPoints(features, featureSize, least, `features of ${what}`);
  const expected = count * conditionSizeOf(attributes);
  if (probabilities.length !== expected) {
    throw new RangeError(
      `There are ${probabilities.length} probabilities for ${count} ${what}. ` +
        `One for each value of each attribute makes ${expected}.`,
    );
  }
  if (labels && labels.length !== count * attributes.length) {
    throw new RangeError(
      `There are ${labels.length} labels for ${count} ${what}. One for each attribute makes ` +
        `${count * attributes.length}.`,
    );
  }
  return count;
}

/** One attribute after the other. */
export function splitAttributes(
  { probabilities, labels }: SeenImages,
  attributes: readonly ValueAttribute[],
): SeenAttribute[] {
  const stride = conditionSizeOf(attributes);
  const count = probabilities.length / stride;
  let offset = 0;
  return attributes.map(({ name, values }, index) => {
    const own = new Float32Array(count * values.length);
    for (let image = 0; image < count; image++) {
      const start = image * stride + offset;
      own.set(probabilities.subarray(start, start + values.length), image * values.length);
    }
    offset += values.length;
    const label = (_: unknown, image: number) => labels![image * attributes.length + index]!;
    return { name, values, probabilities: own, labels: labels ? Array.from({ length: count }, label) : null };
  });
}
