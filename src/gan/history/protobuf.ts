/**
 * As much of the protocol buffers' encoding as an event file takes
 * (protobuf.dev/programming-guides/encoding): each field is its number and its wire type as one varint, and
 * then its value. A message is its fields, one after the other.
 */

import { concatenate } from './concatenate.ts';

const VARINT = 0;
const EIGHT_BYTES = 1;
const LENGTH_AND_BYTES = 2;
const FOUR_BYTES = 5;

export function doubleField(field: number, value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value, true);
  return concatenate([key(field, EIGHT_BYTES), bytes]);
}

export function floatField(field: number, value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setFloat32(0, value, true);
  return concatenate([key(field, FOUR_BYTES), bytes]);
}

/** @param value a whole number from 0 to `Number.MAX_SAFE_INTEGER`. */
export function int64Field(field: number, value: number): Uint8Array {
  return concatenate([key(field, VARINT), varint(value)]);
}

export function stringField(field: number, text: string): Uint8Array {
  return messageField(field, [new TextEncoder().encode(text)]);
}

export function messageField(field: number, fields: readonly Uint8Array[]): Uint8Array {
  const message = concatenate(fields);
  return concatenate([key(field, LENGTH_AND_BYTES), varint(message.length), message]);
}

function key(field: number, wireType: number): Uint8Array {
  return varint(field * 8 + wireType);
}

/** Seven bits a byte, the lowest first; all bytes but the last have their highest bit set. */
function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  // Divided, because shifts would cut it to 32 bits.
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) + 0x80);
  return Uint8Array.of(...bytes, rest);
}
