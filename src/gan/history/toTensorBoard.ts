/**
 * The history as an event file of TensorBoard: records (`tfRecord`) of `Event` messages. TensorBoard knows
 * such a file by its name, which has to contain `tfevents`, and calls a run by the folder it lies in.
 *
 *     message Event   { double wall_time = 1; int64 step = 2; string file_version = 3; Summary summary = 5; }
 *     message Summary { repeated Value value = 1; }
 *     message Value   { string tag = 1; float simple_value = 2; }
 *
 * (tensorflow/core/util/event.proto and framework/summary.proto, the fields used here.)
 */

import { concatenate } from './concatenate.ts';
import { doubleField, floatField, int64Field, messageField, stringField } from './protobuf.ts';
import type { HistoryRow } from './TrainingHistory.ts';
import { tfRecord } from './tfRecord.ts';

/** The rows as TensorBoard's event file, whose name has to contain `tfevents`. */
export function toTensorBoard(rows: readonly HistoryRow[]): Uint8Array<ArrayBuffer> {
  const version = [wallTime(rows[0]?.wallTime ?? 0), stringField(3, 'brain.Event:2')];
  return concatenate([version, ...rows.map(toEvent)].map(event => tfRecord(concatenate(event))));
}

function toEvent(row: HistoryRow): Uint8Array[] {
  const values = Object.entries(row.values).map(([name, value]) =>
    messageField(1, [stringField(1, name), floatField(2, value)]),
  );
  return [wallTime(row.wallTime), int64Field(2, row.step), messageField(5, values)];
}

/** In seconds since 1970, from milliseconds. */
function wallTime(milliseconds: number): Uint8Array {
  return doubleField(1, milliseconds / 1000);
}
