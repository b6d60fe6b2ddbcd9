/** Where particles set out from, in JavaScript: the twin of `origins.ts`. */
import type { Origin } from '../origins.ts';

type Numbers = readonly [number, number, number];

/** Half the image's width and height. */
interface Extent {
  readonly x: number;
  readonly y: number;
}

const turned = (turn: number): [number, number] => [
  Math.cos(2 * Math.PI * turn),
  Math.sin(2 * Math.PI * turn),
];

/** Evenly in the unit ball. */
export function ball([x, y, z]: Numbers): Numbers {
  const [radius, height] = [Math.cbrt(z), 2 * x - 1];
  const [c, s] = turned(y);
  const wide = radius * Math.sqrt(1 - height * height);
  return [wide * c, wide * s, radius * height];
}

const scaled = (numbers: Numbers, factor: number): Numbers => [
  numbers[0] * factor,
  numbers[1] * factor,
  numbers[2] * factor,
];

/** A place for three random numbers; `home` is where rain falls to. */
export const originPlaces: Readonly<
  Record<Exclude<Origin, 'previous'>, (random: Numbers, extent: Extent, homeX: number) => Numbers>
> = {
  scatter: ([x, y, z], extent) => {
    const [c, s] = turned(x);
    const radius = 1.05 * Math.sqrt(y);
    const size = Math.max(1, (Math.max(extent.x, extent.y) / 0.5) * 0.7);
    return scaled([radius * c, radius * s, 0.6 * (z - 0.5)], size);
  },
  point: random => scaled(ball(random), 0.04),
  ring: ([x, y, z], extent) => {
    const [c, s] = turned(x);
    const radius = Math.hypot(extent.x, extent.y) * 1.02 + 0.05 * (y + z - 1);
    return [radius * c, radius * s, 0.1 * (z - 0.5)];
  },
  sphere: (random, extent) => {
    const place = ball(random);
    return scaled(place, (Math.hypot(extent.x, extent.y) * 1.05) / Math.max(1e-6, Math.hypot(...place)));
  },
  rain: ([x, y, z], extent, homeX) => [homeX + 0.06 * (x - 0.5), extent.y + 0.15 + 1.1 * y, 0.25 * (z - 0.5)],
};
