/** How far particles travel from one image to the next, against the least that is possible. For `layout/…` rows. */
import { exactAssignment } from './exactAssignment.ts';

/** The homes of the same particles before and after, xy pairs in any one unit. */
export interface Travel {
  readonly before: Float32Array;
  readonly after: Float32Array;
}

/**
 * Mean and worst, over the pairs of images, of the sum of squared travel divided by the least sum that brings the
 * same particles to the same homes in any order. Takes about a second a pair of 1,024 particles.
 */
export function scoreTravel(travels: readonly Travel[]): { mean: number; worst: number } {
  const ratios = travels.map(({ before, after }) => {
    const best = exactAssignment(before, after);
    return squaredTravel(before, after, i => i) / squaredTravel(before, after, i => best[i]!);
  });
  return { mean: ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length, worst: Math.max(...ratios) };
}

/** Point i of `before` goes to point `goal(i)` of `after`. */
function squaredTravel(before: Float32Array, after: Float32Array, goal: (i: number) => number): number {
  let sum = 0;
  for (let i = 0; i < before.length / 2; i++) {
    const j = goal(i);
    sum += (before[2 * i]! - after[2 * j]!) ** 2 + (before[2 * i + 1]! - after[2 * j + 1]!) ** 2;
  }
  return sum;
}
