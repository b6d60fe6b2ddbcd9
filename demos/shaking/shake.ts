import type { Shaken, Tremor } from './Tremor.ts';

/** By whom latent vectors are moved. */
export const MOVERS = ['chance', 'an adversary'] as const;

/** What a visitor has chosen. */
export interface Wish {
  readonly mover: (typeof MOVERS)[number];
  /** Of the noise, from 0 to 1. */
  readonly size: number;
  readonly truncation: number;
}

/** Milliseconds from one shake to the next, at least. */
const PAUSE = 150;
/** Where motion is unwanted, the noise stands still. */
const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;

/**
 * What is to be seen next, again and again until `signal` aborts: digits that tremble under noise, or those that an
 * adversary finds, each as soon as it is found.
 */
export async function* shake(
  tremor: Tremor,
  wish: () => Wish,
  signal: AbortSignal,
): AsyncGenerator<readonly Shaken[]> {
  let found = '';
  while (!signal.aborted) {
    const since = performance.now();
    const wished = wish();
    const { mover, size, truncation } = wished;
    const key = JSON.stringify(wished);
    if (mover === 'chance') {
      yield await tremor.at(size, truncation, isCalm ? 0 : since / 1000);
    } else if (key !== found) {
      for await (const shaken of tremor.worst(size, truncation, signal)) {
        yield shaken;
        if (key !== JSON.stringify(wish())) break;
      }
    }
    found = key;
    await new Promise(resolve => setTimeout(resolve, Math.max(30, PAUSE + since - performance.now())));
  }
}
