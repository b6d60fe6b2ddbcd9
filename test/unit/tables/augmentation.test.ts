/** The slice of the table of augmentation: every kind of addition, from the weights that ship. */
import { readFileSync } from 'node:fs';
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

test('the whole table has every arm for every number of examples, over five seeds, and the guide tells of it', () => {
  const read = (path: string) => readFileSync(path, 'utf8');
  const { command, settings, rows } = JSON.parse(read('docs/tables/augmentation.json'));
  expect(command).toBe('python3 training/tables/augmentation.py');
  expect(settings).toMatchObject({ examples: [10, 20, 50], seeds: [1, 2, 3, 4, 5], test: 10_000 });
  expect(settings.gan_steps).toBeLessThanOrEqual(1500);
  expect(rows).toHaveLength(15);
  for (const { accuracies } of rows) expect(accuracies).toHaveLength(5);
  expect(read('docs/tables/augmentation.svg')).toContain('<svg');
  const told = read('docs/guide/training.md').replaceAll('**', '');
  const names: Record<string, string> = { 'classical + generated': 'classical and generated' };
  for (const arm of new Set<string>(rows.map((row: { arm: string }) => row.arm))) {
    const shares = rows
      .filter((row: { arm: string }) => row.arm === arm)
      .map(({ mean, spread }: { mean: number; spread: number }) => {
        return `${(100 * mean).toFixed(1)} ± ${(100 * spread).toFixed(1)} %`;
      });
    expect(told).toContain(`| ${names[arm] ?? arm} | ${shares.join(' | ')} |`);
  }
});
