/**
 * How the state of a particle lies in two texels: how far it is from home, its velocity, and in their last components
 * where home is (x, y; homes lie in the image's plane). Offsets, because near home a 16-bit float still resolves them,
 * and because a spring then needs no third texture.
 *
 * A particle that was knocked out for good has its home lifted by `LOOSE`: heights of homes lie within ±0.5.
 */
export const stateChunk: string = /* glsl */ `
  const float LOOSE = 8.0;

  bool isLoose(vec4 velocity) {
    return velocity.w > 0.5 * LOOSE;
  }

  vec2 homeOf(vec4 position, vec4 velocity) {
    return vec2(position.w, isLoose(velocity) ? velocity.w - LOOSE : velocity.w);
  }
`;
