/**
 * How the state of a particle lies in two texels: how far it is from home, its velocity, and in their last components
 * where home is (x, y; homes lie in the image's plane). Offsets, because near home a 16-bit float still resolves them,
 * and because a spring then needs no third texture.
 *
 * A particle that was knocked out for good has its home lifted by `LOOSE`: heights of homes lie within ±0.5. Up there
 * a 16-bit float has steps of 1/128, so the home goes to the next such step, and the offset makes up for it.
 */
export const stateChunk: string = /* glsl */ `
  const float LOOSE = 8.0;

  bool isLoose(vec4 velocity) {
    return velocity.w > 0.5 * LOOSE;
  }

  float loosened(float homeY, inout vec3 offset) {
    float lifted = round(homeY * 128.0) / 128.0;
    offset.y += homeY - lifted;
    return lifted + LOOSE;
  }

  vec2 homeOf(vec4 position, vec4 velocity) {
    return vec2(position.w, isLoose(velocity) ? velocity.w - LOOSE : velocity.w);
  }
`;
