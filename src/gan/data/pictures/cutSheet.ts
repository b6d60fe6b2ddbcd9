/** Cuts a sheet of square cells, as sprites and tiles come, into its cells. */

import type { PixelImage } from '../../../image.ts';

const CHANNELS = 4;

/** Whether a sheet is a whole number of such cells. */
export function isSheetOf({ width, height }: PixelImage, cell: number): boolean {
  return width % cell === 0 && height % cell === 0;
}

/** Row by row from the top. Cells of one colour, which fill up many a sheet, are left out. */
export function cutSheet(sheet: PixelImage, cell: number): PixelImage[] {
  const cells: PixelImage[] = [];
  for (let top = 0; top < sheet.height; top += cell) {
    for (let left = 0; left < sheet.width; left += cell) cells.push(cut(sheet, left, top, cell));
  }
  return cells.filter(each => !isEmpty(each));
}

function cut(sheet: PixelImage, left: number, top: number, cell: number): PixelImage {
  const data = new Uint8ClampedArray(cell * cell * CHANNELS);
  for (let row = 0; row < cell; row++) {
    const from = ((top + row) * sheet.width + left) * CHANNELS;
    data.set(sheet.data.subarray(from, from + cell * CHANNELS), row * cell * CHANNELS);
  }
  return { width: cell, height: cell, data };
}

function isEmpty({ data }: PixelImage): boolean {
  return data.every((value, i) => value === data[i % CHANNELS]);
}
