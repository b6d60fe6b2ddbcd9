/** How an image comes apart in closed form: each dissolve as a few numbers, close to what its forces do. */
import type { Vector3 } from 'three';
import type { DissolveStyle } from '../dissolves/index.ts';

export interface Departure {
  /** How far particles move in all, in image heights: away from the point (of their distance), along the heading, down. */
  readonly outwards: number;
  readonly along: number;
  readonly down: number;
  /** Radians around the point. */
  readonly round: number;
  /** Image heights that streams carry them. */
  readonly stream: number;
  /** When a particle lets go, 0 (first) to 1 (last). */
  readonly order: (at: Place) => number;
}

/** What the order may depend on; places relative to half the image's size where it says so. */
export interface Place {
  /** Distance from the point, over half the image's diagonal. */
  readonly distance: number;
  /** Along the heading, -1 to 1 over the image. */
  readonly along: number;
  /** Height, -1 to 1 over the image. */
  readonly height: number;
  /** Smooth over the image, 0 to 1. */
  readonly noise: number;
  /** The particle's own, 0 to 1. */
  readonly random: number;
}

const STILL = { outwards: 0, along: 0, down: 0, round: 0, stream: 0 } as const;

export const departures: Readonly<Record<DissolveStyle, Departure>> = {
  burst: {
    ...STILL,
    outwards: 1.6,
    down: 0.2,
    stream: 0.05,
    order: ({ distance, random }) => 0.35 * distance + 0.15 * random,
  },
  drift: { ...STILL, down: -0.1, stream: 0.25, order: ({ noise, random }) => 0.75 * noise + 0.25 * random },
  fall: {
    ...STILL,
    down: 1.5,
    stream: 0.04,
    order: ({ height, noise, random }) => 0.275 * (height + 1) + 0.25 * noise + 0.2 * random,
  },
  blow: {
    ...STILL,
    along: 1.4,
    stream: 0.15,
    order: ({ along, noise, random }) => 0.5 - 0.38 * along + 0.3 * (noise - 0.5) + 0.12 * (random - 0.5),
  },
  burn: {
    ...STILL,
    down: -0.6,
    stream: 0.1,
    order: ({ along, noise, random }) => 0.5 + 0.4 * along + 0.35 * (noise - 0.5) + 0.03 * (random - 0.5),
  },
  implode: {
    ...STILL,
    outwards: -0.97,
    round: 0.8,
    order: ({ distance, random }) => 0.8 - distance + 0.2 * random,
  },
  vortex: {
    ...STILL,
    outwards: 0.6,
    round: 3.5,
    stream: 0.05,
    order: ({ distance, random }) => 0.85 - 1.1 * distance + 0.15 * random,
  },
};

/** Where a home is in the terms of {@link Departure.order}. */
export function placeOf(
  x: number,
  y: number,
  extent: { x: number; y: number },
  point: Vector3,
  heading: Vector3,
  noise: number,
  random: number,
): Place {
  const reach = Math.abs(heading.x) * extent.x + Math.abs(heading.y) * extent.y;
  return {
    distance: Math.hypot(x - point.x, y - point.y) / Math.hypot(extent.x, extent.y),
    along: reach > 0 ? (x * heading.x + y * heading.y) / reach : 0,
    height: y / extent.y,
    noise,
    random,
  };
}
