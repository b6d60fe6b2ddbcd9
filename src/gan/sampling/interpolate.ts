/**
 * Spherical interpolation (Shoemake, "Animating rotation with quaternion curves", 1985), with the length interpolated
 * too: sin((1−t)Ω)/sin Ω · a + sin(tΩ)/sin Ω · b, Ω the angle between a and b. Falls back to a straight line where the
 * vectors point the same or the opposite way.
 */
export function interpolateLatents(a: Float32Array, b: Float32Array, t: number): Float32Array {
  let dot = 0;
  let squaredA = 0;
  let squaredB = 0;
  for (let i = 0; i < a.length; i++) {
    dot += a[i]! * b[i]!;
    squaredA += a[i]! ** 2;
    squaredB += b[i]! ** 2;
  }
  const cosine = dot / Math.sqrt(squaredA * squaredB);
  const angle = Math.acos(Math.min(1, Math.max(-1, cosine)));
  const sine = Math.sin(angle);
  const straight = !(sine > 1e-6);
  const weightA = straight ? 1 - t : Math.sin((1 - t) * angle) / sine;
  const weightB = straight ? t : Math.sin(t * angle) / sine;
  return a.map((value, i) => weightA * value + weightB * b[i]!);
}
