/**
 * Shortens the travel of a one-to-one matching: wherever two neighbours would travel less if they took each other's
 * places, they do. That is where their starts and their places lie in opposite order, for
 * |a - A|² + |b - B|² exceeds |a - B|² + |b - A|² exactly if (a - b)·(A - B) < 0; where no pair does, the matching
 * could only be bettered by longer cycles (cyclical monotonicity: Villani, "Optimal Transport: Old and New", ch. 5).
 *
 * The neighbours of a place are the next few in its stripe. Stripes in four directions see nearly all of them, and
 * take as many places in a dense part of the image as in a thin one.
 */
import { type Cloud, project } from './cloud.ts';
import { planeDirections } from './directions.ts';
import { Ranking } from './Ranking.ts';

/** Each pair of neighbours is looked at from some of these. */
const DIRECTIONS = 4;

/** How many of the places after it in its stripe are a place's neighbours. */
const REACH = 16;

/** Place and colour. */
const MOST_AXES = 5;

/** Betters `placeOf`, the matching of `from` to `to`. */
export type Exchange = (from: Cloud, to: Cloud, placeOf: Uint32Array) => void;

/** An exchange for `count` points, which keeps its working memory from one call to the next. */
export function createExchange(count: number): Exchange {
  const ranking = new Ranking(count);
  const { ranks } = ranking;
  const along = new Float32Array(count);
  const byRank = new Uint32Array(count);
  const order = new Uint32Array(count);
  const pointOf = new Uint32Array(count);
  const stripes = Math.ceil(Math.sqrt(count / REACH));
  const next = new Uint32Array(stripes);
  // The point at the r-th place of the order, its start and that place's coordinates, side by side.
  const points = new Uint32Array(count);
  const starts = new Float32Array(count * MOST_AXES);
  const places = new Float32Array(count * MOST_AXES);

  /** Fills `order` with the places, stripe by stripe along `direction`. */
  const orderByStripes = (to: Cloud, [x, y]: Float64Array) => {
    project(to, Float64Array.of(x!, y!), along);
    ranking.rank(along);
    for (let place = 0; place < count; place++) byRank[ranks[place]!] = place;
    project(to, Float64Array.of(-y!, x!), along);
    ranking.rank(along);
    for (let stripe = 0; stripe < stripes; stripe++) next[stripe] = Math.ceil((stripe * count) / stripes);
    for (let r = 0; r < count; r++) {
      const place = byRank[r]!;
      order[next[Math.floor((ranks[place]! * stripes) / count)]!++] = place;
    }
  };

  return (from, to, placeOf) => {
    const axes = from.length;
    for (let i = 0; i < count; i++) pointOf[placeOf[i]!] = i;
    for (const direction of planeDirections(DIRECTIONS)) {
      orderByStripes(to, direction);
      for (let r = 0; r < count; r++) {
        const point = pointOf[order[r]!]!;
        points[r] = point;
        for (let axis = 0; axis < axes; axis++) {
          starts[r * axes + axis] = from[axis]![point]!;
          places[r * axes + axis] = to[axis]![order[r]!]!;
        }
      }
      sweep(points, starts, places, axes);
      for (let r = 0; r < count; r++) pointOf[order[r]!] = points[r]!;
    }
    for (let place = 0; place < count; place++) placeOf[pointOf[place]!] = place;
  };
}

function sweep(points: Uint32Array, starts: Float32Array, places: Float32Array, axes: number): void {
  const count = points.length;
  for (let r = 0; r < count; r++) {
    const a = r * axes;
    let startX = starts[a]!;
    let startY = starts[a + 1]!;
    const placeX = places[a]!;
    const placeY = places[a + 1]!;
    const end = Math.min(count, r + REACH + 1);
    for (let q = r + 1; q < end; q++) {
      const b = q * axes;
      let order =
        (startX - starts[b]!) * (placeX - places[b]!) + (startY - starts[b + 1]!) * (placeY - places[b + 1]!);
      for (let axis = 2; axis < axes; axis++) {
        order += (starts[a + axis]! - starts[b + axis]!) * (places[a + axis]! - places[b + axis]!);
      }
      if (order >= 0) continue;
      swap(points, r, q);
      for (let axis = 0; axis < axes; axis++) swap(starts, a + axis, b + axis);
      startX = starts[a]!;
      startY = starts[a + 1]!;
    }
  }
}

function swap(values: Uint32Array | Float32Array, i: number, j: number): void {
  const value = values[i]!;
  values[i] = values[j]!;
  values[j] = value;
}
