import type { Attribute, ValueAttribute } from 'genesis-particles/gan';

/** What is asked for: a value for some of the attributes. */
export type Wish = Readonly<Record<string, string>>;

/**
 * The pad on which a visitor asks for what the generators can make: a row of keys for a set of few classes, a list for
 * each attribute where there are several. What is pressed again is no longer asked for.
 */
export class AskPad {
  wish: Wish = {};
  /** Called when another thing is asked for. */
  onAsk: () => void = () => {};
  readonly #container: HTMLElement;
  #attributes: readonly ValueAttribute[] = [];
  #isShown = true;

  constructor(container: HTMLElement) {
    this.#container = container;
    addEventListener('keydown', event => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      if (event.target instanceof HTMLElement && event.target.closest('input, select')) return;
      const [only, ...more] = this.#isShown ? this.#attributes : [];
      if (only && more.length === 0 && only.values.includes(event.key)) this.#ask(only.name, event.key);
    });
  }

  /** Lays out what can be asked for; null: nothing. Ranges are left open. */
  offer(attributes: readonly Attribute[] | null): void {
    this.wish = {};
    this.#attributes = (attributes ?? []).filter(each => 'values' in each);
    const rows = this.#attributes.length === 1 ? this.#keys() : this.#lists();
    this.#container.replaceChildren(...rows);
    this.#hide();
  }

  /** While it is not, nothing can be asked for; what is asked for already stays. */
  set shown(shown: boolean) {
    this.#isShown = shown;
    this.#hide();
  }

  /** In the words of a generator's `sample`. */
  get request(): { attributes?: Wish } {
    return Object.keys(this.wish).length > 0 ? { attributes: this.wish } : {};
  }

  #hide(): void {
    this.#container.hidden = !this.#isShown || this.#attributes.length === 0;
  }

  #ask(name: string, value: string): void {
    const { [name]: before, ...others } = this.wish;
    this.wish = before === value || value === '' ? others : { ...others, [name]: value };
    for (const button of this.#container.querySelectorAll('button')) {
      button.setAttribute('aria-pressed', String(button.value === this.wish[name]));
    }
    this.onAsk();
  }

  #keys(): HTMLElement[] {
    return this.#attributes[0]!.values.map(value => {
      const button = document.createElement('button');
      button.type = 'button';
      button.value = value;
      button.textContent = value;
      button.setAttribute('aria-pressed', 'false');
      button.addEventListener('click', () => this.#ask(this.#attributes[0]!.name, value));
      return button;
    });
  }

  #lists(): HTMLElement[] {
    return this.#attributes.map(({ name, values }) => {
      const label = document.createElement('label');
      const select = document.createElement('select');
      select.append(new Option('any', ''), ...values.map(value => new Option(value, value)));
      select.addEventListener('change', () => this.#ask(name, select.value));
      label.append(name, select);
      return label;
    });
  }
}
