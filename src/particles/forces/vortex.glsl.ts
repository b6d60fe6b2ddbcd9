/**
 * Stirs particles around an axis along z through a point, anticlockwise for a positive strength:
 *   a = strength · (ẑ × r)/R · (1 − |r|²/R²)²   for |r| < R, else 0,   r from the axis to the particle.
 */
export const vortexChunk: string = /* glsl */ `
  uniform vec3 uVortex;               // point, and 1/R in image heights
  uniform float uVortexStrength;      // image heights/s²

  void vortex(inout Motion m) {
    vec2 r = (m.place.xy - uVortex.xy) * uVortex.z;
    float fall = max(0.0, 1.0 - dot(r, r));
    m.push.xy += uVortexStrength * fall * fall * vec2(-r.y, r.x);
  }
`;
