/** The order in which particles set out or let go, in JavaScript: the twin of `turns.glsl.ts`. */
import type { Vector3 } from 'three';
import { pcg3d } from '../layouts/lowDiscrepancy.ts';
import type { Stagger } from '../shaders/turns.glsl.ts';
import { type Departure, placeOf } from './departures.ts';

/** In which order: of a forming, or of a departure from a point along a heading. */
export type Order =
  | Stagger
  | { readonly departure: Departure; readonly point: Vector3; readonly heading: Vector3 };

/** Three numbers in [0, 1) of a particle's own. */
export function random3(particle: number, seed: number, stream: number): [number, number, number] {
  const [x, y, z] = pcg3d(particle, seed, stream);
  return [(x >>> 8) / 16777216, (y >>> 8) / 16777216, (z >>> 8) / 16777216];
}

/** Four bytes a particle: its turn, and three random numbers. */
export function layTurns(
  homes: Float32Array,
  colors: Float32Array,
  extent: { readonly x: number; readonly y: number },
  seed: number,
  order: Order,
): Uint8Array<ArrayBuffer> {
  const count = homes.length / 2;
  const turns = new Uint8Array(4 * count);
  const noiseAt = smoothNoise(seed);
  for (let i = 0; i < count; i++) {
    const [x, y] = [homes[2 * i]!, homes[2 * i + 1]!];
    const random = random3(i, seed, 1);
    const noise = noiseAt(x, y);
    const when =
      typeof order === 'string'
        ? staggered(order, x, y, colors[4 * i + 3]!, noise, random[1], extent)
        : order.departure.order(placeOf(x, y, extent, order.point, order.heading, noise, random[0]));
    turns[4 * i] = Math.round(255 * Math.max(0, Math.min(1, when)));
    const own = random3(i, seed, 2);
    for (let c = 0; c < 3; c++) turns[4 * i + 1 + c] = Math.round(255 * own[c]!);
  }
  return turns;
}

function staggered(
  stagger: Stagger,
  x: number,
  y: number,
  value: number,
  noise: number,
  random: number,
  extent: { readonly x: number; readonly y: number },
): number {
  if (stagger === 'distance')
    return (0.5 * Math.hypot(x, y)) / Math.hypot(extent.x, extent.y) + 0.3 * noise + 0.35 * (random - 0.5);
  if (stagger === 'brightness') return 0.8 * (1 - Math.sqrt(value)) + 0.2 * random;
  if (stagger === 'noise') return 0.85 * noise + 0.15 * random;
  return 0.9 * (0.5 - (0.5 * y) / extent.y) + 0.1 * random;
}

/** Smooth over about a third of an image height, 0 to 1; the corners of its cells are worked out once each. */
function smoothNoise(seed: number): (x: number, y: number) => number {
  const corners = new Map<number, number>();
  const corner = (x: number, y: number): number => {
    const key = x * 8192 + y;
    let value = corners.get(key);
    if (value === undefined) {
      value = random3(x, y, seed)[0];
      corners.set(key, value);
    }
    return value;
  };
  return (x, y) => {
    const [column, row] = [Math.floor(3.5 * x), Math.floor(3.5 * y)];
    const [s, t] = [smooth(3.5 * x - column), smooth(3.5 * y - row)];
    const at = (dx: number, dy: number) => corner(column + dx + 4096, row + dy + 4096);
    const [below, above] = [at(0, 0) + (at(1, 0) - at(0, 0)) * s, at(0, 1) + (at(1, 1) - at(0, 1)) * s];
    const noise = below + (above - below) * t;
    return Math.min(1, Math.max(0, (noise - 0.15) / 0.7));
  };
}

const smooth = (t: number): number => t * t * (3 - 2 * t);
