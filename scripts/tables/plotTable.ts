import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from '../pictures.ts';
import { drawBarChart } from './barChart.ts';
import { drawLineChart } from './lineChart.ts';
import type { Table } from './Table.ts';

/** Draws `docs/tables/NAME.svg` from the JSON beside it, whoever has measured that. @throws Error when there is none */
export function plotTable(name: string, table: Table): void {
  const path = `docs/tables/${name}.json`;
  if (!existsSync(path)) throw new Error(`There is no ${path} yet. npm run table -- ${name} measures it.`);
  const plot = `docs/tables/${name}.svg`;
  const chart = table.chart(JSON.parse(readFileSync(path, 'utf8')) as never);
  writeFile(plot, 'bars' in chart ? drawBarChart(chart) : drawLineChart(chart));
  console.log(`wrote ${plot}`);
}
