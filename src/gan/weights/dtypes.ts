/** The types of numbers that are read from safetensors files, and their little-endian bytes. */

import { fromFloat16, toFloat16 } from './float16.ts';

export type Dtype = 'F32' | 'F16' | 'BF16' | 'U8';

/** Of the floats, whatever their precision in the file, 32-bit ones; of U8 the bytes as they are. */
export type TensorValues = Float32Array | Uint8Array;

export const BYTES: Readonly<Record<Dtype, number>> = { F32: 4, F16: 2, BF16: 2, U8: 1 };

const LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** A copy, so that `bytes` may begin anywhere, and may go. */
export function decode(dtype: Dtype, bytes: Uint8Array): TensorValues {
  const copy = inOrder(new Uint8Array(bytes), BYTES[dtype]);
  switch (dtype) {
    case 'F32':
      return new Float32Array(copy.buffer);
    case 'F16':
      return fromHalves(new Uint16Array(copy.buffer));
    case 'BF16':
      return fromUpperHalves(new Uint16Array(copy.buffer));
    case 'U8':
      return copy;
  }
}

/** May be the very memory of `values`. */
export function encode(dtype: Exclude<Dtype, 'BF16'>, values: TensorValues): Uint8Array {
  const numbers = dtype === 'F16' ? toHalves(values) : values;
  return inOrder(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength), BYTES[dtype]);
}

function toHalves(values: TensorValues): Uint16Array {
  const halves = new Uint16Array(values.length);
  for (let i = 0; i < values.length; i++) halves[i] = toFloat16(values[i]!);
  return halves;
}

function fromHalves(halves: Uint16Array): Float32Array {
  const values = new Float32Array(halves.length);
  for (let i = 0; i < halves.length; i++) values[i] = fromFloat16(halves[i]!);
  return values;
}

/** A BF16 is the upper half of a 32-bit float. */
function fromUpperHalves(halves: Uint16Array): Float32Array {
  const bits = new Uint32Array(halves.length);
  for (let i = 0; i < halves.length; i++) bits[i] = halves[i]! << 16;
  return new Float32Array(bits.buffer);
}

/** Numbers of so many bytes each, from the machine's order to the file's or back. */
function inOrder(bytes: Uint8Array, width: number): Uint8Array {
  if (LITTLE_ENDIAN) return bytes;
  const turned = new Uint8Array(bytes);
  for (let at = 0; at < turned.length; at += width) turned.subarray(at, at + width).reverse();
  return turned;
}
