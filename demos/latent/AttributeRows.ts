import type { Attribute } from 'genesis-particles/gan';
import { addChips } from '../stage/chips.ts';
import { type Makings, mainValue } from './makings.ts';

/** A row of buttons for each attribute, of which the value that an image has is marked. Narrow pages show one row at a time. */
export class AttributeRows {
  /** Called when another value is chosen. */
  onChoose: (attribute: string, value: string) => void = () => {};
  readonly #container: HTMLElement;
  #attributes: Makings['attributes'] = {};
  #marks: (() => void)[] = [];

  constructor(container: HTMLElement) {
    this.#container = container;
  }

  /** Lays out a generator's attributes. */
  offer(attributes: readonly Attribute[]): void {
    const rows = attributes.map(({ name }, index) => row(`attribute-${index}`, name));
    const tabs = row('attribute-names', 'change');
    this.#container.replaceChildren(...(rows.length > 1 ? [tabs] : []), ...rows);
    let open = 0;
    const show = () => {
      for (const [index, each] of rows.entries()) each.classList.toggle('open', index === open);
    };
    show();
    const names = attributes.map(({ name }) => name);
    addChips(
      'attribute-names',
      names,
      () => names[open]!,
      name => {
        open = names.indexOf(name);
        show();
      },
    );
    this.#marks = attributes.map(({ name, values }, index) =>
      addChips(
        `attribute-${index}`,
        values,
        () => (this.#attributes[name] ? mainValue(this.#attributes[name]) : ''),
        value => this.onChoose(name, value),
      ),
    );
  }

  /** What the image has; of a mixture the value that there is most of. */
  set attributes(attributes: Makings['attributes']) {
    this.#attributes = attributes;
    for (const mark of this.#marks) mark();
  }
}

function row(id: string, name: string): HTMLFieldSetElement {
  const fieldset = document.createElement('fieldset');
  const legend = document.createElement('legend');
  legend.textContent = name;
  fieldset.id = id;
  fieldset.className = 'chips';
  fieldset.append(legend);
  return fieldset;
}
