/** Shares as bars that lie below each other, in groups, each with its number at its end. */

import { COLORS, page, text } from './svg.ts';

export interface BarChart {
  readonly title: string;
  /** What the bars of every group stand for, in order. */
  readonly bars: readonly string[];
  readonly groups: readonly BarGroup[];
}

export interface BarGroup {
  readonly name: string;
  /** From 0 to 1, one for each bar; null where it was not measured. */
  readonly shares: readonly (number | null)[];
}

const WIDTH = 720;
const [LEFT, RIGHT, TOP, BOTTOM] = [170, 60, 74, 16];
const [BAR, GAP] = [11, 12];

export function drawBarChart({ title, bars, groups }: BarChart): string {
  const step = bars.length * BAR + GAP;
  const height = TOP + groups.length * step + BOTTOM;
  const full = WIDTH - LEFT - RIGHT;
  const place = (index: number) => LEFT + (index * full) / bars.length;
  const body = [
    text(16, 26, title, 'class="title"'),
    ...bars.flatMap((name, index) => [
      `<rect x="${place(index)}" y="43" width="11" height="11" fill="${COLORS[index]}"/>`,
      text(place(index) + 17, 53, name),
    ]),
    ...groups.flatMap(({ name, shares }, row) => {
      const top = TOP + row * step;
      return [
        text(LEFT - 10, top + (shares.length * BAR) / 2 + 5, name, 'text-anchor="end"'),
        ...shares.flatMap((share, index) => {
          if (share === null) return [];
          const y = top + index * BAR;
          return [
            `<rect x="${LEFT}" y="${y}" width="${Math.max(1, share * full).toFixed(1)}" height="${BAR - 1}" fill="${COLORS[index]}"/>`,
            text(LEFT + share * full + 5, y + 9, (100 * share).toFixed(1), 'style="font-size: 10px"'),
          ];
        }),
      ];
    }),
  ];
  return page(WIDTH, height, title, body);
}
