/**
 * Changed images as bytes can hold them: every value moves to the next of 256 steps on the side of the original, which
 * is itself one of them, so no change grows and every bound stays kept.
 * @param original numbers in [-1, 1] that came from bytes
 */
export function towardsOriginal(changed: Float32Array, original: Float32Array): Float32Array {
  return changed.map((value, i) => {
    const steps = (value - original[i]!) * 127.5;
    // Rounding must not take a whole step for a little less than one.
    return original[i]! + Math.trunc(steps + Math.sign(steps) * 1e-3) / 127.5;
  });
}
