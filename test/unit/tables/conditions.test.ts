/** The slice of the table of conditions: what is asked for is met more often than by chance, and structure always. */
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { conditions, measureConditions } from '../../../scripts/tables/conditions.ts';
import { drawLineChart } from '../../../scripts/tables/lineChart.ts';

let measured: Awaited<ReturnType<typeof measureConditions>>;
beforeAll(async () => {
  measured = await measureConditions(60);
});

test('classes and attributes are what was asked for', () => {
  for (const [name, { met, chance }] of Object.entries(measured.classes)) {
    expect(met, name).toBeGreaterThan(0.75);
    expect(chance, name).toBeLessThan(0.75);
  }
});

test('numbers come near to what was asked for', () => {
  expect(measured.numbers.thickness!.correlation).toBeGreaterThan(0.8);
  expect(measured.numbers.slant!.correlation).toBeGreaterThan(0.8);
  for (const { error, chance } of Object.values(measured.numbers)) expect(error).toBeLessThan(chance / 2);
});

test('structure is met by all, and by hardly any without a decoder', () => {
  for (const { met, chance } of Object.values(measured.structure)) {
    expect(met).toBe(1);
    expect(chance).toBeLessThan(0.1);
  }
});

test('the table that is kept is of a thousand samples, and can be drawn', () => {
  const table = JSON.parse(
    readFileSync(new URL('../../../docs/tables/conditions.json', import.meta.url), 'utf8'),
  );
  expect(table.samples).toBe(1000);
  for (const { met } of Object.values<{ met: number }>(table.structure)) expect(met).toBe(1);
  expect(drawLineChart(conditions.chart(table))).toContain('exactly');
});
