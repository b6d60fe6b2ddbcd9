/**
 * The colour on screen in mid-morph. Drawing shows it, and what supersedes a morph starts from it: both ask here, so
 * that no colour jumps.
 */
export const morphChunk: string = /* glsl */ `
  // Morph 0: colours of the previous image, 1: of the current one.
  vec4 morphedColor(sampler2D previous, sampler2D current, ivec2 texel, float morph) {
    vec4 color = texelFetch(current, texel, 0);
    if (morph < 1.0) color = mix(texelFetch(previous, texel, 0), color, smoothstep(0.15, 0.7, morph));
    return color;
  }
`;
