/**
 * What every shader of the swarm shares: the texel of a particle, its seeded random numbers and its point of the
 * low-discrepancy set.
 *
 * - `pcg3d`: the integer hash of Jarzynski & Olano, "Hash Functions for GPU Rendering", JCGT 9(3), 2020.
 * - `lowDiscrepancy`: the R2 sequence of Martin Roberts (2018), in 32-bit fixed point, because a 32-bit float runs
 *   out of digits at some ten thousand particles; shifted by the seed (Cranley-Patterson rotation).
 */
export const particleChunk: string = /* glsl */ `
  uvec3 pcg3d(uvec3 v) {
    v = v * 1664525u + 1013904223u;
    v.x += v.y * v.z; v.y += v.z * v.x; v.z += v.x * v.y;
    v ^= v >> 16u;
    v.x += v.y * v.z; v.y += v.z * v.x; v.z += v.x * v.y;
    return v;
  }

  // Three numbers in [0, 1), the same for a particle, seed and stream on every machine.
  vec3 random3(uint particle, uint seed, uint stream) {
    return vec3(pcg3d(uvec3(particle, seed, stream)) >> 8u) / 16777216.0;
  }

  vec2 lowDiscrepancy(uint particle, uint seed) {
    uvec2 shift = pcg3d(uvec3(seed, 0x9e3779b9u, 7u)).xy;
    return vec2((particle * uvec2(3242174889u, 2447445414u) + shift) >> 8u) / 16777216.0;
  }

  ivec2 texelOf(uint particle, int width) {
    return ivec2(int(particle) % width, int(particle) / width);
  }

  uint particleOf(ivec2 texel, int width) {
    return uint(texel.y * width + texel.x);
  }
`;
