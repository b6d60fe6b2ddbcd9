/** Normally distributed numbers (Box and Muller 1958), as generators take them for latent vectors. */
export function normals(size: number): Float32Array {
  const normal = () => Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
  return Float32Array.from({ length: size }, normal);
}
