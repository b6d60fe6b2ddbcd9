/**
 * The safetensors format (huggingface/safetensors): 8 bytes of little-endian header length, a JSON header from names to
 * { dtype, shape, data_offsets [begin, end) within the data }, with free strings under `__metadata__`, then the data,
 * little-endian. PyTorch and everything around it reads and writes these files.
 */

import { fromFloat16, toFloat16 } from './float16.ts';

export interface NamedTensor {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

export interface Safetensors {
  readonly tensors: Readonly<Record<string, NamedTensor>>;
  readonly metadata: Readonly<Record<string, string>>;
}

type Dtype = 'F32' | 'F16';

const LENGTH_BYTES = 8;
const BYTES: Readonly<Record<Dtype, number>> = { F32: 4, F16: 2 };

/** All tensors as 32-bit floats. @throws Error that says in which way the file is damaged. */
export function readSafetensors(bytes: Uint8Array): Safetensors {
  if (bytes.length < LENGTH_BYTES) throw damaged(`it has only ${bytes.length} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerLength = Number(view.getBigUint64(0, true));
  const dataStart = LENGTH_BYTES + headerLength;
  if (dataStart > bytes.length) {
    throw damaged(`its header should take ${headerLength} bytes, but the file has ${bytes.length} in all`);
  }
  const { __metadata__: metadata = {}, ...entries } = parseHeader(bytes.subarray(LENGTH_BYTES, dataStart));
  const tensors: Record<string, NamedTensor> = {};
  let used = 0;
  for (const [name, entry] of Object.entries(entries)) {
    const { dtype, shape, begin, end } = checkEntry(name, entry, bytes.length - dataStart);
    const length = (end - begin) / BYTES[dtype];
    const values = new Float32Array(length);
    for (let i = 0, at = dataStart + begin; i < length; i++, at += BYTES[dtype]) {
      values[i] = dtype === 'F32' ? view.getFloat32(at, true) : fromFloat16(view.getUint16(at, true));
    }
    tensors[name] = { shape, values };
    used += end - begin;
  }
  if (used !== bytes.length - dataStart) {
    throw damaged(`its tensors take ${used} bytes, but there are ${bytes.length - dataStart} bytes of data`);
  }
  return { tensors, metadata: checkMetadata(metadata) };
}

/** One file of all tensors, in the order given. */
export function writeSafetensors(
  { tensors, metadata }: Safetensors,
  dtype: Dtype = 'F32',
): Uint8Array<ArrayBuffer> {
  const header: Record<string, unknown> = { __metadata__: metadata };
  let dataLength = 0;
  for (const [name, { shape, values }] of Object.entries(tensors)) {
    const end = dataLength + values.length * BYTES[dtype];
    header[name] = { dtype, shape, data_offsets: [dataLength, end] };
    dataLength = end;
  }
  const json = new TextEncoder().encode(JSON.stringify(header));
  // Padded with spaces to a multiple of 8, as the reference does, so that the data lies aligned.
  const headerLength = Math.ceil(json.length / 8) * 8;
  const bytes = new Uint8Array(LENGTH_BYTES + headerLength + dataLength).fill(
    0x20,
    LENGTH_BYTES,
    LENGTH_BYTES + headerLength,
  );
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(headerLength), true);
  bytes.set(json, LENGTH_BYTES);
  let at = LENGTH_BYTES + headerLength;
  for (const { values } of Object.values(tensors)) {
    for (const value of values) {
      if (dtype === 'F32') view.setFloat32(at, value, true);
      else view.setUint16(at, toFloat16(value), true);
      at += BYTES[dtype];
    }
  }
  return bytes;
}

function parseHeader(bytes: Uint8Array): Record<string, unknown> {
  try {
    const header: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (typeof header === 'object' && header !== null && !Array.isArray(header))
      return header as Record<string, unknown>;
  } catch {
    // Falls through to the one message for every kind of nonsense.
  }
  throw damaged('its header is not a JSON object');
}

function checkEntry(
  name: string,
  entry: unknown,
  dataLength: number,
): { dtype: Dtype; shape: number[]; begin: number; end: number } {
  const {
    dtype,
    shape,
    data_offsets: offsets,
  } = (entry ?? {}) as { dtype?: Dtype; shape?: number[]; data_offsets?: number[] };
  if (dtype === undefined || !Object.hasOwn(BYTES, dtype)) {
    throw damaged(`the tensor ${name} is of type ${JSON.stringify(dtype)}; readable are F32 and F16`);
  }
  if (
    !Array.isArray(shape) ||
    !shape.every(isCount) ||
    !Array.isArray(offsets) ||
    offsets.length !== 2 ||
    !offsets.every(isCount)
  ) {
    throw damaged(`the tensor ${name} has no proper shape and data_offsets`);
  }
  const [begin, end] = offsets as [number, number];
  const expected = shape.reduce((product, side) => product * side, BYTES[dtype]);
  if (end > dataLength || begin > end) {
    throw damaged(
      `the tensor ${name} lies at bytes ${begin} to ${end}, but there are ${dataLength} bytes of data`,
    );
  }
  if (end - begin !== expected) {
    throw damaged(
      `the tensor ${name} of shape [${shape}] takes ${expected} bytes, but ${end - begin} are set aside for it`,
    );
  }
  return { dtype, shape, begin, end };
}

function checkMetadata(metadata: unknown): Record<string, string> {
  if (
    typeof metadata !== 'object' ||
    metadata === null ||
    !Object.values(metadata).every(value => typeof value === 'string')
  ) {
    throw damaged('its __metadata__ is not an object of strings');
  }
  return metadata as Record<string, string>;
}

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 0;
}

function damaged(how: string): Error {
  return new Error(`The weights are no sound safetensors file: ${how}. Load or copy the file again.`);
}
