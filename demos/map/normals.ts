/**
 * Normally distributed numbers (Box and Muller 1958), as generators take them for latent vectors.
 * @param random uniform numbers from 0 to below 1
 */
export function normals(size: number, random: () => number = Math.random): Float32Array {
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Float32Array.from({ length: size }, normal);
}
