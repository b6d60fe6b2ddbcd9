import { wordButton } from './buttons.ts';
import { element } from './element.ts';

/** Where the browser keeps its clipboard to itself, visitors copy and paste in a field. */
export class ByHand {
  readonly element: HTMLElement;
  private readonly label = element('label', { class: 'genesis-hand-label' });
  private readonly field = element('textarea', { rows: '4', spellcheck: 'false' });
  private given: ((text: string) => void) | null = null;

  constructor() {
    const close = wordButton('Done', 'Done', () => this.close());
    this.label.append(element('span'), this.field);
    this.element = element('div', { class: 'genesis-hand', hidden: '' }, this.label, close);
    this.field.addEventListener('input', () => {
      if (this.given && this.field.value.trim()) this.given(this.field.value);
    });
  }

  /** Puts `text` on the clipboard, or into the field to be copied from there. @returns whether it is on the clipboard */
  async copy(text: string): Promise<boolean> {
    try {
      await navigator.clipboard.writeText(text);
      this.close();
      return true;
    } catch {
      this.open('The browser refuses its clipboard. Copy this:', text, null);
      this.field.select();
      return false;
    }
  }

  /** Hands what is on the clipboard, or what is pasted into the field, to `given`. */
  async paste(given: (text: string) => void): Promise<void> {
    let text: string;
    try {
      text = await navigator.clipboard.readText();
    } catch {
      this.open('The browser refuses its clipboard. Paste here:', '', given);
      return;
    }
    given(text);
  }

  close(): void {
    this.element.hidden = true;
    this.given = null;
  }

  private open(label: string, text: string, given: ((text: string) => void) | null): void {
    (this.label.firstChild as HTMLElement).textContent = label;
    this.field.value = text;
    this.field.readOnly = given === null;
    this.given = given;
    this.element.hidden = false;
    this.field.focus();
  }
}
