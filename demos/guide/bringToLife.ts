/** Runs the live blocks of a page of the guide: the one that is in view, and none for those who asked for little motion. */
import { type Block, Example } from './Example.ts';

/** @param blocks of the page, in order; each is loaded when it is run first. */
export function bringToLife(blocks: readonly (() => Promise<unknown>)[]): void {
  const figures = [...document.querySelectorAll<HTMLElement>('.stage')].map(
    (figure, number) => new Figure(figure, blocks[number] as () => Promise<Block>),
  );
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const shares = new Map<Element, number>();
  const observer = new IntersectionObserver(
    entries => {
      for (const { target, intersectionRatio } of entries) shares.set(target, intersectionRatio);
      const best = figures.reduce((one, other) =>
        (shares.get(other.element) ?? 0) > (shares.get(one.element) ?? 0) ? other : one,
      );
      if (playing && (shares.get(playing.element) ?? 0) === 0) playing.stop();
      if (!calm && !playing && !best.refused && (shares.get(best.element) ?? 0) >= ENOUGH) void best.play();
    },
    { threshold: [0, ENOUGH] },
  );
  for (const { element } of figures) observer.observe(element);
  addEventListener('resize', () => example?.resize());
}

/** Share of a figure that is to be seen when it starts. */
const ENOUGH = 0.6;

let example: Example | null = null;
let playing: Figure | null = null;

/** The place beside a block where it runs, with a button to run and to stop it. */
class Figure {
  readonly element: HTMLElement;
  /** The reader has stopped it: it does not start by itself any more. */
  refused = false;
  private readonly load: () => Promise<Block>;
  private readonly button: HTMLButtonElement;
  private readonly status: HTMLElement;
  private readonly canvas: HTMLElement;

  constructor(element: HTMLElement, load: () => Promise<Block>) {
    this.element = element;
    this.load = load;
    this.button = element.querySelector('button') as HTMLButtonElement;
    this.status = element.querySelector('[role="status"]') as HTMLElement;
    this.canvas = element.querySelector('.canvas') as HTMLElement;
    this.button.addEventListener('click', () => {
      this.refused = playing === this;
      if (this.refused) this.stop();
      else void this.play();
    });
  }

  async play(): Promise<void> {
    playing?.stop();
    playing = this;
    this.show('running', 'Running.');
    try {
      const block = await this.load();
      if (playing !== this) return;
      example ??= new Example();
      example.onFormed = () => playing?.show('formed', 'Running.');
      await example.play(block, this.canvas);
    } catch (error) {
      if (playing !== this) return;
      this.stop();
      this.refused = true;
      this.show('failed', (error as Error).message);
    }
  }

  stop(): void {
    if (playing !== this) return;
    playing = null;
    example?.stop();
    this.show('resting', 'This very code.');
  }

  show(state: 'resting' | 'running' | 'formed' | 'failed', sentence: string): void {
    this.element.dataset.state = state;
    if (this.status.textContent !== sentence) this.status.textContent = sentence;
    const runs = state === 'running' || state === 'formed';
    this.button.textContent = runs ? 'Stop' : 'Run';
  }
}
