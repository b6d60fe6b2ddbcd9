/**
 * Homes in the `flow` layout, worked out in JavaScript: the twin of the Knothe-Rosenblatt map in `flow.glsl.ts`. A
 * point's v picks the row by the rows' cumulative light, its u the column by that row's own.
 */
import type { FlowTables } from './flowTables.ts';

/** Where an image's light is: what of {@link FlowTables} the homes depend on. */
export type LightTables = Pick<FlowTables, 'width' | 'height' | 'rows' | 'cells'>;

/**
 * @param points xy pairs in [0, 1)², as of `lowDiscrepancyPoints`.
 * @returns xy pairs in image heights from the image's centre: x to the right, within half its aspect; y up, within ½.
 */
export function flowHomes(tables: LightTables, points: Float32Array): Float32Array<ArrayBuffer> {
  const { width, height, rows, cells } = tables;
  const homes = new Float32Array(points.length);
  for (let i = 0; i < points.length; i += 2) {
    const y = invert(rows, 0, height, points[i + 1]!);
    const row = Math.min(Math.floor(y), height - 1);
    const x = invert(cells, row * width, width, points[i]!);
    homes[i] = (x - 0.5 * width) / height;
    homes[i + 1] = (0.5 * height - y) / height;
  }
  return homes;
}

/** The place in [0, n] where the cumulative distribution of `n` cells from `start` passes `u`, linear inside a cell. */
function invert(table: Float32Array, start: number, n: number, u: number): number {
  let low = 0;
  let high = n - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (table[start + middle]! > u) high = middle;
    else low = middle + 1;
  }
  const from = low === 0 ? 0 : table[start + low - 1]!;
  const share = (u - from) / Math.max(table[start + low]! - from, 1e-12);
  // Rounded as in the shader, where a place close below the next cell may become that cell.
  return Math.fround(low + Math.fround(Math.min(1, Math.max(0, share))));
}
