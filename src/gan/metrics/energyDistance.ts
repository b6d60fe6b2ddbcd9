/**
 * How far apart two distributions are, told from samples of them: the energy distance of Székely and Rizzo ("Energy
 * statistics: a class of statistics based on distances", Journal of Statistical Planning and Inference 143(8), 2013):
 *
 *     D(X, Y) = 2 E|X − Y| − E|X − X'| − E|Y − Y'|
 *
 * with X, X' independent draws of one distribution, Y, Y' of the other, and | | the Euclidean norm. It is zero for equal
 * distributions alone, and has the unit of the points.
 *
 * The expectations within a set are means over pairs of *different* points (a U-statistic). That makes the estimate
 * unbiased: its mean does not depend on how many points there are, so a thousand samples may be compared with ten
 * thousand. The price is that two samples of one distribution come out around zero, slightly negative half of the time.
 * Counting each point's distance 0 to itself would make the estimate never negative, but larger for smaller sets.
 *
 * @param x points one after the other, `dimensions` numbers each; at least two
 * @param y the other set, likewise; the sets may differ in size
 * @param withinY {@link meanDistanceWithin} of `y`, for callers who compare many sets with the same one
 * @throws RangeError when a set is no whole number of points, or fewer than two
 */
export function energyDistance(
  x: Float32Array,
  y: Float32Array,
  dimensions: number,
  withinY: number = meanDistanceWithin(y, dimensions),
): number {
  return 2 * meanDistanceBetween(x, y, dimensions) - meanDistanceWithin(x, dimensions) - withinY;
}

/** E|X − Y|: the mean distance of a point of one set from a point of the other. */
export function meanDistanceBetween(x: Float32Array, y: Float32Array, dimensions: number): number {
  const [rowsX, rowsY] = [countPoints(x, dimensions), countPoints(y, dimensions)];
  let sum = 0;
  for (let i = 0; i < rowsX; i++) {
    for (let j = 0; j < rowsY; j++) sum += distance(x, i * dimensions, y, j * dimensions, dimensions);
  }
  return sum / (rowsX * rowsY);
}

/** E|X − X'|: the mean distance of two different points of one set. */
export function meanDistanceWithin(x: Float32Array, dimensions: number): number {
  const rows = countPoints(x, dimensions);
  let sum = 0;
  for (let i = 1; i < rows; i++) {
    for (let j = 0; j < i; j++) sum += distance(x, i * dimensions, x, j * dimensions, dimensions);
  }
  return sum / ((rows * (rows - 1)) / 2);
}

function distance(x: Float32Array, i: number, y: Float32Array, j: number, dimensions: number): number {
  let squared = 0;
  for (let k = 0; k < dimensions; k++) {
    const difference = x[i + k]! - y[j + k]!;
    squared += difference * difference;
  }
  return Math.sqrt(squared);
}

function countPoints(points: Float32Array, dimensions: number): number {
  const count = points.length / dimensions;
  if (!Number.isInteger(count) || count < 2) {
    throw new RangeError(
      `${points.length} numbers are no set of points of ${dimensions} dimensions. Give a whole number of points, at least 2.`,
    );
  }
  return count;
}
