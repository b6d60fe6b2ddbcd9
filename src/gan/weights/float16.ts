/** IEEE 754 half precision: 1 sign bit, 5 of exponent, 10 of mantissa. */

const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/** The half nearest to `value`, ties to even; overflow becomes infinity. */
export function toFloat16(value: number): number {
  float[0] = value;
  const single = bits[0]!;
  const sign = (single >>> 16) & 0x8000;
  const magnitude = single & 0x7fff_ffff;
  if (magnitude > 0x7f80_0000) return sign | 0x7e00; // NaN
  if (magnitude >= 0x4780_0000) return sign | 0x7c00; // 65536 and above, infinity included
  if (magnitude < 0x3880_0000) {
    // Below 2⁻¹⁴ halves are multiples of 2⁻²⁴.
    float[0] = Math.abs(value);
    return sign | roundToEven(float[0] * 2 ** 24);
  }
  // Rebias the exponent and round the 13 bits of mantissa that go; a carry rightly runs into the exponent.
  const rebiased = magnitude - 0x3800_0000;
  return sign | ((rebiased + 0x0fff + ((rebiased >>> 13) & 1)) >>> 13);
}

export function fromFloat16(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >>> 10) & 0x1f;
  const mantissa = half & 0x3ff;
  if (exponent === 0) return sign * mantissa * 2 ** -24;
  if (exponent === 0x1f) return mantissa ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + mantissa / 1024) * 2 ** (exponent - 15);
}

function roundToEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  return rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? floor + 1 : floor;
}
