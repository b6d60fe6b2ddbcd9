/**
 * The Fréchet distance of two sets of features, each taken for a sample of a Gaussian (Heusel et al., "GANs
 * trained by a two time-scale update rule converge to a local Nash equilibrium", 2017; Dowson and Landau,
 * "The Fréchet distance between multivariate normal distributions", 1982):
 *
 *     FD = |μ₁ − μ₂|² + tr(Σ₁ + Σ₂ − 2 (Σ₁^½ Σ₂ Σ₁^½)^½)
 *
 * It has the unit of the features squared, and is comparable between features of one network alone. It is
 * biased: fewer samples come out larger, so tell how many there were, and what as many real images get.
 */

import { countPoints } from './countPoints.ts';
import { symmetricEigen } from './symmetricEigen.ts';

/** All that the distance needs of a set, so that a set which many are compared with is gone through once. */
export interface Moments {
  readonly mean: Float64Array;
  /** Unbiased (divided by one less than there are points); dimensions × dimensions numbers, row by row. */
  readonly covariance: Float64Array;
}

/**
 * @param features points one after the other, `dimensions` numbers each; at least two
 * @throws RangeError when they are no such points, or not finite
 */
export function momentsOf(features: Float32Array, dimensions: number): Moments {
  const count = countPoints(features, dimensions, 2, 'features');
  const mean = new Float64Array(dimensions);
  for (let at = 0; at < features.length; at += dimensions) {
    for (let i = 0; i < dimensions; i++) mean[i]! += features[at + i]!;
  }
  for (let i = 0; i < dimensions; i++) mean[i]! /= count;

  // A second pass: the mean of squares less the squared mean would cancel where the mean is large.
  const covariance = new Float64Array(dimensions * dimensions);
  const centred = new Float64Array(dimensions);
  for (let at = 0; at < features.length; at += dimensions) {
    for (let i = 0; i < dimensions; i++) centred[i] = features[at + i]! - mean[i]!;
    for (let i = 0; i < dimensions; i++) {
      const value = centred[i]!;
      const row = i * dimensions;
      for (let j = 0; j <= i; j++) covariance[row + j]! += value * centred[j]!;
    }
  }
  for (let i = 0; i < dimensions; i++) {
    for (let j = 0; j <= i; j++) {
      covariance[i * dimensions + j]! /= count - 1;
      covariance[j * dimensions + i] = covariance[i * dimensions + j]!;
    }
  }
  return { mean, covariance };
}

/**
 * Never negative, and finite for collapsed samples too, whose covariance has no inverse: all roots are of
 * symmetric matrices, by their eigenvalues, and those that rounding has put below 0 count as 0. Rounding
 * leaves about 1e-8 of the largest variance for each dimension in which nothing varies.
 *
 * @throws RangeError when the moments are of different dimensions
 */
export function frechetDistance(first: Moments, second: Moments): number {
  const size = first.mean.length;
  if (second.mean.length !== size) {
    throw new RangeError(
      `Features of ${size} and of ${second.mean.length} dimensions have no distance. ` +
        'Take both from one layer of one network.',
    );
  }
  let distance = 0;
  for (let i = 0; i < size; i++) {
    distance += (first.mean[i]! - second.mean[i]!) ** 2;
    distance += first.covariance[i * size + i]! + second.covariance[i * size + i]!;
  }
  return Math.max(0, distance - 2 * traceOfRoot(first.covariance, second.covariance, size));
}

/**
 * tr (Σ₁^½ Σ₂ Σ₁^½)^½. With Σ₁ = Vᵀ Λ V, the product has the eigenvalues of Λ^½ (V Σ₂ Vᵀ) Λ^½: a turn of the
 * axes changes none.
 */
function traceOfRoot(first: Float64Array, second: Float64Array, size: number): number {
  const { values, vectors } = symmetricEigen(first, size);
  const roots = values.map(value => Math.sqrt(Math.max(0, value)));
  const product = new Float64Array(size * size);
  const turned = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    for (let column = 0; column < size; column++) {
      turned[column] = dot(vectors, i * size, second, column * size, size);
    }
    for (let j = 0; j <= i; j++) {
      const entry = roots[i]! * roots[j]! * dot(turned, 0, vectors, j * size, size);
      product[i * size + j] = entry;
      product[j * size + i] = entry;
    }
  }
  return symmetricEigen(product, size).values.reduce((sum, value) => sum + Math.sqrt(Math.max(0, value)), 0);
}

function dot(x: Float64Array, i: number, y: Float64Array, j: number, size: number): number {
  let sum = 0;
  for (let k = 0; k < size; k++) sum += x[i + k]! * y[j + k]!;
  return sum;
}
