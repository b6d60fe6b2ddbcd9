import type { BarChart } from './barChart.ts';
import type { LineChart } from './lineChart.ts';

/** One of the article's tables, as `npm run table` knows it. */
export interface Table {
  /** The twin's script that measures all of it into `docs/tables/NAME.json`, with its arguments. */
  readonly script?: readonly string[];
  /** In place of a script, where nothing is trained: measures all of it here. @returns what that file is to hold */
  measure?(): Promise<object>;
  /** Prints a slice of it, computed here from the weights that ship: in at most a minute, and nothing is trained. */
  quick(): Promise<void>;
  /** @param table what is in `docs/tables/NAME.json` */
  chart(table: never): LineChart | BarChart;
}
