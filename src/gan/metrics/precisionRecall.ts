/**
 * Improved precision and recall (Kynkäänniemi et al., "Improved precision and recall metric for assessing
 * generative models", 2019). Around every point of a set lies a ball that reaches to its k-th nearest
 * neighbour in that set; the balls together are where the set's images are.
 *
 * - precision: the share of generated points in a ball of a real one. Images that look like none of the real
 *   ones lower it.
 * - recall: the share of real points in a ball of a generated one. Kinds of images that are never generated
 *   lower it.
 *
 * Both depend on how many points there are (fewer: wider balls), so compare sets of equal size only.
 */

import { countPoints } from './countPoints.ts';

/** A set with its balls. */
export interface Neighbourhoods {
  /** One after the other; borrowed. */
  readonly points: Float32Array;
  readonly dimensions: number;
  readonly count: number;
  /** Squared distance of each point to its k-th nearest neighbour. */
  readonly squaredRadii: Float64Array;
}

export interface PrecisionRecall {
  readonly precision: number;
  readonly recall: number;
}

/** A distance is given up as soon as so many more dimensions have made it too large. */
const STRIDE = 8;

/**
 * @param points one after the other, `dimensions` numbers each; more than `k`
 * @param k as in the paper
 * @throws RangeError when they are no such points, or not finite
 */
export function neighbourhoodsOf(points: Float32Array, dimensions: number, k = 3): Neighbourhoods {
  if (!Number.isInteger(k) || k < 1) {
    throw new RangeError(`k is ${k}. It must be a whole number of at least 1.`);
  }
  const count = countPoints(points, dimensions, k + 1, 'features');
  /** Squared distances to the nearest so far, k for each point, nearest first. */
  const nearest = new Float64Array(count * k).fill(Number.POSITIVE_INFINITY);
  const farthest = (point: number) => nearest[point * k + k - 1]!;
  const insert = (point: number, distance: number) => {
    let place = point * k + k - 1;
    for (; place > point * k && nearest[place - 1]! > distance; place--) nearest[place] = nearest[place - 1]!;
    nearest[place] = distance;
  };
  for (let i = 1; i < count; i++) {
    for (let j = 0; j < i; j++) {
      const limit = Math.max(farthest(i), farthest(j));
      const distance = squaredDistance(points, i * dimensions, points, j * dimensions, dimensions, limit);
      if (distance < farthest(i)) insert(i, distance);
      if (distance < farthest(j)) insert(j, distance);
    }
  }
  return {
    points,
    dimensions,
    count,
    squaredRadii: Float64Array.from({ length: count }, (_, point) => farthest(point)),
  };
}

/** @throws RangeError when the points are of different dimensions */
export function precisionRecall(real: Neighbourhoods, generated: Neighbourhoods): PrecisionRecall {
  const { dimensions } = real;
  if (generated.dimensions !== dimensions) {
    throw new RangeError(
      `Features of ${dimensions} and of ${generated.dimensions} dimensions cannot be compared. ` +
        'Take both from one layer of one network.',
    );
  }
  const precise = new Uint8Array(generated.count);
  const recalled = new Uint8Array(real.count);
  for (let i = 0; i < real.count; i++) {
    const radius = real.squaredRadii[i]!;
    for (let j = 0; j < generated.count; j++) {
      // What is in some ball already needs no second one; a limit below 0 lets nothing in.
      const wanted = precise[j] ? -1 : radius;
      const limit = recalled[i] ? wanted : Math.max(wanted, generated.squaredRadii[j]!);
      if (limit < 0) continue;
      const distance = squaredDistance(
        real.points,
        i * dimensions,
        generated.points,
        j * dimensions,
        dimensions,
        limit,
      );
      if (distance <= radius) precise[j] = 1;
      if (distance <= generated.squaredRadii[j]!) recalled[i] = 1;
    }
  }
  return { precision: shareOfOnes(precise), recall: shareOfOnes(recalled) };
}

/**
 * Or any part of it that is more than `limit`. Differences, not products: equal points are exactly 0 apart.
 */
function squaredDistance(
  x: Float32Array,
  i: number,
  y: Float32Array,
  j: number,
  dimensions: number,
  limit: number,
): number {
  let squared = 0;
  for (let k = 0; k < dimensions; ) {
    const end = Math.min(k + STRIDE, dimensions);
    for (; k < end; k++) {
      const difference = x[i + k]! - y[j + k]!;
      squared += difference * difference;
    }
    if (squared > limit) return squared;
  }
  return squared;
}

function shareOfOnes(flags: Uint8Array): number {
  return flags.reduce((sum, flag) => sum + flag, 0) / flags.length;
}
