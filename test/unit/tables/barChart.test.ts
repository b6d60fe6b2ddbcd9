import { expect, test } from 'vitest';
import { drawBarChart } from '../../../scripts/tables/barChart.ts';

test('bars are as long as their shares, in the order of their names; what was not measured is left out', () => {
  const chart = drawBarChart({
    title: 'a & b',
    bars: ['before', 'after'],
    groups: [
      { name: 'one', shares: [0.25, 0.5] },
      { name: 'two', shares: [null, 1] },
    ],
  });
  expect(chart).toContain('a &amp; b');
  const widths = [...chart.matchAll(/width="([\d.]+)" height="10" fill="(#\w+)"/g)];
  const lengths = widths.map(([, width]) => Number(width));
  expect(lengths).toHaveLength(3);
  expect(lengths[1]).toBeCloseTo(2 * lengths[0]!);
  expect(lengths[2]).toBeCloseTo(4 * lengths[0]!);
  expect(widths[1]![2]).toBe(widths[2]![2]);
  expect(widths[0]![2]).not.toBe(widths[1]![2]);
  for (const number of ['25.0', '50.0', '100.0']) expect(chart).toContain(`>${number}<`);
});
