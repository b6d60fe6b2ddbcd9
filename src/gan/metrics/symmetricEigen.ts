/**
 * Eigenvalues and eigenvectors of a symmetric matrix, as in Golub and Van Loan, "Matrix Computations" (4th
 * edition, 2013), section 8.3: reflections make it tridiagonal (Householder 1958), then QR steps with
 * Wilkinson's shift let what is beside the diagonal vanish. About 10 n³ operations; errors are rounding
 * errors of the largest eigenvalue.
 */

export interface SymmetricEigen {
  /** Largest first. */
  readonly values: Float64Array;
  /** `size` numbers each, of unit length, one after the other in the order of their values. */
  readonly vectors: Float64Array;
}

/** Symmetric up to rounding: of the largest entry, so much may two opposite ones differ by. */
const TOLERANCE = 1e-9;
/** QR steps for one eigenvalue; two or three are usual. */
const MOST_STEPS = 60;

/**
 * @param matrix size × size numbers, row by row; stays as it is
 * @throws RangeError when it is of another size, not finite or not symmetric
 */
export function symmetricEigen(matrix: Float64Array, size: number): SymmetricEigen {
  const scale = assertSymmetric(matrix, size);
  // Squares of very large or very small entries would not be numbers any more.
  const work = matrix.map(value => value / scale);
  const beside = new Float64Array(size);
  const vectors = makeTridiagonal(work, size, beside);
  const diagonal = Float64Array.from({ length: size }, (_, i) => work[i * size + i]!);
  makeDiagonal(diagonal, beside, vectors);
  return sorted(diagonal, vectors, scale);
}

/**
 * Leaves the tridiagonal matrix T in the diagonal of `a` and in `beside`, whose number k is at row k, column
 * k + 1.
 *
 * @returns the rows R for which a = Rᵀ T R
 */
function makeTridiagonal(a: Float64Array, size: number, beside: Float64Array): Float64Array {
  // The reflection I − 2 v vᵀ of step k keeps its v in row k of the matrix, right of the diagonal.
  const product = new Float64Array(size);
  const reflected: boolean[] = [];
  for (let k = 0; k < size - 1; k++) {
    const row = k * size;
    let tail = 0;
    for (let j = k + 2; j < size; j++) tail += a[row + j]! ** 2;
    const first = a[row + k + 1]!;
    reflected.push(tail > 0);
    if (tail === 0) {
      beside[k] = first;
      continue;
    }
    const norm = Math.sqrt(first * first + tail);
    beside[k] = first > 0 ? -norm : norm;
    a[row + k + 1] = first - beside[k]!;
    const length = Math.sqrt(a[row + k + 1]! ** 2 + tail);
    for (let j = k + 1; j < size; j++) a[row + j]! /= length;

    // (I − 2 v vᵀ) A (I − 2 v vᵀ) = A − v wᵀ − w vᵀ with w = p − (p·v) v, p = 2 A v.
    let along = 0;
    for (let i = k + 1; i < size; i++) {
      let sum = 0;
      for (let j = k + 1; j < size; j++) sum += a[i * size + j]! * a[row + j]!;
      product[i] = 2 * sum;
      along += product[i]! * a[row + i]!;
    }
    for (let i = k + 1; i < size; i++) product[i]! -= along * a[row + i]!;
    for (let i = k + 1; i < size; i++) {
      const [v, w] = [a[row + i]!, product[i]!];
      for (let j = k + 1; j < size; j++) a[i * size + j]! -= v * product[j]! + w * a[row + j]!;
    }
  }
  const rows = new Float64Array(size * size);
  for (let i = 0; i < size; i++) rows[i * size + i] = 1;
  // Backwards, so that each reflection meets a matrix that is still the identity before its place.
  for (let k = size - 2; k >= 0; k--) {
    if (!reflected[k]) continue;
    for (let i = k + 1; i < size; i++) {
      let sum = 0;
      for (let j = k + 1; j < size; j++) sum += rows[i * size + j]! * a[k * size + j]!;
      for (let j = k + 1; j < size; j++) rows[i * size + j]! -= 2 * sum * a[k * size + j]!;
    }
  }
  return rows;
}

