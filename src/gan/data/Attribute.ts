/**
 * What is known of each image beside its pixels. A plain class is the only attribute of its data set, named `label`.
 * Networks get it as the condition y: one place for each value of each attribute, 1 where it holds and 0 elsewhere.
 */

export interface Attribute {
  readonly name: string;
  /** At least one name; images say which by its number. */
  readonly values: readonly string[];
}

/** The value of each attribute by its number, for one image or sample. */
export type Labels = readonly number[];

/** What one attribute is, or shall be: the number of a value, or the share of each value, as many as there are. */
export type Wanted = number | readonly number[];

/** Length of the condition vector. */
export function conditionSizeOf(attributes: readonly Attribute[]): number {
  return attributes.reduce((size, { values }) => size + values.length, 0);
}

/** Conditions of several images, one after the other. */
export function encodeConditions(attributes: readonly Attribute[], labels: ArrayLike<Wanted>): Float32Array {
  const size = conditionSizeOf(attributes);
  const count = labels.length / attributes.length;
  const conditions = new Float32Array(count * size);
  for (let image = 0; image < count; image++) {
    let offset = image * size;
    for (const [index, { values }] of attributes.entries()) {
      const wanted = labels[image * attributes.length + index]!;
      if (typeof wanted === 'number') conditions[offset + wanted] = 1;
      else conditions.set(wanted, offset);
      offset += values.length;
    }
  }
  return conditions;
}

/** @throws TypeError or RangeError when these are no attributes. */
export function assertAttributes(attributes: readonly Attribute[]): void {
  if (!Array.isArray(attributes) || attributes.length === 0) {
    throw new TypeError('attributes is no list. Give [{ name, values: [names] }, …], or leave it out.');
  }
  for (const [index, attribute] of attributes.entries()) {
    const { name, values } = (attribute ?? {}) as Partial<Attribute>;
    const named = typeof name === 'string' && Array.isArray(values) && values.length > 0;
    if (named && values.every(value => typeof value === 'string')) continue;
    throw new TypeError(`Attribute ${index} is not { name: string, values: [at least one string] }.`);
  }
}
