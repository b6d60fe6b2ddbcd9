import type { ReadPrompt } from 'genesis-particles/gan';

/** Says what a generator reads of a text: the words that it does not know, and the nearest ones that it does. */
export class Reading {
  private readonly line = document.getElementById('reading') as HTMLElement;
  private readonly replace: (word: string, by: string) => void;

  /** @param replace is called when somebody takes a known word for an unknown one */
  constructor(replace: (word: string, by: string) => void) {
    this.replace = replace;
  }

  show({ known, unknown }: ReadPrompt): void {
    const [first] = unknown;
    if (!first) {
      this.line.textContent = known.length > 0 ? 'It knows all of these words.' : '';
      return;
    }
    const strange = document.createElement('s');
    strange.textContent = first.word;
    const nearest = first.nearest.flatMap(word => [' ', this.button(first.word, word)]);
    const others = unknown.slice(1).map(({ word }) => word);
    const rest = others.length > 0 ? ` Nor ${others.join(', ')}.` : '';
    this.line.replaceChildren('It does not know ', strange, '. Rather', ...nearest, `?${rest}`);
  }

  private button(word: string, by: string): HTMLButtonElement {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = by;
    button.addEventListener('click', () => this.replace(word, by));
    return button;
  }
}
