import { expect, test } from 'vitest';
import { drawLineChart, ticksOver } from '../../../scripts/tables/lineChart.ts';

test('ticks are round numbers around all that is drawn', () => {
  expect(ticksOver(81.2, 96.9)).toEqual([80, 85, 90, 95, 100]);
  expect(ticksOver(0, 1)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
  expect(ticksOver(0.1, 0.30000000000000004)).toEqual([0.1, 0.15, 0.2, 0.25, 0.3]);
  expect(ticksOver(5, 5)).toEqual([5, 5.2]);
});

test('every point is drawn at its value, with a bar as long as its spread, and named beside', () => {
  const chart = drawLineChart({
    title: 'a < b',
    x: 'x',
    y: 'y',
    lines: [
      {
        name: 'one',
        points: [
          { x: 10, y: 0 },
          { x: 50, y: 10, spread: 2.5 },
        ],
      },
      {
        name: 'two',
        points: [
          { x: 10, y: 10 },
          { x: 50, y: 10 },
        ],
      },
    ],
  });
  expect(chart).toContain('a &lt; b');
  const heights = [...chart.matchAll(/cy="([\d.]+)"/g)].map(([, y]) => Number(y));
  expect(heights[1]).toBe(heights[2]);
  const bars = [...chart.matchAll(/M[\d.]+ ([\d.]+)V([\d.]+)/g)].map(
    ([, from, to]) => Number(from) - Number(to),
  );
  expect(bars[0]).toBe(0);
  expect(bars[1]).toBeCloseTo((heights[0]! - heights[1]!) / 2, 0);
  const names = [...chart.matchAll(/y="([\d.]+)" style/g)].map(([, y]) => Number(y));
  expect(Math.abs(names[0]! - names[1]!)).toBeGreaterThanOrEqual(14);
});
