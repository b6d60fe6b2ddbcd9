/**
 * The kernel distance of two sets of features (KID: Bińkowski et al., "Demystifying MMD GANs", 2018), the
 * squared maximum mean discrepancy
 *
 *     MMD² = E k(x, x') + E k(y, y') − 2 E k(x, y),   k(x, y) = (x·y / d + 1)³
 *
 * for features of d dimensions. Means within a set go over pairs of *different* points, so the estimate is
 * unbiased: sets of any size may be compared, and two samples of one distribution come out around zero,
 * negative half of the time.
 *
 * All pairs count, but none is looked at. With u = (1, x / √d), and v likewise of y,
 *
 *     k(x, y) = (u·v)³ = Σ uₐ u_b u_c vₐ v_b v_c   over all a, b, c
 *
 * so sums of uₐ u_b u_c over a set are all that is needed of it: time goes with the number of points, not of
 * pairs, and nothing is drawn at random. There are (d + 1)(d + 2)(d + 3) / 6 different ones: 47,905 for 64
 * dimensions, 366,145 for 128.
 */

import { countPoints } from './countPoints.ts';

/** All that the distance needs of a set. */
export interface KernelSums {
  readonly count: number;
  readonly dimensions: number;
  /** Σ uₐ u_b u_c over the points, for a ≤ b ≤ c in the order of nested loops. */
  readonly thirdMoments: Float64Array;
  /** Σ k(x, x) over the points. */
  readonly ofThemselves: number;
}

/**
 * @param features points one after the other, `dimensions` numbers each; at least two
 * @throws RangeError when they are no such points, or not finite
 */
export function kernelSumsOf(features: Float32Array, dimensions: number): KernelSums {
  const count = countPoints(features, dimensions, 2, 'features');
  const length = dimensions + 1;
  const thirdMoments = new Float64Array((length * (length + 1) * (length + 2)) / 6);
  const u = new Float64Array(length).fill(1);
  const scale = 1 / Math.sqrt(dimensions);
  let ofThemselves = 0;
  for (let point = 0; point < count; point++) {
    let squared = 1;
    for (let i = 1; i < length; i++) {
      u[i] = features[point * dimensions + i - 1]! * scale;
      squared += u[i]! * u[i]!;
    }
    ofThemselves += squared ** 3;
    addProducts(u, thirdMoments);
  }
  return { count, dimensions, thirdMoments, ofThemselves };
}

/** Unbiased MMD². @throws RangeError when the features are of different dimensions */
export function kernelDistance(first: KernelSums, second: KernelSums): number {
  if (first.dimensions !== second.dimensions) {
    throw new RangeError(
      `Features of ${first.dimensions} and of ${second.dimensions} dimensions have no distance. ` +
        'Take both from one layer of one network.',
    );
  }
  const between = sumOverPairs(first, second) / (first.count * second.count);
  return meanWithin(first) + meanWithin(second) - 2 * between;
}

function meanWithin(set: KernelSums): number {
  return (sumOverPairs(set, set) - set.ofThemselves) / (set.count * (set.count - 1));
}

/** Σ k(x, y) over all points of both. */
function sumOverPairs(first: KernelSums, second: KernelSums): number {
  const length = first.dimensions + 1;
  const [p, q] = [first.thirdMoments, second.thirdMoments];
  let sum = 0;
  let at = 0;
  for (let a = 0; a < length; a++) {
    for (let b = a; b < length; b++) {
      for (let c = b; c < length; c++, at++) {
        // In how many orders the three come.
        const orders = a === b ? (b === c ? 1 : 3) : b === c ? 3 : 6;
        sum += orders * p[at]! * q[at]!;
      }
    }
  }
  return sum;
}

function addProducts(u: Float64Array, sums: Float64Array): void {
  let at = 0;
  for (let a = 0; a < u.length; a++) {
    for (let b = a; b < u.length; b++) {
      const product = u[a]! * u[b]!;
      for (let c = b; c < u.length; c++) sums[at++]! += product * u[c]!;
    }
  }
}
