import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

/** White in the units of projected points: pixels count from 0 to 1. */
const WHITE = 255;

/**
 * The directions in which a set of images varies most (Pearson 1901): the eigenvectors of its pixels' covariance with
 * the largest eigenvalues. Distances between images make more sense there than between raw pixels, most of which are
 * always black, and take a tenth of the time.
 */
export class PrincipalComponents {
  /** How many directions there are. */
  readonly count: number;
  /** Share of the set's variance that they carry, 0 to 1. */
  readonly explainedVariance: number;
  private readonly mean: Float64Array;
  /** Row by row, orthonormal. */
  private readonly directions: Float64Array;

  /** @param images bytes, `pixels` an image, one image after the other. @param count at most `pixels` */
  constructor(images: Uint8Array, pixels: number, count: number) {
    const { mean, covariance } = momentsOf(images, pixels);
    const decomposition = new EigenvalueDecomposition(covariance, { assumeSymmetric: true });
    const values = decomposition.realEigenvalues;
    const vectors = decomposition.eigenvectorMatrix;
    const order = values.map((_, index) => index).sort((a, b) => values[b]! - values[a]!);
    const sum = (list: readonly number[]) => list.reduce((total, value) => total + value, 0);
    this.count = count;
    this.mean = mean;
    this.directions = Float64Array.from(order.slice(0, count).flatMap(column => vectors.getColumn(column)));
    this.explainedVariance = sum(order.slice(0, count).map(index => values[index]!)) / sum(values);
  }

  /** Images as points, `count` coordinates each. */
  project(images: Uint8Array): Float32Array {
    const { mean, directions, count } = this;
    const pixels = mean.length;
    const rows = images.length / pixels;
    const points = new Float32Array(rows * count);
    const centred = new Float64Array(pixels);
    for (let row = 0; row < rows; row++) {
      for (let i = 0; i < pixels; i++) centred[i] = images[row * pixels + i]! / WHITE - mean[i]!;
      for (let k = 0; k < count; k++) {
        let coordinate = 0;
        for (let i = 0; i < pixels; i++) coordinate += centred[i]! * directions[k * pixels + i]!;
        points[row * count + k] = coordinate;
      }
    }
    return points;
  }
}

/** Mean and covariance of the pixels. Visits only what is not black, a fifth of a digit. */
function momentsOf(images: Uint8Array, pixels: number): { mean: Float64Array; covariance: Matrix } {
  const rows = images.length / pixels;
  const sums = new Float64Array(pixels);
  const products = new Float64Array(pixels * pixels);
  const lit = new Uint32Array(pixels);
  for (let row = 0; row < rows; row++) {
    const image = images.subarray(row * pixels, (row + 1) * pixels);
    let count = 0;
    for (let i = 0; i < pixels; i++) if (image[i]! > 0) lit[count++] = i;
    for (let a = 0; a < count; a++) {
      const i = lit[a]!;
      sums[i] = sums[i]! + image[i]!;
      for (let b = 0; b <= a; b++) products[i * pixels + lit[b]!]! += image[i]! * image[lit[b]!]!;
    }
  }
  const mean = sums.map(sum => sum / rows / WHITE);
  const covariance = new Matrix(pixels, pixels);
  for (let i = 0; i < pixels; i++) {
    for (let j = 0; j <= i; j++) {
      const value = products[i * pixels + j]! / rows / WHITE ** 2 - mean[i]! * mean[j]!;
      covariance.set(i, j, value);
      covariance.set(j, i, value);
    }
  }
  return { mean, covariance };
}
