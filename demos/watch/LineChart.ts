import type { HistoryRow } from 'genesis-particles/gan';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { columns } from './columns.ts';
import { make } from './make.ts';
import { spread } from './spread.ts';
import type { View } from './views.ts';

const COLUMNS = 160;
/** CSS pixels: what a label takes beside the plot and in height, and what is free above and below the plot. */
const [LABEL_WIDTH, LABEL_HEIGHT, AIR] = [112, 14, 4];
/** Of the style sheet, on either ground. */
const COLORS = ['var(--cool)', 'var(--accent)', 'var(--quiet)'];

/** One view of a history as thin lines, each with its name and its newest value at its end. */
export class LineChart {
  readonly #plot: uPlot;
  readonly #empty = make('p', { className: 'empty' });
  readonly #labels = COLORS.map(color => {
    const label = make('span', { className: 'label', hidden: true });
    label.style.color = color;
    return label;
  });
  #view: View | null = null;

  constructor(container: HTMLElement) {
    const [cool, warm, quiet] = COLORS.map(
      (_, index): uPlot.Series => ({
        stroke: () => getComputedStyle(this.#labels[index]!).color,
        width: 1.2,
        spanGaps: true,
        points: { show: false },
      }),
    );
    this.#plot = new uPlot(
      {
        width: 1,
        height: 1,
        cursor: { show: false },
        legend: { show: false },
        padding: [AIR, LABEL_WIDTH, AIR, 0],
        scales: { x: { time: false }, y: { range: (_plot, low, high) => this.#range(low, high) } },
        axes: [{ show: false }, { show: false }],
        hooks: { draw: [() => this.#placeLabels()] },
        series: [{}, cool!, warm!, { ...quiet, width: 1, dash: [2, 4] }],
      },
      [[], [], [], []],
      container,
    );
    container.append(this.#empty, ...this.#labels);
  }

  dispose(): void {
    this.#plot.destroy();
  }

  draw(view: View, rows: readonly HistoryRow[]): void {
    this.#view = view;
    const reads = lineUp(view).map(line => (values: HistoryRow['values']) => {
      const value = line?.read(values);
      return value !== undefined && view.logarithmic ? Math.log10(value) : value;
    });
    const { clientWidth: width, clientHeight: height } = this.#plot.root.parentElement!;
    if (this.#plot.width !== width || this.#plot.height !== height) this.#plot.setSize({ width, height });
    this.#plot.setData(columns(rows, reads, COLUMNS));
  }

  #range(low: number | null, high: number | null): [number, number] {
    const values = [low, high, ...(this.#view?.include ?? [])].filter(value => value !== null);
    const [least, most] = values.length ? [Math.min(...values), Math.max(...values)] : [0, 1];
    const air = (most - least || 1) * 0.04;
    return [least - air, most + air];
  }

  /** Beside the ends of the lines, moved apart where they would cover each other. */
  #placeLabels(): void {
    for (const label of this.#labels) label.hidden = true;
    if (!this.#view) return;
    const { empty, logarithmic } = this.#view;
    const lines = lineUp(this.#view);
    const ends = lines.map((_, index) => newest([...this.#plot.data[index + 1]!]));
    const isMeasured = ends[0] !== null || ends[1] !== null;
    this.#empty.textContent = isMeasured ? '' : empty;
    const shown = isMeasured ? [0, 1, 2].filter(index => ends[index] !== null) : [];
    const tops = shown.map(index => AIR + this.#plot.valToPos(ends[index]!, 'y'));
    for (const [place, top] of spread(tops, LABEL_HEIGHT, this.#plot.height).entries()) {
      const index = shown[place]!;
      const [label, end] = [this.#labels[index]!, ends[index]!];
      const value = make('b', { textContent: short(logarithmic ? 10 ** end : end) });
      label.replaceChildren(lines[index]!.name, value);
      label.style.top = `${top}px`;
      label.hidden = false;
    }
  }
}

const lineUp = ({ lines, reference }: View) => [lines[0], lines[1], reference];

function newest(values: (number | null | undefined)[]): number | null {
  return values.filter(value => value !== null).at(-1) ?? null;
}

function short(value: number): string {
  return Math.abs(value) < 0.1 ? value.toPrecision(2) : value.toFixed(Math.abs(value) < 100 ? 2 : 0);
}
