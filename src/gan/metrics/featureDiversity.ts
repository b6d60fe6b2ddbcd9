import { countPoints } from './countPoints.ts';

/**
 * How far apart images are: the root of the mean squared distance of two different points of a set, which is
 * √(2 Σ s²) with the unbiased variances s² of all dimensions. It falls towards 0 when a generator makes fewer
 * and fewer kinds of images; compare it with that of real ones. Time goes with the number of points, not of
 * pairs.
 *
 * @param features points one after the other, `dimensions` numbers each; at least two
 * @throws RangeError when they are no such points, or not finite
 */
export function featureDiversity(features: Float32Array, dimensions: number): number {
  const count = countPoints(features, dimensions, 2, 'features');
  let variances = 0;
  for (let i = 0; i < dimensions; i++) {
    let sum = 0;
    for (let at = i; at < features.length; at += dimensions) sum += features[at]!;
    const mean = sum / count;
    for (let at = i; at < features.length; at += dimensions) variances += (features[at]! - mean) ** 2;
  }
  return Math.sqrt((2 * variances) / (count - 1));
}
