import { wordButton } from './buttons.ts';
import { element } from './element.ts';

/** The foot of the panel: what has been done, and what the entry does that has the focus. */
export class Notice {
  readonly element: HTMLElement;
  private readonly status = element('p', { role: 'status', class: 'genesis-status' });
  private readonly aside = element('span', { class: 'genesis-aside' });
  /** Entries are described by it to screen readers, which need not read it here as well. */
  private readonly explanation = element('p', { 'aria-hidden': 'true', class: 'genesis-help' });

  constructor() {
    const line = element('div', { class: 'genesis-line' }, this.status, this.aside);
    this.element = element('div', { class: 'genesis-foot' }, this.explanation, line);
  }

  /** Says what was done, or why not; also to screen readers. With a way to take it back, where there is one. */
  say(sentence: string, back?: { readonly word: string; readonly act: () => void }): void {
    this.status.textContent = sentence;
    this.aside.replaceChildren();
    if (back) this.aside.append(wordButton(back.word, back.word, back.act));
  }

  /** Runs something that may go wrong, and says so if it does. */
  async attempt(act: () => Promise<void> | void): Promise<void> {
    try {
      await act();
    } catch (error) {
      this.say((error as Error).message);
    }
  }

  /** Explains an entry; the empty text takes the explanation away. */
  explain(help: string): void {
    this.explanation.textContent = help;
  }
}
