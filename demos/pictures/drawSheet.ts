import type { PixelImage } from 'genesis-particles';
import type { Ground } from '../stage/ground.ts';
import { toImageData } from './toImageData.ts';

/** A picture on the sheet: how it looks now, and how it was before somebody changed it. */
export interface Tile {
  readonly now: PixelImage;
  readonly before: PixelImage;
}

/** Share of a tile's side that is left free beside it. */
const GAP = 0.22;
/** Share of it by which a word stands below its tile. */
const DROP = 0.05;
/** A change by this much, of 255, has the colour of changes. */
const PLAIN_CHANGE = 40;
const COLOURS = {
  dark: { own: [255, 222, 186], changed: [70, 165, 255] },
  light: { own: [23, 56, 74], changed: [186, 72, 20] },
} as const;

/** Grey pictures of one size in rows, on nothing; what was changed in them glows in a colour of its own. */
export function drawSheet(tiles: readonly Tile[], columns: number, ground: Ground): ImageData {
  const { width, height } = tiles[0]!.now;
  const [stepX, stepY] = [Math.round(width * (1 + GAP)), Math.round(height * (1 + GAP))];
  const canvas = new OffscreenCanvas(columns * stepX, Math.ceil(tiles.length / columns) * stepY);
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  for (const [index, tile] of tiles.entries()) {
    const [column, row] = [index % columns, Math.floor(index / columns)];
    const x = column * stepX + (stepX - width) / 2;
    context.putImageData(toImageData(coloured(tile, ground)), Math.round(x), row * stepY);
  }
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

/** Where the picture of that number ends, as shares of the sheet: its middle, and its lower edge. */
export function footOf(index: number, count: number, columns: number): [x: number, y: number] {
  const rows = Math.ceil(count / columns);
  return [((index % columns) + 0.5) / columns, (Math.floor(index / columns) + (1 + DROP) / (1 + GAP)) / rows];
}

function coloured({ now, before }: Tile, ground: Ground): PixelImage {
  const { own, changed } = COLOURS[ground];
  const data = new Uint8ClampedArray(now.data.length);
  for (let i = 0; i < data.length; i += 4) {
    const change = Math.abs(now.data[i]! - before.data[i]!);
    const share = Math.min(1, change / PLAIN_CHANGE);
    for (let c = 0; c < 3; c++) data[i + c] = own[c]! + (changed[c]! - own[c]!) * share;
    data[i + 3] = Math.max(now.data[i]!, change);
  }
  return { width: now.width, height: now.height, data };
}
