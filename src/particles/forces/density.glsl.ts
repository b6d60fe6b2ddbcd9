/**
 * How particles act on each other, by way of the density field: pressure pushes them out of crowds, as in a gas, and
 * cohesion draws them to crowds further off.
 *   a = −pressure · ∇ρ + cohesion · ∇ρ',   ρ relative to an evenly filled image, ρ' over three times the distance.
 */
export const densityChunk: string = /* glsl */ `
  uniform sampler2D uDensity;       // DensityField
  uniform float uDensityReach;      // image heights from the middle to the texture's edge
  uniform float uEvenDensity;       // what a texel holds where the image is evenly filled
  uniform float uPressure;          // image heights²/s²
  uniform float uCohesion;          // image heights²/s²

  vec2 densitySlope(vec2 place, float distance) {
    vec2 at = place / (2.0 * uDensityReach) + 0.5;
    float d = distance / (2.0 * uDensityReach);
    vec4 around = vec4(
      textureLod(uDensity, at + vec2(d, 0.0), 0.0).r, textureLod(uDensity, at - vec2(d, 0.0), 0.0).r,
      textureLod(uDensity, at + vec2(0.0, d), 0.0).r, textureLod(uDensity, at - vec2(0.0, d), 0.0).r
    );
    return (around.xz - around.yw) / (2.0 * distance * uEvenDensity);
  }

  void density(inout Motion m) {
    const float NEAR = 0.03;        // image heights
    vec2 slope = vec2(0.0);
    if (uPressure > 0.0) slope -= uPressure * densitySlope(m.place.xy, NEAR);
    if (uCohesion > 0.0) slope += uCohesion * densitySlope(m.place.xy, 3.0 * NEAR);
    // A crowd of thousands in one spot would be blown away in a step.
    m.push.xy += slope * min(1.0, 60.0 * inversesqrt(max(dot(slope, slope), 1e-6)));
    carry(m, 1.2, vec3(0.0));
  }
`;