/** Turns `vectors` along until nothing is left in `beside`. */
function makeDiagonal(diagonal: Float64Array, beside: Float64Array, vectors: Float64Array): void {
  const isNothing = (k: number) => {
    const around = Math.abs(diagonal[k]!) + Math.abs(diagonal[k + 1]!);
    return Math.abs(beside[k]!) <= Number.EPSILON * (around + Number.EPSILON);
  };
  let steps = 0;
  for (let high = diagonal.length - 1; high > 0; ) {
    let low = high;
    while (low > 0 && !isNothing(low - 1)) low--;
    if (low === high) {
      high--;
      steps = 0;
    } else if (++steps > MOST_STEPS) {
      throw new Error(`The eigenvalues of a matrix of ${diagonal.length} rows do not converge.`);
    } else {
      stepQr(diagonal, beside, vectors, low, high);
    }
  }
}

/**
 * One implicit QR step on rows `low` to `high`: rotations of two neighbours push a bulge down and out of the
 * matrix.
 */
function stepQr(
  diagonal: Float64Array,
  beside: Float64Array,
  vectors: Float64Array,
  low: number,
  high: number,
): void {
  const size = diagonal.length;
  // Wilkinson's shift: of the last two by two entries, the eigenvalue that is nearer to the last one.
  const half = (diagonal[high - 1]! - diagonal[high]!) / 2;
  const last = beside[high - 1]!;
  const away = half + (half < 0 ? -1 : 1) * Math.hypot(half, last);
  let x = diagonal[low]! - (diagonal[high]! - (last * last) / away);
  let bulge = beside[low]!;
  for (let k = low; k < high; k++) {
    const radius = Math.hypot(x, bulge);
    const [cos, sin] = radius > 0 ? [x / radius, bulge / radius] : [1, 0];
    if (k > low) beside[k - 1] = radius;
    const [upper, lower, between] = [diagonal[k]!, diagonal[k + 1]!, beside[k]!];
    diagonal[k] = cos * cos * upper + 2 * cos * sin * between + sin * sin * lower;
    diagonal[k + 1] = sin * sin * upper - 2 * cos * sin * between + cos * cos * lower;
    beside[k] = cos * sin * (lower - upper) + (cos * cos - sin * sin) * between;
    if (k + 1 < high) {
      x = beside[k]!;
      bulge = sin * beside[k + 1]!;
      beside[k + 1]! *= cos;
    }
    const end = (k + 1) * size;
    for (let at = k * size; at < end; at++) {
      const [above, below] = [vectors[at]!, vectors[at + size]!];
      vectors[at] = cos * above + sin * below;
      vectors[at + size] = cos * below - sin * above;
    }
  }
}

function sorted(diagonal: Float64Array, rows: Float64Array, scale: number): SymmetricEigen {
  const size = diagonal.length;
  const order = Array.from(diagonal.keys()).sort((i, j) => diagonal[j]! - diagonal[i]!);
  const vectors = new Float64Array(size * size);
  for (const [place, i] of order.entries()) {
    vectors.set(rows.subarray(i * size, (i + 1) * size), place * size);
  }
  return { values: Float64Array.from(order, i => diagonal[i]! * scale), vectors };
}

/** @returns the largest entry by amount, or 1 where all are 0 */
function assertSymmetric(matrix: Float64Array, size: number): number {
  if (!Number.isInteger(size) || size < 1 || matrix.length !== size * size) {
    throw new RangeError(
      `${matrix.length} numbers are no matrix of ${size} rows and as many columns. ` +
        'Give size × size, size at least 1.',
    );
  }
  let largest = 0;
  for (const value of matrix) {
    if (!Number.isFinite(value)) throw new RangeError(`The matrix has ${value}. Every entry must be finite.`);
    largest = Math.max(largest, Math.abs(value));
  }
  for (let i = 1; i < size; i++) {
    for (let j = 0; j < i; j++) {
      const [lower, upper] = [matrix[i * size + j]!, matrix[j * size + i]!];
      if (Math.abs(lower - upper) <= TOLERANCE * largest) continue;
      throw new RangeError(
        `The matrix is not symmetric: it has ${lower} at (${i}, ${j}), but ${upper} at (${j}, ${i}).`,
      );
    }
  }
  return largest || 1;
}
