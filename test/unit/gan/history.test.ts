import { PbfReader } from 'pbf';
import { describe, expect, it } from 'vitest';
import { crc32c } from '../../../src/gan/cyclicRedundancy.ts';
import { int64Field } from '../../../src/gan/history/protobuf.ts';
import { type HistoryRow, TrainingHistory } from '../../../src/gan/history/TrainingHistory.ts';
import { tfRecord } from '../../../src/gan/history/tfRecord.ts';
import { toCsv } from '../../../src/gan/history/toCsv.ts';
import { toJson } from '../../../src/gan/history/toJson.ts';
import { toTensorBoard } from '../../../src/gan/history/toTensorBoard.ts';

function position(step: number) {
  return { step, epoch: Math.ceil(step / 10), imagesSeen: 8 * step };
}

/** A history of steps from 1, each with a loss that is its number. */
function historyOf(steps: number, most?: number): TrainingHistory {
  const history = new TrainingHistory(most);
  for (let step = 1; step <= steps; step++) history.add(position(step), { loss: step }, 1000 * step);
  return history;
}

function stepsOf(history: TrainingHistory): number[] {
  return history.rows.map(({ step }) => step);
}

describe('the history', () => {
  it('has a row for each step, with what was known of it', () => {
    const history = new TrainingHistory();
    history.add(position(0), { diversity: 0.5 }, 5);
    history.add(position(1), { discriminatorLoss: 1.5, generatorLoss: 2 }, 7);
    expect(history.rows).toEqual([
      { step: 0, epoch: 0, imagesSeen: 0, wallTime: 5, values: { diversity: 0.5 } },
      { step: 1, epoch: 1, imagesSeen: 8, wallTime: 7, values: { discriminatorLoss: 1.5, generatorLoss: 2 } },
    ]);
  });

  it('takes values that come late, in the order of the steps', () => {
    const history = historyOf(3);
    history.add(position(2), { frechetDistance: 40 }, 9000);
    history.add(position(2), { loss: -2 }, 9001);
    history.add(position(0), { diversity: 1 }, 9002);
    expect(stepsOf(history)).toEqual([0, 1, 2, 3]);
    expect(history.rows[2]).toEqual({
      ...position(2),
      wallTime: 2000,
      values: { loss: -2, frechetDistance: 40 },
    });
  });

  it('hands out rows that later ones do not change', () => {
    const history = historyOf(2);
    const before = history.rows;
    history.add(position(2), { loss: 7 }, 0);
    history.add(position(3), { loss: 8 }, 0);
    expect(before.map(({ values }) => values)).toEqual([{ loss: 1 }, { loss: 2 }]);
  });

  it('keeps the newest half as it came, and of what is before one row for so many steps', () => {
    expect(stepsOf(historyOf(20, 20))).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    // 20 rows are newest; 80 before them, of which every fourth is left.
    const history = historyOf(100, 40);
    expect(stepsOf(history)).toEqual([
      ...Array.from({ length: 20 }, (_, i) => 1 + 4 * i),
      ...Array.from({ length: 20 }, (_, i) => 81 + i),
    ]);
    for (const { step, imagesSeen, wallTime, values } of history.rows) {
      expect({ imagesSeen, wallTime, values }).toEqual({
        imagesSeen: 8 * step,
        wallTime: 1000 * step,
        values: { loss: step },
      });
    }
  });

  it.each([2, 7, 10, 64])('is even and never more than %i rows, however long it takes', most => {
    const history = new TrainingHistory(most);
    for (let step = 1; step <= 20_000; step++) {
      history.add(position(step), { loss: step }, 0);
      if (history.rows.length > most) expect.unreachable(`${history.rows.length} rows at step ${step}`);
    }
    const steps = stepsOf(history);
    const newest = Math.floor(most / 2);
    expect(steps.slice(-newest)).toEqual(Array.from({ length: newest }, (_, i) => 20_001 - newest + i));
    const old = steps.slice(0, -newest);
    const gaps = new Set(old.slice(1).map((step, i) => step - old[i]!));
    expect(old[0]).toBe(1);
    expect(gaps.size).toBeLessThanOrEqual(1);
    expect(old.length).toBeGreaterThanOrEqual(Math.floor(newest / 2));
  });

  it('loses nothing rare while the common is thinned out', () => {
    const history = new TrainingHistory(100);
    for (let step = 1; step <= 5000; step++) {
      history.add(position(step), { loss: step }, 0);
      // Some on rows of their own, some late.
      if (step % 250 === 0) history.add(position(step), { frechetDistance: step }, 0);
      if (step % 400 === 30) history.add({ ...position(step), step: step - 0.5 }, { diversity: step }, 0);
    }
    const [distances, diversities] = ['frechetDistance', 'diversity'].map(name =>
      history.rows.filter(({ values }) => name in values).map(({ step, values }) => [step, values[name]!]),
    );
    // The rarest stays exactly where it was. Others may stand beside a rarer one that is so near that one row is
    // for both.
    expect(diversities).toEqual(Array.from({ length: 13 }, (_, i) => [400 * i + 29.5, 400 * i + 30]));
    expect(distances!.map(([, value]) => value)).toEqual(Array.from({ length: 20 }, (_, i) => 250 * (i + 1)));
    for (const [step, value] of distances!) expect(Math.abs(step! - value!)).toBeLessThan(128);
    expect(distances!.filter(([step, value]) => step !== value).length).toBeLessThan(8);
    expect(history.rows.length).toBeLessThanOrEqual(100);
  });

  it('has room for late steps that nobody has heard of, without end', () => {
    const history = new TrainingHistory(20);
    history.add(position(1_000_000), { loss: 0 }, 0);
    for (let step = 5000; step > 0; step--) history.add(position(step), { loss: step }, 0);
    expect(history.rows.length).toBeLessThanOrEqual(20);
    expect(stepsOf(history)).toEqual([...stepsOf(history)].sort((a, b) => a - b));
  });

  it('begins anew', () => {
    const history = historyOf(1000, 20);
    history.clear();
    expect(history.rows).toEqual([]);
    for (let step = 1; step <= 20; step++) history.add(position(step), { loss: step }, 0);
    expect(history.rows).toHaveLength(20);
  });
});

