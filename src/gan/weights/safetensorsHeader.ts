/**
 * The header of a safetensors file, which is not to be trusted: a damaged or hostile one gets an error before
 * anything is done that takes long or much memory.
 */

import { BYTES, type Dtype } from './dtypes.ts';

export interface TensorEntry {
  readonly name: string;
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  /** Where its bytes lie, from the beginning of the data. */
  readonly begin: number;
  readonly end: number;
}

export interface SafetensorsHeader {
  readonly entries: readonly TensorEntry[];
  readonly metadata: Readonly<Record<string, string>>;
  /** Where the data begins in the file. */
  readonly dataStart: number;
}

/** Before the header, its length. */
export const LENGTH_BYTES = 8;

/**
 * The reference allows ten times of this; but JSON may take up to forty times its length once it is parsed.
 */
export const LONGEST_HEADER = 10_000_000;

/** An object of objects of arrays. */
const DEEPEST = 3;

/** @throws Error that says in which way the file is damaged. */
export function readHeader(bytes: Uint8Array): SafetensorsHeader {
  if (bytes.length < LENGTH_BYTES) throw damaged(`it has only ${bytes.length} bytes`);
  const length = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
  if (length > bytes.length - LENGTH_BYTES) {
    throw damaged(`its header should take ${length} bytes, but the file has ${bytes.length} in all`);
  }
  if (length > LONGEST_HEADER) {
    throw damaged(`its header takes ${length} bytes, more than the ${LONGEST_HEADER} that are read`);
  }
  const dataStart = LENGTH_BYTES + Number(length);
  const { __metadata__: metadata = {}, ...described } = parse(bytes.subarray(LENGTH_BYTES, dataStart));
  const entries = Object.entries(described).map(([name, entry]) => checkEntry(name, entry));
  assertFilled(entries, bytes.length - dataStart);
  return { entries, metadata: checkMetadata(metadata), dataStart };
}

function parse(bytes: Uint8Array): Record<string, unknown> {
  let json = '';
  try {
    json = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    // Refused below, like all that is no object.
  }
  if (!json.startsWith('{')) throw damaged('its header is not a JSON object');
  assertPlain(json);
  try {
    return JSON.parse(json);
  } catch {
    throw damaged('its header is not a JSON object');
  }
}

/**
 * Finds what JSON.parse does not mind: objects nested without end, and a name that an object has twice, of
 * which it takes the last and other readers may take the first. Text that is no JSON may pass.
 */
function assertPlain(json: string): void {
  /** The names so far in each object that is open here, and null for an array. */
  const open: (Set<string> | null)[] = [];
  let text = '';
  for (let at = 0; at < json.length; at++) {
    switch (json[at]) {
      case '{':
      case '[':
        if (open.length === DEEPEST) throw damaged('its header is nested too deeply');
        open.push(json[at] === '{' ? new Set() : null);
        break;
      case '}':
      case ']':
        open.pop();
        break;
      case '"': {
        const end = endOfText(json, at);
        text = json.slice(at, end);
        at = end - 1;
        break;
      }
      case ':':
        assertNew(text, open.at(-1));
    }
  }
}

/** Just behind the quotation mark that closes the one at `start`. */
function endOfText(json: string, start: number): number {
  let at = start + 1;
  while (at < json.length && json[at] !== '"') at += json[at] === '\\' ? 2 : 1;
  return at + 1;
}

function assertNew(text: string, names: Set<string> | null | undefined): void {
  if (!names) return;
  // One name may be written in several ways.
  const name = text.includes('\\') ? normalised(text) : text;
  if (names.has(name)) throw damaged(`its header has ${short(name)} twice`);
  names.add(name);
}

/** A text as JSON.stringify writes it. */
function normalised(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    throw damaged('its header is not a JSON object');
  }
}

function checkEntry(name: string, entry: unknown): TensorEntry {
  const { dtype, shape, data_offsets: offsets } = (entry ?? {}) as Record<string, unknown>;
  if (!isDtype(dtype)) {
    const type = typeof dtype === 'string' ? JSON.stringify(short(dtype)) : 'none';
    throw damaged(
      `the tensor ${short(name)} is of type ${type}; readable are ${Object.keys(BYTES).join(', ')}`,
    );
  }
  if (!isCounts(shape) || !isCounts(offsets) || offsets.length !== 2) {
    throw damaged(`the tensor ${short(name)} has no proper shape and data_offsets`);
  }
  const [begin, end] = offsets as [number, number];
  const expected = BYTES[dtype] * countValues(shape);
  if (end - begin !== expected) {
    throw damaged(
      `the tensor ${short(name)} of shape [${short(shape.join())}] takes ${expected} bytes, ` +
        `but ${end - begin} are set aside for it`,
    );
  }
  return { name, dtype, shape, begin, end };
}

/** One tensor has to begin where the one before ends, and the last to end with the file. */
function assertFilled(entries: readonly TensorEntry[], dataLength: number): void {
  let filled = 0;
  for (const { name, begin, end } of [...entries].sort((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (end > dataLength) {
      throw damaged(
        `the tensor ${short(name)} lies at bytes ${begin} to ${end}, ` +
          `but there are ${dataLength} bytes of data`,
      );
    }
    if (begin !== filled) {
      throw damaged(
        `the tensor ${short(name)} begins at byte ${begin}, but the one before it ends at ${filled}`,
      );
    }
    filled = end;
  }
  if (filled !== dataLength) {
    throw damaged(`its tensors take ${filled} bytes, but there are ${dataLength} bytes of data`);
  }
}

function checkMetadata(metadata: unknown): Record<string, string> {
  if (
    typeof metadata !== 'object' ||
    metadata === null ||
    Array.isArray(metadata) ||
    !Object.values(metadata).every(value => typeof value === 'string')
  ) {
    throw damaged('its __metadata__ is not an object of strings');
  }
  return metadata as Record<string, string>;
}

function isDtype(value: unknown): value is Dtype {
  return typeof value === 'string' && Object.hasOwn(BYTES, value);
}

function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every(count => Number.isSafeInteger(count) && count >= 0);
}

/** How many values a tensor of this shape has. Not exact beyond 2⁵³, and infinite at the end. */
export function countValues(shape: readonly number[]): number {
  return shape.includes(0) ? 0 : shape.reduce((product, side) => product * side, 1);
}

/** As much of a text as an error can bear. */
function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function damaged(how: string): Error {
  return new Error(`This is no sound safetensors file: ${how}. Load or copy the file again.`);
}
