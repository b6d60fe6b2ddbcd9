/** The slice of the table of augmentation: every kind of addition, from the weights that ship. */
import { expect, test } from 'vitest';
import { measureSlice } from '../../../scripts/tables/augmentation.ts';

test('with additions that were generated, nearest neighbours are right more often', async () => {
  const rows = await measureSlice();
  const accuracy = Object.fromEntries(rows.map(row => [row.arm, row.accuracy]));
  expect(rows.map(({ added }) => added)).toEqual([0, 200, 200, 200, 200]);
  expect(accuracy.nothing).toBeGreaterThan(0.6);
  expect(accuracy.generated).toBeGreaterThan(accuracy.nothing! + 0.05);
  expect(accuracy['classical + generated']).toBeGreaterThan(accuracy.classical!);
});
