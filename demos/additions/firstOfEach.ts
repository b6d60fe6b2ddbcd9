import type { TestDigit } from '../pictures/testDigits.ts';

/** The first `count` of each label, in turns (0, 1, 2, …, 0, 1, …), and all the others. */
export function firstOfEach(
  count: number,
  digits: readonly TestDigit[],
): { few: TestDigit[]; others: TestDigit[] } {
  const labels = [...new Set(digits.map(({ label }) => label))].sort();
  const kinds = labels.map(label => digits.filter(digit => digit.label === label));
  const few = Array.from({ length: count }, (_, turn) => kinds.map(kind => kind[turn]!)).flat();
  const known = new Set(few);
  return { few, others: digits.filter(digit => !known.has(digit)) };
}
