import { crc32c } from '../cyclicRedundancy.ts';
import { concatenate } from './concatenate.ts';

/** One record of TensorFlow's TFRecord files: length, its masked CRC-32C, the data, their masked CRC-32C. */
export function tfRecord(data: Uint8Array): Uint8Array {
  const length = new Uint8Array(8);
  new DataView(length.buffer).setBigUint64(0, BigInt(data.length), true);
  return concatenate([length, maskedCrc(length), data, maskedCrc(data)]);
}

/**
 * Masked, because the check of data that contain checks says little: turned right by 15 bits, plus a
 * constant.
 */
function maskedCrc(data: Uint8Array): Uint8Array {
  const crc = crc32c(data);
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, ((crc >>> 15) | (crc << 17)) + 0xa282_ead8, true);
  return bytes;
}
