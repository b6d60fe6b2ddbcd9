/**
 * The directions that clouds are matched along: fixed, well spread, and well spread at every moment on the way. They
 * are worked out by plain arithmetic, since sines and logarithms differ in their last digit from browser to browser
 * and a matching should not.
 */
import { pcg3d } from '../lowDiscrepancy.ts';

/** Cosine and sine of half a turn divided by the golden ratio. A direction and its opposite are the same to us. */
const TURN: readonly [number, number] = [-0.3623748900804801, 0.9320324238132276];

/** `count` directions in the plane, each a golden angle on from the last. */
export function planeDirections(count: number): Float64Array[] {
  let [x, y] = [1, 0];
  return Array.from({ length: count }, () => {
    const direction = Float64Array.of(x, y);
    [x, y] = [x * TURN[0] - y * TURN[1], x * TURN[1] + y * TURN[0]];
    return direction;
  });
}

const PLACE_AND_COLOR = 5;

/**
 * `count` directions over place and colour, in orthonormal sets of five, which leave nothing out (Pitié et al., 2005):
 * the Gram-Schmidt bases of hashed points of [-1, 1]⁵.
 */
export function colorDirections(count: number): Float64Array[] {
  const directions: Float64Array[] = [];
  for (let n = 0; n < count; n++) {
    const direction = Float64Array.from(
      { length: PLACE_AND_COLOR },
      (_, axis) => pcg3d(n, axis, 0)[0] / 2147483648 - 1,
    );
    for (const earlier of directions.slice(n - (n % PLACE_AND_COLOR))) {
      subtract(direction, earlier, dot(direction, earlier));
    }
    const length = Math.sqrt(dot(direction, direction));
    directions.push(direction.map(value => value / length));
  }
  return directions;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let axis = 0; axis < a.length; axis++) sum += a[axis]! * b[axis]!;
  return sum;
}

function subtract(from: Float64Array, what: Float64Array, scale: number): void {
  for (let axis = 0; axis < from.length; axis++) from[axis]! -= what[axis]! * scale;
}
