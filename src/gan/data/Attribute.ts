/**
 * What is known of each image beside its pixels. A plain class is the only attribute of its data set, named `label`.
 * Networks get it as the condition y, one attribute after the other: for named values one place each, 1 where it holds
 * and 0 elsewhere; for a range one place, from -1 at its begin to 1 at its end.
 */

import { inWords } from '../assertKnown.ts';

/** One of several values. */
export interface ValueAttribute {
  readonly name: string;
  /** At least one name; images say which by its number. */
  readonly values: readonly string[];
}

/** A number in a range: how thick a stroke is, how far something leans. */
export interface RangeAttribute {
  readonly name: string;
  /** The least. */
  readonly from: number;
  /** The most, above `from`. Images say where they are in between by a byte: 0 is `from`, 255 is `to`. */
  readonly to: number;
  /** What it is measured in, as `px` or `°`. */
  readonly unit?: string;
}

/** What is known of each image of a data set, or can be asked of a generator: one of several values, or a number. */
export type Attribute = ValueAttribute | RangeAttribute;

/** What of an image, or a sample, is each attribute: the number of a value, or for a range its place, 0 to 255. */
export type Labels = readonly number[];

/** What one attribute is, or shall be: such a number, or the share of each value, as many as there are. */
export type Wanted = number | readonly number[];

const LAST = 255;

export function isRange(attribute: Attribute): attribute is RangeAttribute {
  return !('values' in attribute);
}

/** How many labels there are of it: each is below. */
export function countLabels(attribute: Attribute): number {
  return isRange(attribute) ? LAST + 1 : attribute.values.length;
}

/** The place of a number in a range: 0 is its begin, 255 its end, and in between nothing is rounded. */
export function placeInRange({ from, to }: RangeAttribute, value: number): number {
  return ((value - from) / (to - from)) * LAST;
}

/** The number at a place in a range, see {@link placeInRange}. */
export function valueInRange({ from, to }: RangeAttribute, place: number): number {
  return from + (place / LAST) * (to - from);
}

/** Length of the condition vector. */
export function conditionSizeOf(attributes: readonly Attribute[]): number {
  return attributes.reduce((size, attribute) => size + placesOf(attribute), 0);
}

/** How many places of the condition vector are an attribute's. */
export function placesOf(attribute: Attribute): number {
  return isRange(attribute) ? 1 : attribute.values.length;
}

/** Conditions of several images, one after the other. */
export function encodeConditions(attributes: readonly Attribute[], labels: ArrayLike<Wanted>): Float32Array {
  const size = conditionSizeOf(attributes);
  const count = labels.length / attributes.length;
  const conditions = new Float32Array(count * size);
  for (let image = 0; image < count; image++) {
    let offset = image * size;
    for (const [index, attribute] of attributes.entries()) {
      const wanted = labels[image * attributes.length + index]!;
      if (typeof wanted !== 'number') conditions.set(wanted, offset);
      else if (isRange(attribute)) conditions[offset] = (2 * wanted) / LAST - 1;
      else conditions[offset + wanted] = 1;
      offset += placesOf(attribute);
    }
  }
  return conditions;
}

/** @throws TypeError or RangeError when these are no attributes. */
export function assertAttributes(attributes: readonly Attribute[]): void {
  if (!Array.isArray(attributes) || attributes.length === 0) {
    throw new TypeError(
      'attributes is no list. Give [{ name, values: [names] }, { name, from, to }, …], or leave it out.',
    );
  }
  for (const [index, attribute] of attributes.entries()) {
    const { name, values, from, to, unit } = (attribute ?? {}) as Partial<ValueAttribute & RangeAttribute>;
    const isNamed = typeof name === 'string';
    if (isNamed && values === undefined && from !== undefined) {
      assertRange(name, from, to);
      if (unit === undefined || typeof unit === 'string') continue;
    }
    const hasValues = isNamed && Array.isArray(values) && values.length > 0 && from === undefined;
    if (hasValues && values.every(value => typeof value === 'string')) continue;
    throw new TypeError(
      `Attribute ${index} is neither { name: string, values: [at least one string] } nor ` +
        '{ name: string, from: number, to: number, unit?: string }.',
    );
  }
}

function assertRange(name: string, from: unknown, to: unknown): void {
  if (Number.isFinite(from) && Number.isFinite(to) && (from as number) < (to as number)) return;
  throw new RangeError(
    `The attribute ${name} is from ${inWords(from)} to ${inWords(to)}. Give two finite numbers, the lower one first.`,
  );
}
