import type { NoiseEffect } from 'genesis-particles/gan';

const [WIDTH, HEIGHT] = [268, 84];
const [LEFT, RIGHT, TOP, BOTTOM] = [30, 44, 6, 16];
const NAME_HEIGHT = 11;
const SVG = 'http://www.w3.org/2000/svg';

/** How many digits stay what they are, by the size of the noise: a line for each recipe that has been measured. */
export class KeptCurve {
  readonly #svg: Element;
  readonly #dot = document.createElementNS(SVG, 'circle');
  #mine: readonly NoiseEffect[] = [];

  constructor(svg: Element) {
    this.#svg = svg;
    this.#dot.setAttribute('r', '4');
    this.show(new Map(), '');
  }

  /** @param chosen the name of the line that stands out */
  show(lines: ReadonlyMap<string, readonly NoiseEffect[]>, chosen: string): void {
    this.#mine = lines.get(chosen) ?? [];
    const axes = [0, 0.5, 1].flatMap(share => [
      path('axis', `M${LEFT} ${y(share)}H${x(1)}`),
      text(`${100 * share} %`, LEFT - 5, y(share) + 3, 'end'),
    ]);
    const sizes = [0, 0.5, 1].map(size => text(String(size), x(size), HEIGHT - 2, 'middle'));
    const drawn = [...lines].map(([name, effects]) =>
      path(
        name === chosen ? 'mine' : '',
        `M${[{ size: 0, kept: 1 }, ...effects].map(({ size, kept }) => `${x(size)} ${y(kept)}`).join('L')}`,
      ),
    );
    const names = placeNames(lines).map(([name, down]) => text(name, x(1) + 6, down + 3, 'start'));
    this.#svg.replaceChildren(...axes, ...sizes, ...drawn, ...names, this.#dot);
  }

  /** Marks where one stands: on the line that stands out, or at the share that is given. */
  mark(size: number, share: number | null): void {
    const kept = share ?? this.#keptAt(size);
    this.#dot.toggleAttribute('hidden', kept === null);
    if (kept === null) return;
    this.#dot.setAttribute('cx', String(x(size)));
    this.#dot.setAttribute('cy', String(y(kept)));
  }

  #keptAt(size: number): number | null {
    const after = this.#mine.findIndex(effect => effect.size >= size);
    if (after < 0) return null;
    const [from, to] = [this.#mine[after - 1] ?? { size: 0, kept: 1 }, this.#mine[after]!];
    return from.kept + ((to.kept - from.kept) * (size - from.size)) / (to.size - from.size);
  }
}

/** Each name at the end of its line, or as far above it as those below take. */
function placeNames(lines: ReadonlyMap<string, readonly NoiseEffect[]>): [name: string, down: number][] {
  const ends = [...lines].map(([name, effects]): [string, number] => [name, y(effects.at(-1)!.kept)]);
  ends.sort(([, a], [, b]) => b - a);
  for (const [index, end] of ends.entries()) {
    const below = ends[index - 1];
    if (below) end[1] = Math.min(end[1], below[1] - NAME_HEIGHT);
  }
  return ends;
}

const x = (size: number): number => LEFT + size * (WIDTH - LEFT - RIGHT);
const y = (share: number): number => TOP + (1 - share) * (HEIGHT - TOP - BOTTOM);

function path(name: string, d: string): Element {
  const element = document.createElementNS(SVG, 'path');
  element.setAttribute('class', name);
  element.setAttribute('d', d);
  return element;
}

function text(words: string, at: number, down: number, anchor: string): Element {
  const element = document.createElementNS(SVG, 'text');
  element.setAttribute('x', String(at));
  element.setAttribute('y', String(down));
  element.setAttribute('text-anchor', anchor);
  element.textContent = words;
  return element;
}
