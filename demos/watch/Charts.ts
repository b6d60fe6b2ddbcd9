import type { GanTrainer, TrainingHistory } from 'genesis-particles/gan';
import { LineChart } from './LineChart.ts';
import { make, makeButton } from './make.ts';
import { VIEWS, type ViewName } from './views.ts';

const MILLISECONDS_BETWEEN_DRAWINGS = 500;

/** How a training goes, in one chart; tabs choose what it shows. */
export class Charts {
  readonly #trainer: GanTrainer;
  readonly #history: TrainingHistory;
  readonly #tabs: ReadonlyMap<ViewName, HTMLButtonElement>;
  readonly #panel = make('div', { className: 'plot', role: 'tabpanel', id: 'plot', tabIndex: 0 });
  readonly #says = make('p', { className: 'says' });
  readonly #chart: LineChart;
  #shown: ViewName = 'losses';
  #isDue = false;
  #isDisposed = false;

  constructor(container: HTMLElement, trainer: GanTrainer, history: TrainingHistory) {
    this.#trainer = trainer;
    this.#history = history;
    const names = Object.keys(VIEWS) as ViewName[];
    this.#tabs = new Map(names.map(name => [name, this.#tab(name)]));
    const list = make('div', { className: 'tabs', role: 'tablist', ariaLabel: 'What the chart shows' });
    list.append(...this.#tabs.values());
    list.addEventListener('keydown', event => this.#walk(event, names));
    container.classList.add('charts');
    container.append(list, this.#panel, this.#says);
    this.#chart = new LineChart(this.#panel);
    for (const type of ['step', 'sample', 'vitals', 'evaluation', 'recipe']) {
      trainer.addEventListener(type, () => this.#drawSoon());
    }
    // Also when it comes into sight.
    new ResizeObserver(() => this.#draw()).observe(this.#panel);
    this.show('losses');
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#chart.dispose();
  }

  show(name: ViewName): void {
    this.#shown = name;
    for (const [each, tab] of this.#tabs) {
      tab.ariaSelected = String(each === name);
      tab.tabIndex = each === name ? 0 : -1;
    }
    this.#panel.setAttribute('aria-labelledby', this.#tabs.get(name)!.id);
    this.#draw();
  }

  #tab(name: ViewName): HTMLButtonElement {
    const tab = makeButton(name, () => this.show(name));
    tab.role = 'tab';
    tab.id = `show-${name}`;
    tab.setAttribute('aria-controls', this.#panel.id);
    return tab;
  }

  /** Arrow keys, Home and End, as the ARIA practices want it of tabs. */
  #walk(event: KeyboardEvent, names: readonly ViewName[]): void {
    const at = names.indexOf(this.#shown);
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: names.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const name = names.at(to % names.length)!;
    this.show(name);
    this.#tabs.get(name)!.focus();
  }

  #drawSoon(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    setTimeout(() => {
      this.#isDue = false;
      this.#draw();
    }, MILLISECONDS_BETWEEN_DRAWINGS);
  }

  #draw(): void {
    if (this.#isDisposed) return;
    const { rows } = this.#history;
    const view = VIEWS[this.#shown](this.#trainer.settings.objective);
    const step = rows.at(-1)?.step;
    this.#says.textContent = `${view.says}${step ? ` · step ${step.toLocaleString('en')}` : ''}`;
    if (!this.#panel.closest('details:not([open])')) this.#chart.draw(view, rows);
  }
}
