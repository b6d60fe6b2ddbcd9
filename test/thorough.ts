/**
 * Where CI tries one of many cases that are alike, `npm run verify -- tests` tries all of them. Whoever changes what they are
 * about should run that, or the file of tests with VITE_THOROUGH=1.
 */
import { test } from 'vitest';

export const isThorough: boolean = import.meta.env.VITE_THOROUGH === '1';

/** A test of a case much like one that CI tries. */
export function thoroughly(name: string, work: () => Promise<void>): void {
  if (isThorough) test(name, work);
}

/** All cases, or in CI those whose number is a multiple of `every`. */
export const someOf = <T>(cases: readonly T[], every: number): readonly T[] =>
  isThorough ? cases : cases.filter((_, index) => index % every === 0);
