import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';

const POINTS = 240;

/** Both losses over the last steps: two thin lines, each with its name at its end. */
export class LossChart {
  private readonly plot: uPlot;
  private readonly container: HTMLElement;
  private readonly labels: readonly [HTMLElement, HTMLElement];
  private steps: number[] = [];
  private losses: [number[], number[]] = [[], []];
  private stride = 1;
  private drawnAt = 0;

  constructor(container: HTMLElement) {
    this.container = container;
    const line = (color: string): uPlot.Series => ({ stroke: color, width: 1.2, points: { show: false } });
    this.plot = new uPlot(
      {
        width: container.clientWidth,
        height: container.clientHeight,
        cursor: { show: false },
        legend: { show: false },
        padding: [4, 78, 4, 0],
        scales: {
          x: { time: false },
          y: { range: (_plot, low, high) => [Math.min(0, low), Math.max(high, 0.1) * 1.05] },
        },
        axes: [{ show: false }, { show: false }],
        series: [{}, line('#5fc3dc'), line('#ffb266')],
      },
      [[], [], []],
      container,
    );
    this.labels = [this.label('discriminator'), this.label('generator')];
    addEventListener('resize', () => {
      this.plot.setSize({ width: container.clientWidth, height: container.clientHeight });
      this.placeLabels();
    });
  }

  /** Takes the losses of one step; draws at most twice a second. */
  add(step: number, discriminatorLoss: number, generatorLoss: number): void {
    if (step % this.stride !== 0) return;
    this.steps.push(step);
    this.losses[0].push(discriminatorLoss);
    this.losses[1].push(generatorLoss);
    if (this.steps.length >= 2 * POINTS) this.thin();
    if (performance.now() - this.drawnAt < 500) return;
    this.drawnAt = performance.now();
    this.plot.setData([this.steps, ...this.losses]);
    this.placeLabels();
  }

  clear(): void {
    this.steps = [];
    this.losses = [[], []];
    this.stride = 1;
    this.plot.setData([[], [], []]);
    for (const label of this.labels) label.hidden = true;
  }

  /** Keeps every second point, so that the whole history stays in view. */
  private thin(): void {
    const every = (_: number, index: number) => index % 2 === 0;
    this.steps = this.steps.filter(every);
    this.losses = [this.losses[0].filter(every), this.losses[1].filter(every)];
    this.stride *= 2;
  }

  private label(name: 'discriminator' | 'generator'): HTMLElement {
    const label = document.createElement('span');
    label.className = `legend ${name}`;
    label.textContent = name;
    label.hidden = true;
    this.container.append(label);
    return label;
  }

  /** Beside the ends of the lines, pushed apart where they would cover each other. */
  private placeLabels(): void {
    const ends = this.losses.map(losses => this.plot.valToPos(losses.at(-1) ?? 0, 'y'));
    const [first = 0, second = 0] = ends;
    const push = Math.max(0, 13 - Math.abs(first - second)) / 2;
    this.labels.forEach((label, index) => {
      const direction = (ends[index] as number) <= (ends[1 - index] as number) ? -1 : 1;
      label.style.top = `${(ends[index] as number) + (first === second && index ? push : direction * push)}px`;
      label.hidden = this.steps.length === 0;
    });
  }
}
