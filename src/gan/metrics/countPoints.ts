/**
 * How many points a set holds, which are written one after the other. Scores would come out NaN, or silently
 * wrong, of anything else.
 *
 * @param what names the set in the error: "features of samples"
 * @param least so many points are needed at least
 * @throws RangeError when these are no such points: a part of one, too few, or a number not finite
 */
export function countPoints(points: Float32Array, dimensions: number, least: number, what: string): number {
  if (!Number.isInteger(dimensions) || dimensions < 1) {
    throw new RangeError(`The ${what} have ${dimensions} dimensions. Give a whole number of at least 1.`);
  }
  const count = points.length / dimensions;
  if (!Number.isInteger(count)) {
    throw new RangeError(
      `The ${what} are ${points.length} numbers. Points of ${dimensions} dimensions take as many each; ` +
        'give a whole number of them.',
    );
  }
  if (count < least) {
    throw new RangeError(`The ${what} are ${count} point(s). Give at least ${least}.`);
  }
  for (let at = 0; at < points.length; at++) {
    if (Number.isFinite(points[at])) continue;
    throw new RangeError(
      `The ${what} have ${points[at]} in dimension ${at % dimensions} of point ` +
        `${Math.floor(at / dimensions)}, both counted from 0. Every number must be finite.`,
    );
  }
  return count;
}
