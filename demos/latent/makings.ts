import type { Generator } from 'genesis-particles/gan';

/** How much of each value an attribute has; the shares add up to 1. */
export type Mixture = Readonly<Record<string, number>>;

/** What an image is made of: `generator.sample(makings)` makes it. */
export interface Makings {
  readonly latent: Float32Array;
  /** By the attribute's name; of a range the number. */
  readonly attributes: Readonly<Record<string, Mixture | number>>;
}

/** Attributes that have one value each, or a number. */
export function pure(values: Readonly<Record<string, string | number>>): Makings['attributes'] {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, asWish(value)]));
}

/** The same latent vector, one attribute another. */
export function withValue({ latent, attributes }: Makings, name: string, value: string | number): Makings {
  return { latent, attributes: { ...attributes, [name]: asWish(value) } };
}

const asWish = (value: string | number) => (typeof value === 'number' ? value : { [value]: 1 });

/** The value that there is most of. */
export function mainValue(mixture: Mixture): string {
  return Object.entries(mixture).reduce((most, each) => (each[1] > most[1] ? each : most))[0];
}

/**
 * On the way past kept images, each at a whole number from 0 on: latent vectors along arcs, attributes mixed.
 * @returns null where one of the two beside that place is missing
 */
export function along(
  kept: readonly (Makings | undefined)[],
  place: number,
  generator: Pick<Generator, 'interpolate'>,
): Makings | null {
  const first = Math.min(kept.length - 2, Math.floor(place));
  const [a, b] = kept.slice(first);
  if (!a || !b) return null;
  const t = place - first;
  return { latent: generator.interpolate(a.latent, b.latent, t), attributes: mixed([a, 1 - t], [b, t]) };
}

/**
 * a − b + c, latent vectors and attributes alike. No value can be there less than not at all; and the latent vector is
 * made no longer than the longest of the three, for beyond them the generator has not learnt.
 */
export function changedAs(a: Makings, b: Makings, c: Makings): Makings {
  const sum = a.latent.map((value, i) => value - b.latent[i]! + c.latent[i]!);
  const longest = Math.max(...[a, b, c].map(({ latent }) => Math.hypot(...latent)));
  const factor = Math.min(1, longest / (Math.hypot(...sum) || 1));
  return { latent: sum.map(value => value * factor), attributes: mixed([a, 1], [b, -1], [c, 1]) };
}

function mixed(...parts: readonly (readonly [Makings, weight: number])[]): Makings['attributes'] {
  const names = Object.keys(parts[0]![0].attributes);
  return Object.fromEntries(
    names.map(name => {
      const wishes = parts.map(([{ attributes }, weight]) => [attributes[name]!, weight] as const);
      const numbers = wishes.filter((each): each is [number, number] => typeof each[0] === 'number');
      return [name, numbers.length > 0 ? sumOf(numbers) : mixtureOf(wishes as [Mixture, number][])];
    }),
  );
}

/** No less than the least of the numbers and no more than the greatest, so that it stays in their range. */
function sumOf(parts: readonly (readonly [number, weight: number])[]): number {
  const numbers = parts.map(([number]) => number);
  const sum = parts.reduce((total, [number, weight]) => total + number * weight, 0);
  return Math.min(Math.max(...numbers), Math.max(Math.min(...numbers), sum));
}

function mixtureOf(parts: readonly (readonly [Mixture, weight: number])[]): Mixture {
  const shares: Record<string, number> = {};
  for (const [mixture, weight] of parts) {
    for (const [value, share] of Object.entries(mixture))
      shares[value] = (shares[value] ?? 0) + weight * share;
  }
  const some = Object.entries(shares).filter(([, share]) => share > 0);
  const all = some.reduce((total, [, share]) => total + share, 0);
  return Object.fromEntries(some.map(([value, share]) => [value, share / all]));
}
