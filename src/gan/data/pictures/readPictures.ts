/** Makes a data set of pictures: lists, decodes, cuts and scales them, and tells of each that cannot be used. */

import type { PlacedFile, RawImages } from '../DatasetSource.ts';
import type { OnNamedProgress, Report } from '../Report.ts';
import { joinPacked, type Packed, withFewestChannels } from './channels.ts';
import { cutSheet, isSheetOf } from './cutSheet.ts';
import { decodePicture } from './decodePicture.ts';
import { fitSquare } from './fitSquare.ts';
import { guessCell } from './guessCell.ts';
import { labelsOf } from './labelsOf.ts';
import { type ListedFile, listPictures } from './listPictures.ts';
import type { PictureOptions } from './PictureOptions.ts';
import { nameSkipped, type SkippedFile, UnusableFile } from './UnusableFile.ts';

/** Fewer are no data set. */
const FEWEST = 8;
/** A picture is brought down to a few times the side quickly, then to the side well. */
const ENOUGH = 2;

/** @throws (rejects) Error when too few of the files are pictures that can be used. */
export async function readPictures(
  files: readonly PlacedFile[],
  options: PictureOptions,
  report: Report,
): Promise<RawImages> {
  if (typeof createImageBitmap === 'undefined' || typeof OffscreenCanvas === 'undefined') {
    throw new Error(
      'Pictures are decoded by a browser that has OffscreenCanvas. Here give IDX or packed sets.',
    );
  }
  const { listed, skipped } = await listPictures(files);
  const all = listed.length + skipped.length;
  const paths: string[] = [];
  const pictures: Packed[] = [];
  for await (const file of inTurn(listed, report.onProgress)) {
    try {
      for (const square of await squaresOf(file, options, listed.length === 1, report)) {
        paths.push(file.path);
        pictures.push(withFewestChannels(square));
      }
    } catch (error) {
      if (!(error instanceof UnusableFile)) throw error;
      skipped.push({ path: file.path, reason: error.message });
    }
  }
  assertEnough(pictures.length, skipped);
  if (skipped.length > 0) {
    report.onWarning(
      `${skipped.length} of ${all} files ${skipped.length === 1 ? 'was' : 'were'} skipped: ${nameSkipped(skipped)}.`,
    );
  }
  const { values: images, channels } = joinPacked(pictures);
  const labels = labelsOf(paths, report.onWarning);
  return { images, width: options.side, height: options.side, channels, ...labels };
}

/** Progress in bytes, as of all that is loaded, and in files, for the reader. */
async function* inTurn(
  files: readonly ListedFile[],
  onProgress: OnNamedProgress,
): AsyncGenerator<ListedFile> {
  const total = files.reduce((sum, { size }) => sum + size, 0);
  let loaded = 0;
  for (const [index, file] of files.entries()) {
    onProgress(loaded, total, `Pictures, ${index} of ${files.length}`);
    yield file;
    loaded += file.size;
  }
  onProgress(total, total, `Pictures, ${files.length} of ${files.length}`);
}

/** The images of a file: one, or the cells of a sheet. */
async function squaresOf(
  file: ListedFile,
  { side, cell }: PictureOptions,
  isAlone: boolean,
  { onWarning }: Report,
): Promise<Uint8ClampedArray[]> {
  const bytes = await file.open();
  // One picture is no data set, unless it is a sheet.
  if (cell === null && !isAlone) return [fitSquare(await decodePicture(bytes, ENOUGH * side), side)];
  const sheet = await decodePicture(bytes, Number.POSITIVE_INFINITY);
  const size = cell ?? guessCell(sheet);
  if (size === null) return [fitSquare(sheet, side)];
  if (!isSheetOf(sheet, size)) {
    throw new UnusableFile(`${sheet.width} × ${sheet.height} pixels are no whole number of cells of ${size}`);
  }
  const cells = cutSheet(sheet, size);
  if (cell === null) {
    onWarning(
      `${file.path} was taken for a sheet of ${cells.length} pictures of ${size} × ${size} pixels. ` +
        'If that is wrong, say sheet: { cell: pixels a side }.',
    );
  }
  return cells.map(each => fitSquare(each, side));
}

function assertEnough(count: number, skipped: readonly SkippedFile[]): void {
  if (count >= FEWEST) return;
  const found = count === 0 ? 'No picture was found' : `Only ${count} picture(s) were found`;
  const without = skipped.length > 0 ? ` Skipped: ${nameSkipped(skipped)}.` : '';
  throw new Error(
    `${found}; it takes at least ${FEWEST}.${without} Give PNG, JPEG, WebP or other pictures, a zip of them, or a sheet of ` +
      'square cells with sheet: { cell: pixels a side }; or images already packed, as IDX or safetensors.',
  );
}
