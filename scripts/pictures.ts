/** Sheets of small images as PNG files: how a generator's samples are looked at. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { PNG } from 'pngjs';
import type { PixelImage } from '../src/image.ts';

/** Images that belong together, and what they are. */
export interface SheetSection {
  /** A number, written beside the images; or nothing. */
  readonly label?: number;
  readonly images: readonly PixelImage[];
}

export interface SheetOptions {
  /** Images side by side. */
  readonly columns: number;
  /** Pixels of the sheet for one pixel of an image. @default 3 */
  readonly scale?: number;
}

const GAP = 8;
/** Pixels of the sheet for one pixel of a label's digits. */
const LABEL_SCALE = 3;
const LABEL_COLOR = [255, 255, 255, 255] as const;

/** Images of one size, `columns` a row; sections one below the other, on black, their labels at the left. */
export function drawSheet(sections: readonly SheetSection[], { columns, scale = 3 }: SheetOptions): Buffer {
  const { width, height } = sections[0]!.images[0]!;
  const [cellWidth, cellHeight] = [width * scale, height * scale];
  const margin = Math.max(
    0,
    ...sections.map(({ label }) => (label === undefined ? 0 : labelWidth(label) + 2 * GAP)),
  );
  const heights = sections.map(({ images }) => Math.ceil(images.length / columns) * cellHeight);
  const sheet = new PNG({
    width: margin + columns * cellWidth,
    height: heights.reduce((sum, each) => sum + each, 0) + (sections.length - 1) * GAP,
  });
  fill(sheet, 0, 0, sheet.width, sheet.height, [0, 0, 0, 255]);
  let top = 0;
  for (const [index, { label, images }] of sections.entries()) {
    if (label !== undefined) drawNumber(sheet, GAP, top + GAP, label);
    for (const [place, image] of images.entries()) {
      const left = margin + (place % columns) * cellWidth;
      drawImage(sheet, left, top + Math.floor(place / columns) * cellHeight, image, scale);
    }
    top += heights[index]! + GAP;
  }
  return PNG.sync.write(sheet);
}

/** Images of one size side by side, as they are. */
export function drawStrip(images: readonly PixelImage[]): Buffer {
  const { width, height } = images[0]!;
  const strip = new PNG({ width: width * images.length, height });
  for (const [place, { data }] of images.entries()) {
    for (let y = 0; y < height; y++) {
      const row = data.subarray(4 * width * y, 4 * width * (y + 1));
      strip.data.set(row, 4 * width * (images.length * y + place));
    }
  }
  return PNG.sync.write(strip);
}

/** Writes a file, and the folders on the way to it. */
export function writeFile(path: string, content: Uint8Array | string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

function drawImage(sheet: PNG, left: number, top: number, image: PixelImage, scale: number): void {
  for (let y = 0; y < image.height; y++) {
    for (let x = 0; x < image.width; x++) {
      const from = (y * image.width + x) * 4;
      fill(sheet, left + x * scale, top + y * scale, scale, scale, image.data.subarray(from, from + 4));
    }
  }
}

function fill(
  sheet: PNG,
  left: number,
  top: number,
  width: number,
  height: number,
  color: ArrayLike<number>,
): void {
  for (let y = top; y < top + height; y++) {
    for (let x = left; x < left + width; x++) sheet.data.set(color, (y * sheet.width + x) * 4);
  }
}

/** The digits 0 to 9, three pixels wide and five high, a row in three bits from the top. */
const DIGITS = ['75557', '26227', '71747', '71717', '55711', '74717', '74757', '71111', '75757', '75717'];
const DIGIT_WIDTH = 4 * LABEL_SCALE;

const labelWidth = (label: number): number => String(label).length * DIGIT_WIDTH - LABEL_SCALE;

function drawNumber(sheet: PNG, left: number, top: number, label: number): void {
  for (const [place, digit] of [...String(label)].entries()) {
    for (const [y, bits] of [...DIGITS[Number(digit)]!].entries()) {
      for (let x = 0; x < 3; x++) {
        if (!((Number(bits) >> (2 - x)) & 1)) continue;
        const corner = left + place * DIGIT_WIDTH + x * LABEL_SCALE;
        fill(sheet, corner, top + y * LABEL_SCALE, LABEL_SCALE, LABEL_SCALE, LABEL_COLOR);
      }
    }
  }
}
