import type { HistoryRow } from 'genesis-particles/gan';

/**
 * A history as narrow as a chart: for each column of steps the mean of what was measured in it, so that a line is thin
 * however noisy its steps are. Columns are a power of two of steps wide, so that they stay what they are while the
 * history grows.
 *
 * @param most columns there may be, and at least half as many unless there are fewer steps
 * @returns the columns' steps, and for each of `reads` its means; null where nothing was measured
 */
export function columns(
  rows: readonly HistoryRow[],
  reads: readonly ((values: HistoryRow['values']) => number | undefined)[],
  most: number,
): [number[], ...(number | null)[][]] {
  const [first, last] = [rows[0]?.step ?? 0, rows.at(-1)?.step ?? 0];
  let width = 1;
  while (Math.floor(last / width) - Math.floor(first / width) >= most) width *= 2;
  const groups = new Map<number, HistoryRow[]>();
  for (const row of rows) {
    const column = Math.floor(row.step / width);
    const group = groups.get(column);
    if (group) group.push(row);
    else groups.set(column, [row]);
  }
  const grouped = [...groups.values()];
  return [
    grouped.map(group => mean(group.map(({ step }) => step))!),
    ...reads.map(read => grouped.map(group => mean(group.map(({ values }) => read(values))))),
  ];
}

function mean(values: readonly (number | undefined)[]): number | null {
  const measured = values.filter(value => Number.isFinite(value)) as number[];
  return measured.length ? measured.reduce((sum, value) => sum + value, 0) / measured.length : null;
}
