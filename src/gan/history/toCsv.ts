import type { HistoryRow } from './TrainingHistory.ts';

/**
 * The history as a table (RFC 4180): a header line, then a line for each row; `wallTime` in milliseconds
 * since 1970, and an empty cell for what was not measured. Names are columns in the order in which they first
 * appear.
 */
export function toCsv(rows: readonly HistoryRow[]): string {
  const names = [...new Set(rows.flatMap(({ values }) => Object.keys(values)))];
  const lines = [
    ['step', 'epoch', 'imagesSeen', 'wallTime', ...names],
    ...rows.map(({ step, epoch, imagesSeen, wallTime, values }) => [
      step,
      epoch,
      imagesSeen,
      wallTime,
      ...names.map(name => (Object.hasOwn(values, name) ? values[name]! : '')),
    ]),
  ];
  return lines.map(cells => `${cells.map(toCell).join(',')}\r\n`).join('');
}

function toCell(content: string | number): string {
  const text = String(content);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
