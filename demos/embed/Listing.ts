/** Where a statement begins. */
const STATEMENT = /^[a-z]/i;
/** Of JavaScript, what a reader tells apart at a glance. */
const PARTS = /(\/\/.*)|('[^']*')|\b(await|const|from|import|new)\b/g;
const NAMES = ['comment', 'string', 'word'];

/** Code on the page, one statement of which is lit. */
export class Listing {
  readonly #lines: readonly HTMLElement[];
  readonly #code: readonly string[];

  constructor(container: HTMLElement) {
    this.#lines = [...container.querySelectorAll<HTMLElement>('.line')];
    this.#code = this.#lines.map(line => line.textContent!.trimEnd());
    for (const [index, line] of this.#lines.entries()) {
      line.replaceChildren(...highlighted(this.#code[index]!), '\n');
    }
  }

  /** @param number of the statement's first line, from 0; null: none */
  light(number: number | null): void {
    let isLit = false;
    for (const [index, line] of this.#lines.entries()) {
      if (STATEMENT.test(this.#code[index]!) || this.#code[index] === '') isLit = index === number;
      line.classList.toggle('lit', isLit);
    }
  }
}

function highlighted(line: string): Node[] {
  const parts: Node[] = [];
  let end = 0;
  for (const match of line.matchAll(PARTS)) {
    const part = document.createElement('span');
    part.className = NAMES[match.slice(1).findIndex(Boolean)]!;
    part.textContent = match[0];
    parts.push(new Text(line.slice(end, match.index)), part);
    end = match.index + match[0].length;
  }
  return [...parts, new Text(line.slice(end))];
}
