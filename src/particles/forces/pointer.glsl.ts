/**
 * A pointer over the image's plane: pushes particles away from where it is (or draws them, where the strength is
 * negative) and drags them along the way it moves.
 *   a = strength · d/R · (1 − |d|²/R²)²,   medium = the pointer's velocity, at a rate of uPointerDrag · (1 − |d|²/R²)²
 */
export const pointerChunk: string = /* glsl */ `
  uniform vec3 uPointer;              // place in the image's plane, and 1/R in image heights
  uniform vec2 uPointerVelocity;      // image heights/s
  uniform float uPointerStrength;     // image heights/s²
  uniform float uPointerDrag;         // 1/s; 0 while the pointer rests

  void pointer(inout Motion m) {
    vec3 d = (m.place - vec3(uPointer.xy, 0.0)) * uPointer.z;
    float fall = max(0.0, 1.0 - dot(d, d));
    fall *= fall;
    m.push += uPointerStrength * fall * d;
    carry(m, uPointerDrag * fall, vec3(uPointerVelocity, 0.0));
  }
`;
