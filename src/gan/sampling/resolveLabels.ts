/** From what a caller asks for, by name or number, to the number of each attribute's value. */

import type { Attribute } from '../data/Attribute.ts';

export interface Wish {
  readonly label?: string | number | undefined;
  readonly attributes?: Readonly<Record<string, string | number>> | undefined;
}

/**
 * @returns for each attribute the number of the value, or null where nothing was asked for
 * @throws TypeError on what this generator does not know, RangeError on a number that no value has
 */
export function resolveLabels(
  known: readonly Attribute[] | null,
  { label, attributes }: Wish,
): (number | null)[] {
  if (!known) return refuseWish(label, attributes);
  if (label !== undefined && attributes !== undefined) {
    throw new TypeError('sample was given a label and attributes. Give one of them.');
  }
  if (label !== undefined) {
    const [only, ...more] = known;
    if (more.length > 0) {
      throw new TypeError(
        `label: ${JSON.stringify(label)} was asked for, but this generator knows several attributes: ` +
          `${known.map(({ name }) => name).join(', ')}. Give attributes: { ${only!.name}: … }.`,
      );
    }
    return [numberOf(only!, label)];
  }
  const wishes = new Map(Object.entries(attributes ?? {}));
  const labels = known.map(attribute => {
    const wish = wishes.get(attribute.name);
    wishes.delete(attribute.name);
    return wish === undefined ? null : numberOf(attribute, wish);
  });
  for (const name of wishes.keys()) {
    throw new TypeError(
      `The attribute ${JSON.stringify(name)} is not known. Known are ${known.map(each => each.name).join(', ')}.`,
    );
  }
  return labels;
}

function refuseWish(label: Wish['label'], attributes: Wish['attributes']): [] {
  if (label === undefined && attributes === undefined) return [];
  const wish =
    label === undefined ? `attributes: ${JSON.stringify(attributes)}` : `label: ${JSON.stringify(label)}`;
  throw new TypeError(
    `${wish} was asked for, but this generator is unconditional: it knows no labels. Leave it out.`,
  );
}

function numberOf({ name, values }: Attribute, wish: string | number): number {
  const index = typeof wish === 'number' ? wish : values.indexOf(wish);
  if (Number.isInteger(index) && index >= 0 && index < values.length) return index;
  throw new RangeError(
    `${name}: ${JSON.stringify(wish)} was asked for, which is no value of it. Known are ${values.join(', ')}, or their ` +
      `numbers from 0 to ${values.length - 1}.`,
  );
}
