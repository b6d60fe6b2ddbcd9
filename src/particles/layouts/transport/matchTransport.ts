/**
 * Carries a cloud of points onto another of the same number with nearly the least sum of squared travel: sliced
 * optimal transport. Along one direction the best matching of two clouds is known: the r-th of one goes to the r-th
 * of the other. So the points are moved along many directions in turn, each time a part of the way, until the clouds
 * agree (Pitié, Kokaram & Dahyot, "N-dimensional probability density function transfer", 2005; Rabin, Peyré, Delon &
 * Bernot, "Wasserstein barycenter and its application to texture mixing", 2011).
 *
 * Evenly spread directions and growing steps keep the way short. Random directions with whole steps overshoot and end
 * some 10 % above the least travel, however many they are.
 */
import { addScaled, type Cloud, project } from './cloud.ts';
import { Ranking } from './Ranking.ts';

/** Moves `from` almost onto `to`, which it only reads: point i of `from` ends at point i of the result. */
export type Matcher = (from: Cloud, to: Cloud, directions: readonly Float64Array[]) => Cloud;

/** A matcher for `count` points, which keeps its working memory from one call to the next. */
export function createMatcher(count: number): Matcher {
  const ranking = new Ranking(count);
  const { ranks } = ranking;
  const projected = new Float32Array(count);
  const sorted = new Float32Array(count);

  return (from, to, directions) => {
    const points = from.map(axis => axis.slice());
    directions.forEach((direction, k) => {
      const step = Math.min(1, 0.2 + (1.2 * k) / directions.length);
      project(to, direction, projected);
      ranking.rank(projected);
      for (let i = 0; i < count; i++) sorted[ranks[i]!] = projected[i]!;
      project(points, direction, projected);
      ranking.rank(projected);
      for (let i = 0; i < count; i++) projected[i] = step * (sorted[ranks[i]!]! - projected[i]!);
      for (let axis = 0; axis < points.length; axis++) {
        addScaled(points[axis]!, projected, direction[axis]!);
      }
    });
    return points;
  };
}
