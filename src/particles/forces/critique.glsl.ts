/** How shaders read a `Critique`: what is wanted where a particle is at home, and where it is held for that. */
export const critiqueFieldChunk: string = /* glsl */ `
  uniform sampler2D uCritique;      // what is wanted, -1 to 1; the same before; where it rises to, x and y
  uniform float uCritiqueBlend;     // 0: what was wanted before, 1: what is
  uniform float uCritiquePush;      // image heights
  uniform float uAspect;            // width of the image over its height

  // xy: where it rises to; z: what is wanted.
  vec3 wantedAt(vec2 home) {
    vec4 field = textureLod(uCritique, vec2(home.x / uAspect + 0.5, 0.5 - home.y), 0.0);
    return vec3(field.zw, mix(field.y, field.x, uCritiqueBlend));
  }

  vec3 heldFor(vec3 wanted) {
    const float LEAN = 0.12;
    return uCritiquePush * vec3(LEAN * wanted.xy, wanted.z);
  }
`;

/**
 * Holds particles in front of their homes where the critic wants more and behind where it wants less, and draws them
 * to where it wants more than beside it. The spring does it, as far as home has hold of it:
 *   a = stiffness · (push · (w, lean · slope)),
 * so that they come to rest there whatever the stiffness is. It asks the field at their homes, which do not move with
 * them: nothing can swing.
 */
export const critiqueChunk: string = /* glsl */ `
  ${critiqueFieldChunk}

  void critique(inout Motion m) {
    m.push += uSpring.x * m.pull * m.pull * heldFor(wantedAt(m.home.xy));
  }
`;
