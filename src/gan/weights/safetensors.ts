/**
 * The safetensors format (huggingface/safetensors): 8 bytes of little-endian header length, a JSON header
 * from names to { dtype, shape, data_offsets [begin, end) within the data }, with free strings under
 * `__metadata__`, then the data, little-endian. PyTorch and everything around it reads and writes these
 * files.
 */

import { BYTES, decode, encode, type TensorValues } from './dtypes.ts';
import { countValues, LENGTH_BYTES, LONGEST_HEADER, readHeader } from './safetensorsHeader.ts';

export interface NamedTensor<Values extends TensorValues = Float32Array> {
  readonly shape: readonly number[];
  readonly values: Values;
}

export interface Safetensors {
  /** Floats (F32, F16, BF16) as 32-bit floats, U8 as bytes. */
  readonly tensors: Readonly<Record<string, NamedTensor<TensorValues>>>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** @throws Error that says in which way the file is damaged. */
export function readSafetensors(bytes: Uint8Array): Safetensors {
  const { entries, metadata, dataStart } = readHeader(bytes);
  const data = bytes.subarray(dataStart);
  const tensors = entries.map(({ name, dtype, shape, begin, end }) => {
    return [name, { shape, values: decode(dtype, data.subarray(begin, end)) }] as const;
  });
  // Not by assignment: a tensor may be called `__proto__`.
  return { tensors: Object.fromEntries(tensors), metadata };
}

/** The same tensors, as floats. @throws Error when one of them holds bytes. */
export function floatTensors(tensors: Safetensors['tensors']): Readonly<Record<string, NamedTensor>> {
  for (const [name, { values }] of Object.entries(tensors)) {
    if (!(values instanceof Float32Array)) {
      throw new Error(
        `The tensor ${name} of the weights file holds bytes (U8), but weights are F32, F16 or BF16.`,
      );
    }
  }
  return tensors as Readonly<Record<string, NamedTensor>>;
}

/**
 * One file of all tensors: floats in the precision given, bytes as U8.
 * @throws Error when a tensor's shape does not fit its values, or the file could not be read again.
 */
export function writeSafetensors(
  { tensors, metadata }: Safetensors,
  precision: 'F32' | 'F16' = 'F32',
): Uint8Array<ArrayBuffer> {
  const typed = Object.entries(tensors).map(([name, { shape, values }]) => {
    assertWritable(name, shape, values);
    return { name, shape, values, dtype: values instanceof Uint8Array ? ('U8' as const) : precision };
  });
  // Wide numbers first, as the reference does, so that each lies aligned.
  typed.sort((a, b) => BYTES[b.dtype] - BYTES[a.dtype]);
  let dataLength = 0;
  const entries = typed.map(({ name, shape, values, dtype }) => {
    const begin = dataLength;
    dataLength += values.length * BYTES[dtype];
    return [name, { dtype, shape, data_offsets: [begin, dataLength] }] as const;
  });
  const header = toHeader(Object.fromEntries<unknown>([['__metadata__', metadata], ...entries]));
  const bytes = new Uint8Array(header.length + dataLength);
  bytes.set(header);
  let at = header.length;
  for (const { values, dtype } of typed) {
    bytes.set(encode(dtype, values), at);
    at += values.length * BYTES[dtype];
  }
  return bytes;
}

/** With its length before it. */
function toHeader(content: Readonly<Record<string, unknown>>): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(content));
  // Padded with spaces to a multiple of 8, as the reference does, so that the data lies aligned.
  const length = Math.ceil(json.length / 8) * 8;
  if (length > LONGEST_HEADER) {
    throw new Error(
      `The file's header would take ${length} bytes, of which most are metadata; ` +
        `${LONGEST_HEADER} can be read again. Save fewer words with it.`,
    );
  }
  const header = new Uint8Array(LENGTH_BYTES + length).fill(' '.charCodeAt(0));
  new DataView(header.buffer).setBigUint64(0, BigInt(length), true);
  header.set(json, LENGTH_BYTES);
  return header;
}

function assertWritable(name: string, shape: readonly number[], values: TensorValues): void {
  if (name === '__metadata__') throw new Error('No tensor can be called __metadata__ in a safetensors file.');
  if (countValues(shape) !== values.length) {
    throw new Error(`The tensor ${name} has ${values.length} values, which is not the shape [${shape}].`);
  }
}
