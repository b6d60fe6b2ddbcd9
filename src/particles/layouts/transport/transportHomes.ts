/**
 * Homes in the `transport` layout: every particle gets one of the image's samples for its own, so that together they
 * travel hardly further than the best matching would have them travel. Density is that of the `flow` layout, whose
 * homes the samples are; who goes where is decided anew for each image.
 */
import { flowHomes } from '../flowHomes.ts';
import { lowDiscrepancyPoints } from '../lowDiscrepancy.ts';
import { type Cloud, cloudOf } from './cloud.ts';
import { colorDirections, planeDirections } from './directions.ts';
import { createExchange } from './exchangeNeighbours.ts';
import { landOneToOne } from './landOneToOne.ts';
import { createMatcher } from './matchTransport.ts';
import type { MatchRequest, MatchTables } from './messages.ts';

/** Directions to match along. More take longer and do not shorten the travel, in the plane or with colours. */
const SLICES = 20;

/** What every particle is at home in before the first image: the whole square, evenly lit. */
const SQUARE: MatchTables = {
  width: 1,
  height: 1,
  rows: Float32Array.of(1),
  cells: Float32Array.of(1),
};

/** Works out homes for `count` particles, as xy pairs in image heights; keeps its working memory between requests. */
export type TransportLayout = (request: Omit<MatchRequest, 'count'>) => Float32Array<ArrayBuffer>;

/** @throws RangeError when `from` holds another number of particles. */
export function createTransportLayout(count: number): TransportLayout {
  const match = createMatcher(count);
  const exchange = createExchange(count);

  return ({ seed, tables, previousTables = null, from = null, colorWeight = 0 }) => {
    if (from && from.length !== 2 * count) {
      throw new RangeError(
        `\`from\` holds ${from.length / 2} places, but there are ${count} particles: it takes one xy pair each.`,
      );
    }
    const points = lowDiscrepancyPoints(count, seed);
    const samples = flowHomes(tables, points);
    const starts = from ?? flowHomes(previousTables ?? SQUARE, points);
    const colored = colorWeight > 0 && previousTables?.colors && tables.colors;
    const source = colored ? withColors(starts, previousTables, colorWeight) : cloudOf(starts);
    const target = colored ? withColors(samples, tables, colorWeight) : cloudOf(samples);
    const directions = colored ? colorDirections(SLICES) : planeDirections(SLICES);

    const sampleOf = landOneToOne(match(source, target, directions), target);
    exchange(source, target, sampleOf);
    const homes = new Float32Array(2 * count);
    for (let i = 0; i < count; i++) {
      homes[2 * i] = samples[2 * sampleOf[i]!]!;
      homes[2 * i + 1] = samples[2 * sampleOf[i]! + 1]!;
    }
    return homes;
  };
}

/** Place and colour of particles that are at home at `homes` in an image. */
function withColors(homes: Float32Array, { width, height, colors }: MatchTables, weight: number): Cloud {
  const count = homes.length / 2;
  const channels = [0, 1, 2].map(() => new Float32Array(count));
  for (let i = 0; i < count; i++) {
    const column = clamp(Math.floor(homes[2 * i]! * height + 0.5 * width), width - 1);
    const row = clamp(Math.floor((0.5 - homes[2 * i + 1]!) * height), height - 1);
    for (let channel = 0; channel < 3; channel++) {
      channels[channel]![i] = weight * colors![4 * (row * width + column) + channel]!;
    }
  }
  return [...cloudOf(homes), ...channels];
}

function clamp(value: number, most: number): number {
  return Math.max(0, Math.min(most, value));
}
