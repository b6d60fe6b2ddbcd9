import { inWords } from './assertKnown.ts';

/** @throws RangeError, which names it, where a value is no whole number of at least `least`. */
export function assertWholeFrom(least: number, values: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(values)) {
    if (Number.isInteger(value) && value >= least) continue;
    throw new RangeError(`${name} is ${inWords(value)}. It must be a whole number of at least ${least}.`);
  }
}
