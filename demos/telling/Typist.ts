/** Milliseconds from word to word. */
const PACE = 800;

/** Writes a sentence into a field word by word, until somebody else wants to write there. */
export class Typist {
  private readonly field: HTMLTextAreaElement;
  private readonly written: () => unknown;
  private timer = 0;

  /** @param written is called after each word */
  constructor(field: HTMLTextAreaElement, written: () => unknown) {
    this.field = field;
    this.written = written;
    for (const kind of ['focus', 'input']) field.addEventListener(kind, () => this.stop());
  }

  write(sentence: string): void {
    this.stop();
    const words = sentence.split(/(?<= )/);
    let count = matchMedia('(prefers-reduced-motion: reduce)').matches ? words.length : 1;
    const write = () => {
      this.field.value = words.slice(0, count).join('').trimEnd();
      this.written();
      if (count++ < words.length) this.timer = window.setTimeout(write, PACE);
    };
    write();
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}