const rows: readonly HistoryRow[] = [
  { step: 0, epoch: 0, imagesSeen: 0, wallTime: 1_700_000_000_000, values: { diversity: 0.25 } },
  {
    step: 3_000_000_000,
    epoch: 2,
    imagesSeen: 640,
    wallTime: 1_700_000_001_500,
    values: { loss: -1e-7, 'größe, "roh"': Number.NaN, diversity: Number.POSITIVE_INFINITY },
  },
];

describe('as CSV', () => {
  it('has a header, a line for each row and empty cells for gaps', () => {
    expect(toCsv(rows)).toBe(
      'step,epoch,imagesSeen,wallTime,diversity,loss,"größe, ""roh"""\r\n' +
        '0,0,0,1700000000000,0.25,,\r\n' +
        '3000000000,2,640,1700000001500,Infinity,-1e-7,NaN\r\n',
    );
  });

  it('quotes line breaks, and takes names that every object has', () => {
    const values = Object.fromEntries([
      ['a\nb', 1],
      ['toString', 2],
    ]);
    expect(
      toCsv([
        { ...rows[0]!, values: {} },
        { ...rows[0]!, values },
      ]),
    ).toBe(
      'step,epoch,imagesSeen,wallTime,"a\nb",toString\r\n0,0,0,1700000000000,,\r\n0,0,0,1700000000000,1,2\r\n',
    );
  });

  it('of nothing is a header', () => {
    expect(toCsv([])).toBe('step,epoch,imagesSeen,wallTime\r\n');
  });
});

describe('as JSON', () => {
  it('is a list of flat objects', () => {
    expect(JSON.parse(toJson(rows))).toEqual([
      { step: 0, epoch: 0, imagesSeen: 0, wallTime: 1_700_000_000_000, diversity: 0.25 },
      {
        step: 3_000_000_000,
        epoch: 2,
        imagesSeen: 640,
        wallTime: 1_700_000_001_500,
        loss: -1e-7,
        'größe, "roh"': null,
        diversity: null,
      },
    ]);
    expect(JSON.parse(toJson([]))).toEqual([]);
  });
});

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, character => character.charCodeAt(0));
}

describe('CRC-32C', () => {
  // RFC 3720, appendix B.4, and the check value of the catalogues.
  it.each([
    ['nothing', new Uint8Array(0), 0],
    ['the digits', ascii('123456789'), 0xe306_9283],
    ['zeros', new Uint8Array(32), 0x8a91_36aa],
    ['ones', new Uint8Array(32).fill(0xff), 0x62a8_ab43],
    ['rising', Uint8Array.from({ length: 32 }, (_, i) => i), 0x46dd_794e],
    ['falling', Uint8Array.from({ length: 32 }, (_, i) => 31 - i), 0x113f_db5c],
  ])('of %s', (_, bytes, crc) => {
    expect(crc32c(bytes)).toBe(crc);
  });
});

describe('a record', () => {
  // A record of TensorBoard's event_file_loader_test.
  it('is framed as TensorBoard frames it', () => {
    const data = '\t\x00\x00\xc0%\xddu\xd5A\x1a\rbrain.Event:1';
    expect(tfRecord(ascii(data))).toEqual(
      ascii(`\x18\x00\x00\x00\x00\x00\x00\x00\xa3\x7fK"${data}\xec\xf32\x8d`),
    );
  });
});

/** Takes the records of a file apart, and does not trust them. */
function recordsOf(file: Uint8Array): Uint8Array[] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const records: Uint8Array[] = [];
  for (let at = 0; at < file.length; ) {
    const length = Number(view.getBigUint64(at, true));
    expect(unmask(view.getUint32(at + 8, true))).toBe(crc32c(file.subarray(at, at + 8)));
    const data = file.subarray(at + 12, at + 12 + length);
    expect(unmask(view.getUint32(at + 12 + length, true))).toBe(crc32c(data));
    records.push(data);
    at += 16 + length;
  }
  return records;
}

