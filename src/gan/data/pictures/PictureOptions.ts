/** How pictures are made into images of one size. */

/** Pixels a side that the networks `dense` and `conv` have a plan for. */
export type ImageSide = 16 | 28 | 32 | 64;

export interface PictureOptions {
  /** Pixels a side of the images that are learned. */
  readonly side: ImageSide;
  /** Pixels a side of a cell, where every picture is a sheet of square cells; null where none is, or that is found out. */
  readonly cell: number | null;
}

const SIDES: readonly number[] = [16, 28, 32, 64] satisfies ImageSide[];
const SMALLEST_CELL = 4;

export const DEFAULT_PICTURES: PictureOptions = { side: 32, cell: null };

/** @throws RangeError on sides that are not possible. */
export function resolvePictures({
  imageSide = DEFAULT_PICTURES.side,
  sheet,
}: {
  readonly imageSide?: ImageSide;
  readonly sheet?: { readonly cell: number };
}): PictureOptions {
  if (!SIDES.includes(imageSide)) {
    throw new RangeError(`imageSide is ${imageSide}. It is one of ${SIDES.join(', ')}.`);
  }
  if (sheet === undefined) return { side: imageSide, cell: null };
  if (!Number.isInteger(sheet.cell) || sheet.cell < SMALLEST_CELL) {
    throw new RangeError(
      `sheet.cell is ${sheet.cell}. It is the side of a cell in whole pixels, at least ${SMALLEST_CELL}.`,
    );
  }
  return { side: imageSide, cell: sheet.cell };
}
