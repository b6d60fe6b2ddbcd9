/** Homes and colours of all particles in an image, in JavaScript: the twin of `arrange.glsl.ts`. */
import type { Lighting } from '../layouts/Arranger.ts';
import type { Layout } from '../layouts/arrange.glsl.ts';
import { flowHomes } from '../layouts/flowHomes.ts';
import type { FlowTables } from '../layouts/flowTables.ts';
import { gridLattice } from '../layouts/gridLattice.ts';
import { lowDiscrepancyPoints } from '../layouts/lowDiscrepancy.ts';
import { gridCell } from './gridCell.ts';

export interface Homes extends Lighting {
  /** xy pairs in image heights from the middle. */
  readonly homes: Float32Array;
  /** Linear colour over weight, and the image's value: four numbers a particle. */
  readonly colors: Float32Array<ArrayBuffer>;
}

/** @param places for `transport`: xy pairs. */
export function layHomes(
  tables: FlowTables,
  layout: Layout,
  count: number,
  seed: number,
  places: Float32Array | null,
): Homes {
  if (layout === 'grid') return grid(tables, count);
  const homes =
    layout === 'transport' && places ? places : flowHomes(tables, lowDiscrepancyPoints(count, seed));
  return {
    homes,
    colors: colorsAt(tables, homes, 1, 1, count),
    weight: tables.meanWeight,
    placed: count,
    straight: tables.straight,
  };
}

function grid(tables: FlowTables, count: number): Homes {
  const { width, height } = tables;
  const { columns, rows, stride } = gridLattice(width, height, count);
  const cells = columns * rows;
  const homes = new Float32Array(2 * count);
  for (let i = 0; i < count; i++) {
    const cell = gridCell(i, cells, stride);
    homes[2 * i] = ((((cell % columns) + 0.5) / columns - 0.5) * width) / height;
    homes[2 * i + 1] = 0.5 - (Math.floor(cell / columns) + 0.5) / rows;
  }
  const [wide, high] = [Math.max(1, Math.round(width / columns)), Math.max(1, Math.round(height / rows))];
  const placed = Math.min(count, cells);
  return {
    homes,
    colors: colorsAt(tables, homes, wide, high, placed),
    weight: 1,
    placed,
    straight: tables.straight,
  };
}

/** Mean colours of the `wide` × `high` pixels at each home; those from `placed` on are dark. */
function colorsAt(
  { width, height, colors }: FlowTables,
  homes: Float32Array,
  wide: number,
  high: number,
  placed: number,
): Float32Array<ArrayBuffer> {
  const result = new Float32Array(2 * homes.length);
  const [before, above] = [(wide - 1) >> 1, (high - 1) >> 1];
  for (let i = 0; i < placed; i++) {
    const x = Math.floor(homes[2 * i]! * height + 0.5 * width) - before;
    const y = Math.floor((0.5 - homes[2 * i + 1]!) * height) - above;
    const left = Math.max(0, Math.min(width - wide, x));
    const top = Math.max(0, Math.min(height - high, y));
    for (let row = top; row < top + high; row++) {
      for (let column = left; column < left + wide; column++) {
        const from = 4 * (row * width + column);
        for (let c = 0; c < 4; c++) result[4 * i + c]! += colors[from + c]! / (wide * high);
      }
    }
  }
  return result;
}
