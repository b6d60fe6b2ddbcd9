import { expect, test } from 'vitest';
import { progressInWords } from '../../../demos/stage/progressInWords.ts';

test.each([
  [{ loaded: 0, total: null, unit: 'bytes', what: 'digits' }, 'Loading digits'],
  [{ loaded: 1_572_864, total: 10_380_902, unit: 'bytes', what: 'digits' }, 'Loading digits: 1.5 of 9.9 MB'],
  // Small files come in kilobytes, and never as 0.0 of 0.0.
  [{ loaded: 12_100, total: 28_881, unit: 'bytes', what: 'labels' }, 'Loading labels: 12 of 29 kB'],
  [{ loaded: 100, total: null, unit: 'bytes', what: 'labels' }, 'Loading labels: 1 kB'],
  [{ loaded: 12, total: 40, unit: 'shaders', what: 'Shaders' }, 'Shaders: 12 of 40'],
  [{ loaded: 0, total: 500, unit: 'images', what: 'Examining' }, 'Examining…'],
] as const)('%o is "%s"', (detail, words) => {
  expect(progressInWords(detail)).toBe(words);
});
