/**
 * The particles' points of the unit square, worked out in JavaScript: the twin of `pcg3d` and `lowDiscrepancy` in
 * `shaders/particle.glsl.ts`, equal to them bit for bit. Change both or neither. Sources are named there.
 */

/** Hashes three 32-bit integers to three others. */
export function pcg3d(first: number, second: number, third: number): [number, number, number] {
  let x = (Math.imul(first, 1664525) + 1013904223) | 0;
  let y = (Math.imul(second, 1664525) + 1013904223) | 0;
  let z = (Math.imul(third, 1664525) + 1013904223) | 0;
  x = (x + Math.imul(y, z)) | 0;
  y = (y + Math.imul(z, x)) | 0;
  z = (z + Math.imul(x, y)) | 0;
  x ^= x >>> 16;
  y ^= y >>> 16;
  z ^= z >>> 16;
  x = (x + Math.imul(y, z)) | 0;
  y = (y + Math.imul(z, x)) | 0;
  z = (z + Math.imul(x, y)) | 0;
  return [x >>> 0, y >>> 0, z >>> 0];
}

/** The points (u, v) of particles 0 to `count` - 1 in [0, 1)², one after the other. */
export function lowDiscrepancyPoints(count: number, seed: number): Float32Array<ArrayBuffer> {
  const [shiftU, shiftV] = pcg3d(seed, 0x9e3779b9, 7);
  const points = new Float32Array(2 * count);
  for (let particle = 0; particle < count; particle++) {
    points[2 * particle] = ((Math.imul(particle, 3242174889) + shiftU) >>> 8) / 16777216;
    points[2 * particle + 1] = ((Math.imul(particle, 2447445414) + shiftV) >>> 8) / 16777216;
  }
  return points;
}
