/**
 * Draws particles to a point, or away from it where the strength is negative:
 *   a = strength · d/R · (1 − |d|²/R²)²   for |d| < R, else 0,   d from the particle to the point.
 * No pull at the point itself and none at the rim, so that nothing is torn.
 */
export const attractorChunk: string = /* glsl */ `
  uniform vec4 uAttractor;            // point, and 1/R in image heights
  uniform float uAttractorStrength;   // image heights/s²

  void attractor(inout Motion m) {
    vec3 d = (uAttractor.xyz - m.place) * uAttractor.w;
    float fall = max(0.0, 1.0 - dot(d, d));
    m.push += uAttractorStrength * fall * fall * d;
  }
`;
