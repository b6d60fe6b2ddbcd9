import type { Attribute, RangeAttribute, ValueAttribute } from 'genesis-particles/gan';
import { addChips } from '../stage/chips.ts';
import { type Makings, mainValue } from './makings.ts';

/** A row for each attribute: buttons, of which the value that an image has is marked, or the slider of a range. Narrow pages show one row at a time. */
export class AttributeRows {
  /** Called when another value is chosen. */
  onChoose: (attribute: string, value: string | number) => void = () => {};
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
    this.#marks = attributes.map((attribute, index) =>
      'values' in attribute ? this.#addValues(attribute, index) : this.#addRange(attribute, rows[index]!),
    );
  }

  /** What the image has; of a mixture the value that there is most of. */
  set attributes(attributes: Makings['attributes']) {
    this.#attributes = attributes;
    for (const mark of this.#marks) mark();
  }

  #addValues({ name, values }: ValueAttribute, index: number): () => void {
    const main = () => {
      const has = this.#attributes[name];
      return typeof has === 'object' ? mainValue(has) : '';
    };
    return addChips(`attribute-${index}`, values, main, value => this.onChoose(name, value));
  }

  #addRange({ name, from, to }: RangeAttribute, row: HTMLElement): () => void {
    const slider = document.createElement('input');
    Object.assign(slider, { type: 'range', min: from, max: to, step: 'any', ariaLabel: name });
    slider.addEventListener('change', () => this.onChoose(name, slider.valueAsNumber));
    row.append(slider);
    return () => {
      slider.value = String(this.#attributes[name] ?? (from + to) / 2);
    };
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