function unmask(masked: number): number {
  const turned = (masked - 0xa282_ead8) >>> 0;
  return ((turned << 15) | (turned >>> 17)) >>> 0;
}

interface Event {
  wallTime?: number;
  step?: number;
  fileVersion?: string;
  values?: { tag?: string; simpleValue?: number }[];
}

const VARINT = 0;
const FIXED64 = 1;
const BYTES = 2;
const FIXED32 = 5;

/**
 * By the messages of tensorflow/core/util/event.proto and framework/summary.proto:
 *
 *     message Event {
 *       double wall_time = 1;
 *       int64 step = 2;
 *       oneof what { string file_version = 3; Summary summary = 5; }
 *     }
 *     message Summary {
 *       message Value { string tag = 1; oneof value { float simple_value = 2; } }
 *       repeated Value value = 1;
 *     }
 */
function readEvent(message: Uint8Array): Event {
  const expectType = (pbf: PbfReader, type: number) => expect(pbf.type).toBe(type);
  const readValue = (field: number, value: NonNullable<Event['values']>[number], pbf: PbfReader) => {
    expectType(pbf, field === 1 ? BYTES : FIXED32);
    if (field === 1) value.tag = pbf.readString();
    else if (field === 2) value.simpleValue = pbf.readFloat();
    else expect.unreachable(`field ${field} of a value`);
  };
  const readSummary = (field: number, values: NonNullable<Event['values']>, pbf: PbfReader) => {
    expect(field).toBe(1);
    expectType(pbf, BYTES);
    values.push(pbf.readMessage(readValue, {}));
  };
  return new PbfReader(message).readFields((field, event: Event, pbf) => {
    expectType(pbf, { 1: FIXED64, 2: VARINT }[field] ?? BYTES);
    if (field === 1) event.wallTime = pbf.readDouble();
    else if (field === 2) event.step = pbf.readVarint(true);
    else if (field === 3) event.fileVersion = pbf.readString();
    else if (field === 5) event.values = pbf.readMessage(readSummary, []);
    else expect.unreachable(`field ${field} of an event`);
  }, {});
}

describe("as TensorBoard's event file", () => {
  it('says version, steps, times and values', () => {
    expect(recordsOf(toTensorBoard(rows)).map(readEvent)).toEqual([
      { wallTime: 1_700_000_000, fileVersion: 'brain.Event:2' },
      { wallTime: 1_700_000_000, step: 0, values: [{ tag: 'diversity', simpleValue: 0.25 }] },
      {
        wallTime: 1_700_000_001.5,
        step: 3_000_000_000,
        values: [
          { tag: 'loss', simpleValue: Math.fround(-1e-7) },
          { tag: 'größe, "roh"', simpleValue: Number.NaN },
          { tag: 'diversity', simpleValue: Number.POSITIVE_INFINITY },
        ],
      },
    ]);
  });

  // The file that tensorboard_logger's test_serialization expects for the same events.
  it('is byte for byte what another writer makes', () => {
    const at = { epoch: 0, imagesSeen: 0, wallTime: 256_500 };
    const file = toTensorBoard([
      { ...at, step: 1, values: { 'v/1': 1.5 } },
      { ...at, step: 2, values: { 'v/22': 16 } },
    ]);
    const time = '\t\x00\x00\x00\x00\x00\x08p@';
    expect(file).toEqual(
      ascii(
        `\x18\x00\x00\x00\x00\x00\x00\x00\xa3\x7fK"${time}\x1a\rbrain.Event:2\xbc\x98!+` +
          `\x19\x00\x00\x00\x00\x00\x00\x00\x8b\xf1\x08(${time}\x10\x01*\x0c\n\n\n\x03v/1\x15\x00\x00\xc0?,\xec\xc0\x87` +
          `\x1a\x00\x00\x00\x00\x00\x00\x00\x12\x9b\xd8-${time}\x10\x02*\r\n\x0b\n\x04v/22\x15\x00\x00\x80A\x8f\xa3\xb6\x88`,
      ),
    );
  });

  it('of nothing is its version', () => {
    expect(recordsOf(toTensorBoard([])).map(readEvent)).toEqual([
      { wallTime: 0, fileVersion: 'brain.Event:2' },
    ]);
  });

  it('counts steps beyond 32 bits, and messages longer than one byte says', () => {
    const values = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`value ${i}`, i]));
    const [, event] = recordsOf(toTensorBoard([{ ...rows[0]!, step: Number.MAX_SAFE_INTEGER, values }])).map(
      readEvent,
    );
    expect(event!.step).toBe(Number.MAX_SAFE_INTEGER);
    expect(event!.values).toEqual(Object.entries(values).map(([tag, simpleValue]) => ({ tag, simpleValue })));
  });

  it.each([0, 1, 127, 128, 300, 2 ** 31, 2 ** 32, 2 ** 45 + 1])('writes the varint of %i', value => {
    const reader = new PbfReader(int64Field(9, value));
    expect(reader.nextField()).toBe(9);
    expect(reader.readVarint(true)).toBe(value);
    expect(reader.pos).toBe(reader.length);
  });
});
