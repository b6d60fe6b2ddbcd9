import type { RangeAttribute } from 'genesis-particles/gan';
import { query } from './address.ts';

/** Seconds of a sway there and back, for each slider in turn. */
const PERIODS = [15, 9];
/** How far sliders sway, as a share of the way to their ends. */
const WIDTH = 0.8;

/**
 * A slider for each range that can be asked for, where the page's address says, as `?slant=20`. Until that or a hand moves
 * one, they sway by themselves.
 */
export class SwayingSliders {
  /** What is asked of each range, by its name. */
  readonly numbers: Record<string, number> = {};
  /** Sways no more: a visitor has a wish. */
  isTaken = matchMedia('(prefers-reduced-motion: reduce)').matches;
  readonly #sliders: { input: HTMLInputElement; range: RangeAttribute }[] = [];
  #time = 0;

  offer(ranges: readonly RangeAttribute[]): void {
    for (const range of ranges) {
      const input = document.getElementById(range.name) as HTMLInputElement;
      Object.assign(input, { min: String(range.from), max: String(range.to) });
      input.addEventListener('pointerdown', () => this.#take());
      input.addEventListener('keydown', () => this.#take());
      input.addEventListener('input', () => {
        this.#take();
        this.#ask(range, input.valueAsNumber);
      });
      this.#sliders.push({ input, range });
      input.valueAsNumber = Number(query.get(range.name) ?? (range.from + range.to) / 2);
      this.#ask(range, input.valueAsNumber);
      if (query.has(range.name)) this.#take();
    }
  }

  /** Sways on. */
  frame(seconds: number): void {
    if (this.isTaken) return;
    this.#time += seconds;
    for (const [index, { input, range }] of this.#sliders.entries()) {
      const sway = WIDTH * Math.sin((2 * Math.PI * this.#time) / PERIODS[index % PERIODS.length]!);
      const value = (range.from + range.to + sway * (range.to - range.from)) / 2;
      input.valueAsNumber = value;
      this.#ask(range, value);
    }
  }

  #take(): void {
    this.isTaken = true;
  }

  #ask({ name, unit = '' }: RangeAttribute, value: number): void {
    this.numbers[name] = value;
    const digits = unit === '°' ? 0 : 1;
    const output = document.querySelector(`output[for="${name}"]`) as HTMLOutputElement;
    output.textContent = `${value.toFixed(digits)}${unit === '°' ? '' : ' '}${unit}`;
  }
}
