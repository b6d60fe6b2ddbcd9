import type { HistoryRow } from './TrainingHistory.ts';

/**
 * The history as a JSON array of flat objects, one on each line: `step`, `epoch`, `imagesSeen`, `wallTime` in
 * milliseconds since 1970, and the values by name. What was not measured is missing; what was not a finite
 * number, which JSON does not have, is null.
 */
export function toJson(rows: readonly HistoryRow[]): string {
  const lines = rows.map(({ step, epoch, imagesSeen, wallTime, values }) =>
    JSON.stringify({ step, epoch, imagesSeen, wallTime, ...values }),
  );
  return `[${lines.map(line => `\n${line}`).join(',')}\n]\n`;
}
