/** Cyclic redundancy checks of bytes, as unsigned 32-bit numbers. */

/** CRC-32 of zip files (ISO 3309). */
export const crc32: (bytes: Uint8Array) => number = checkBy(0xedb8_8320);

/** CRC-32C of Castagnoli et al. 1993 (RFC 3720, section 12.1). */
export const crc32c: (bytes: Uint8Array) => number = checkBy(0x82f6_3b78);

/** @param polynomial lowest bit first */
function checkBy(polynomial: number): (bytes: Uint8Array) => number {
  // What each byte does to the remainder.
  const table = Uint32Array.from({ length: 256 }, (_, byte) => {
    let remainder = byte;
    for (let bit = 0; bit < 8; bit++) {
      remainder = remainder & 1 ? (remainder >>> 1) ^ polynomial : remainder >>> 1;
    }
    return remainder;
  });
  return bytes => {
    let remainder = 0xffff_ffff;
    for (const byte of bytes) remainder = (remainder >>> 8) ^ table[(remainder ^ byte) & 0xff]!;
    return ~remainder >>> 0;
  };
}
