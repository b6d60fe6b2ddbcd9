import { particleChunk } from './particle.glsl.ts';

/** The colour that a particle shows between two images; both the screen and the pass that freezes it ask here. */
export const morphChunk: string = /* glsl */ `
  // rgb: linear colour over weight times the share of light that each particle carries; a: the image's value.
  // What turns dark does so at once, before it arrives: dust would stand there as a plate.
  vec4 morphed(vec4 previous, vec4 current, float morph) {
    return mix(previous, current, current.a < previous.a ? smoothstep(0.0, 0.3, morph) : smoothstep(0.15, 0.7, morph));
  }
`;

/**
 * Freezes the colours that are on screen, so that the next image can take over from them in mid-morph. Particles beyond
 * the number of those before take the colour of the one beside which they start. Where the target has a second texture it
 * is there for want of another, and holds nothing.
 */
export const freezeShader: string = /* glsl */ `
  ${particleChunk}
  ${morphChunk}

  uniform sampler2D uPreviousColor;
  uniform sampler2D uColor;
  uniform float uShare;
  uniform float uMorph;
  uniform int uWidth;
  uniform int uPreviousCount;
  uniform int uPreviousWidth;

  layout(location = 0) out vec4 color;
  layout(location = 1) out vec4 nothing;

  void main() {
    nothing = vec4(0.0);
    uint particle = particleOf(ivec2(gl_FragCoord.xy), uWidth);
    ivec2 texel = texelOf(particle % uint(uPreviousCount), uPreviousWidth);
    vec4 current = texelFetch(uColor, texel, 0);
    current.rgb *= uShare;
    color = uMorph < 1.0 ? morphed(texelFetch(uPreviousColor, texel, 0), current, uMorph) : current;
  }
`;
