/**
 * Finds the size of a sheet's square cells by how much each column of pixels differs from the next, and each row: what
 * cells have in common (borders, margins, where their subject stands) comes again at the same place of every cell.
 */

import type { PixelImage } from '../../../image.ts';

const SMALLEST = 8;
const LARGEST = 256;
/** Fewer cells are no sheet. */
const FEWEST_CELLS = 8;
/** The share of the differences' variance that has to come again. */
const CLEAR = 0.25;
/** Multiples of the true size explain as much, give or take chance; parts of it half as much. */
const AS_GOOD = 0.85;

/** Pixels a side, or null where no size explains the picture. */
export function guessCell(sheet: PixelImage): number | null {
  const { width, height } = sheet;
  const steps = [columnSteps(sheet), rowSteps(sheet)];
  const explained: { cell: number; share: number }[] = [];
  for (let cell = SMALLEST; cell <= LARGEST; cell++) {
    if (width % cell !== 0 || height % cell !== 0) continue;
    if ((width * height) / cell ** 2 < FEWEST_CELLS) break;
    explained.push({ cell, share: explainedShare(cell, steps) });
  }
  const enough = Math.max(CLEAR, ...explained.map(({ share }) => share * AS_GOOD));
  return explained.find(({ share }) => share >= enough)?.cell ?? null;
}

/** How much of the variance the place in the cell explains: the adjusted R² of an analysis of variance. */
function explainedShare(cell: number, steps: readonly Float64Array[]): number {
  let [within, withinFreedom, total, totalFreedom] = [0, 0, 0, 0];
  for (const lines of steps) {
    // One row or column of cells says nothing of what comes again.
    if (lines.length < cell) continue;
    total += squaresAround(lines);
    totalFreedom += lines.length - 1;
    for (let place = 0; place < cell; place++) {
      within += squaresAround(lines.filter((_, line) => line % cell === place));
    }
    withinFreedom += lines.length - cell;
  }
  return total > 0 && withinFreedom > 0 ? 1 - within / withinFreedom / (total / totalFreedom) : 0;
}

/** The sum of squared distances from the mean. */
function squaresAround(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
}

/** How much each column differs from the next, from 0 to 255. */
function columnSteps({ width, height, data }: PixelImage): Float64Array {
  const steps = new Float64Array(width - 1);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width - 1; x++) {
      const at = (y * width + x) * 4;
      steps[x]! += difference(data, at, at + 4) / height;
    }
  }
  return steps;
}

/** How much each row differs from the next. */
function rowSteps({ width, height, data }: PixelImage): Float64Array {
  const steps = new Float64Array(height - 1);
  for (let y = 0; y < height - 1; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4;
      steps[y]! += difference(data, at, at + width * 4) / width;
    }
  }
  return steps;
}

/** Of two pixels: the mean over alpha and the colours as they are seen. */
function difference(data: Uint8ClampedArray, a: number, b: number): number {
  const alphaA = data[a + 3]!;
  const alphaB = data[b + 3]!;
  let sum = Math.abs(alphaA - alphaB);
  for (let i = 0; i < 3; i++) sum += Math.abs(data[a + i]! * alphaA - data[b + i]! * alphaB) / 255;
  return sum / 4;
}
