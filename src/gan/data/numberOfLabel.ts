import { inWords } from '../assertKnown.ts';

/** Which of `labels` is meant, by its name or its number. @throws RangeError when it is none of them */
export function numberOfLabel(labels: readonly string[], label: string | number): number {
  const index = typeof label === 'number' ? label : labels.indexOf(label);
  if (Number.isInteger(index) && index >= 0 && index < labels.length) return index;
  throw new RangeError(
    `${inWords(label)} is no label. Known are ${labels.join(', ')}, or their numbers from 0 to ${labels.length - 1}.`,
  );
}
