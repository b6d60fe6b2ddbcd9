/**
 * Gives every point of a cloud a place of its own in another, which it has almost reached. Both are halved again and
 * again across the same axis, the one along which the places are spread widest, and the halves belong to each other:
 * in the end one point is left for one place.
 */
import type { Cloud } from './cloud.ts';

/** @returns for each point of `moved` the number of its point in `to`: a permutation. */
export function landOneToOne(moved: Cloud, to: Cloud): Uint32Array<ArrayBuffer> {
  const count = moved[0]!.length;
  const points = new Uint32Array(count);
  const places = new Uint32Array(count);
  for (let i = 0; i < count; i++) points[i] = places[i] = i;

  const halve = (start: number, end: number) => {
    if (end - start < 2) return;
    const middle = (start + end) >> 1;
    const axis = widestAxis(to, places, start, end);
    select(points, moved[axis]!, start, end, middle);
    select(places, to[axis]!, start, end, middle);
    halve(start, middle);
    halve(middle, end);
  };
  halve(0, count);

  const placeOf = new Uint32Array(count);
  for (let r = 0; r < count; r++) placeOf[points[r]!] = places[r]!;
  return placeOf;
}

function widestAxis(cloud: Cloud, numbers: Uint32Array, start: number, end: number): number {
  let widest = 0;
  let most = -1;
  for (let axis = 0; axis < cloud.length; axis++) {
    const values = cloud[axis]!;
    let low = Infinity;
    let high = -Infinity;
    for (let r = start; r < end; r++) {
      const value = values[numbers[r]!]!;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    if (high - low > most) {
      most = high - low;
      widest = axis;
    }
  }
  return widest;
}

/**
 * Orders `numbers` from `start` to `end` so far that none before `middle` stands for a larger value than any from
 * there on: Hoare's "Algorithm 65: find", 1961.
 */
function select(
  numbers: Uint32Array,
  values: Float32Array,
  start: number,
  end: number,
  middle: number,
): void {
  let low = start;
  let high = end - 1;
  while (low < high) {
    const pivot = values[numbers[(low + high) >> 1]!]!;
    let i = low;
    let j = high;
    while (i <= j) {
      while (values[numbers[i]!]! < pivot) i++;
      while (values[numbers[j]!]! > pivot) j--;
      if (i > j) break;
      const number = numbers[i]!;
      numbers[i++] = numbers[j]!;
      numbers[j--] = number;
    }
    if (middle <= j) high = j;
    else if (middle >= i) low = i;
    else return;
  }
}
