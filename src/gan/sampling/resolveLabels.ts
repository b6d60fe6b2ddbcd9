/** From what a caller asks for, by name or number, to what each attribute shall be. */

import { inWords } from '../assertKnown.ts';
import {
  type Attribute,
  isRange,
  placeInRange,
  type RangeAttribute,
  type ValueAttribute,
  type Wanted,
} from '../data/Attribute.ts';

/**
 * What is asked of one attribute: a value by its name or number; a mixture of values: how much of each, by name, as
 * `{ happy: 0.3, sad: 0.7 }`, where weights are at least 0, and what counts is their share of the sum; or for a range a
 * number of it.
 */
export type AttributeWish = string | number | Readonly<Record<string, number>>;

export interface Wish {
  readonly label?: AttributeWish | undefined;
  readonly attributes?: Readonly<Record<string, AttributeWish>> | undefined;
}

/**
 * @returns what each attribute shall be, null where nothing was asked for
 * @throws TypeError on what this generator does not know, RangeError on a number that no value has or that is outside its
 *   range, or on weights that are negative, not finite or all 0
 */
export function resolveLabels(
  known: readonly Attribute[] | null,
  { label, attributes }: Wish,
): (Wanted | null)[] {
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
    return [wantedOf(only!, label)];
  }
  const wishes = new Map(Object.entries(attributes ?? {}));
  const labels = known.map(attribute => {
    const wish = wishes.get(attribute.name);
    wishes.delete(attribute.name);
    return wish === undefined ? null : wantedOf(attribute, wish);
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

function wantedOf(attribute: Attribute, wish: AttributeWish): Wanted {
  if (isRange(attribute)) return placeOf(attribute, wish);
  if (typeof wish === 'string' || typeof wish === 'number') return numberOf(attribute, wish);
  const { name, values } = attribute;
  if (typeof wish !== 'object' || wish === null || Array.isArray(wish)) {
    throw new TypeError(
      `${name} is ${inWords(wish)}. Give a value, its number, or how much of each: { ${values[0]}: 0.5, … }.`,
    );
  }
  const weights = new Array<number>(values.length).fill(0);
  for (const [value, weight] of Object.entries(wish)) {
    if (!(typeof weight === 'number' && weight >= 0 && weight < Number.POSITIVE_INFINITY)) {
      throw new RangeError(
        `${name}: the weight of ${value} is ${inWords(weight)}. It must be a finite number of at least 0.`,
      );
    }
    weights[numberOf(attribute, value)] = weight;
  }
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (sum > 0 && sum < Number.POSITIVE_INFINITY) return weights.map(weight => weight / sum);
  throw new RangeError(
    `${name}: the weights of the mixture sum to ${sum}. Give at least one value a weight above 0, as 1.`,
  );
}

function placeOf(range: RangeAttribute, wish: AttributeWish): number {
  const { name, from, to, unit = '' } = range;
  if (typeof wish !== 'number') {
    throw new TypeError(`${name} is ${inWords(wish)}. Give a number from ${from} to ${to}.`);
  }
  if (wish >= from && wish <= to) return placeInRange(range, wish);
  throw new RangeError(
    `${name}: ${wish} was asked for. It goes from ${from} to ${to}${unit && ` (${unit})`}.`,
  );
}

function numberOf({ name, values }: ValueAttribute, wish: string | number): number {
  const index = typeof wish === 'number' ? wish : values.indexOf(wish);
  if (Number.isInteger(index) && index >= 0 && index < values.length) return index;
  throw new RangeError(
    `${name}: ${JSON.stringify(wish)} was asked for, which is no value of it. Known are ${values.join(', ')}, or their ` +
      `numbers from 0 to ${values.length - 1}.`,
  );
}
