/** Lines with error bars, each named at its end, as an SVG file for light and dark pages. */

import { COLORS, page, round, text } from './svg.ts';

export interface LineChart {
  readonly title: string;
  /** What is along the axes, with units. */
  readonly x: string;
  readonly y: string;
  readonly lines: readonly Line[];
}

export interface Line {
  readonly name: string;
  /** From left to right. Values of x stand side by side at equal distances, whatever they are. */
  readonly points: readonly Point[];
}

export interface Point {
  readonly x: number;
  readonly y: number;
  /** Half the length of the error bar, in the unit of y. */
  readonly spread?: number;
}

const [WIDTH, HEIGHT] = [720, 420];
const [LEFT, RIGHT, TOP, BOTTOM] = [64, 186, 48, 56];
/** Pixels from one line to the next at the same x, so that their bars stand apart where there are any. */
const DODGE = 7;
const NAME_HEIGHT = 18;
export function drawLineChart({ title, x, y, lines }: LineChart): string {
  const columns = [...new Set(lines.flatMap(({ points }) => points.map(point => point.x)))];
  const all = lines.flatMap(({ points }) =>
    points.flatMap(({ y: at, spread = 0 }) => [at - spread, at + spread]),
  );
  const ticks = ticksOver(Math.min(...all), Math.max(...all));
  const [low, high] = [ticks[0]!, ticks.at(-1)!];
  const placeX = (value: number) =>
    LEFT + ((columns.indexOf(value) + 0.5) / columns.length) * (WIDTH - LEFT - RIGHT);
  const placeY = (value: number) => TOP + ((high - value) / (high - low)) * (HEIGHT - TOP - BOTTOM);
  const names = placeNames(lines.map(({ points }) => placeY(points.at(-1)!.y)));
  const end = WIDTH - RIGHT;
  const dodge = lines.some(({ points }) => points.some(({ spread = 0 }) => spread > 0)) ? DODGE : 0;
  const body = [
    text(LEFT, 26, title, 'class="title"'),
    ...ticks.map(tick => {
      const at = round(placeY(tick));
      return `<path class="grid" d="M${LEFT} ${at}H${end}"/>${text(LEFT - 10, at + 4, format(tick), 'text-anchor="end"')}`;
    }),
    ...columns.map(column =>
      text(placeX(column), HEIGHT - BOTTOM + 22, format(column), 'text-anchor="middle"'),
    ),
    text((LEFT + end) / 2, HEIGHT - 10, x, 'text-anchor="middle"'),
    text(
      0,
      0,
      y,
      `text-anchor="middle" transform="translate(16 ${(TOP + HEIGHT - BOTTOM) / 2}) rotate(-90)"`,
    ),
    ...lines.map((line, index) => {
      const aside = (index - (lines.length - 1) / 2) * dodge;
      return drawLine(
        line,
        COLORS[index % COLORS.length]!,
        point => placeX(point.x) + aside,
        placeY,
        names[index]!,
      );
    }),
  ];
  return page(WIDTH, HEIGHT, title, body);
}

function drawLine(
  { name, points }: Line,
  color: string,
  placeX: (point: Point) => number,
  placeY: (value: number) => number,
  nameAt: number,
): string {
  const places = points.map(point => `${round(placeX(point))} ${round(placeY(point.y))}`);
  const bars = points.map(point => {
    const { y, spread = 0 } = point;
    return `M${round(placeX(point))} ${round(placeY(y - spread))}V${round(placeY(y + spread))}`;
  });
  const dots = places.map(
    place => `<circle cx="${place.split(' ')[0]}" cy="${place.split(' ')[1]}" r="3.5"/>`,
  );
  const lead = `M${places.at(-1)} L${WIDTH - RIGHT + 8} ${round(nameAt)}`;
  return (
    `<g stroke="${color}" fill="${color}"><path fill="none" stroke-width="2" d="M${places.join(' L')}"/>` +
    `<path stroke-width="1.5" d="${bars.join('')}"/><path stroke-opacity="0.4" fill="none" d="${lead}"/>${dots.join('')}</g>` +
    text(WIDTH - RIGHT + 12, nameAt + 4, name, `style="fill: ${color}"`)
  );
}

/** Round numbers from at or below `low` to at or above `high`: four to eight. */
export function ticksOver(low: number, high: number): number[] {
  const span = high - low || 1;
  const unit = 10 ** Math.floor(Math.log10(span / 4));
  const step = [1, 2, 5, 10].map(factor => factor * unit).find(each => span / each <= 6)!;
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** Where names stand so that none covers another, each as near to its line's end as that allows. */
function placeNames(ends: readonly number[]): number[] {
  const order = ends.map((_, index) => index).sort((a, b) => ends[a]! - ends[b]!);
  const places = [...ends];
  for (const [rank, index] of order.entries()) {
    if (rank > 0) places[index] = Math.max(ends[index]!, places[order[rank - 1]!]! + NAME_HEIGHT);
  }
  const over = Math.max(0, places[order.at(-1)!]! - (HEIGHT - BOTTOM));
  return places.map(place => place - over);
}

const format = (value: number): string => String(Number(value.toPrecision(6)));
