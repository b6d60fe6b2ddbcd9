import { morphChunk } from './morph.glsl.ts';
import { particleChunk } from './particle.glsl.ts';

/**
 * Keeps the colours that a morph has come to, for as many particles as there are now: one that is new takes the
 * colour of the particle that it starts beside.
 */
export const bakeShader: string = /* glsl */ `
  ${particleChunk}
  ${morphChunk}

  uniform sampler2D uPrevious;
  uniform sampler2D uCurrent;
  uniform int uFromCount;
  uniform int uFromWidth;
  uniform int uWidth;
  uniform float uMorph;

  layout(location = 0) out vec4 home;     // of colours that fade away, nobody asks for it
  layout(location = 1) out vec4 color;

  void main() {
    uint particle = particleOf(ivec2(gl_FragCoord.xy), uWidth) % uint(uFromCount);
    home = vec4(0.0);
    color = morphedColor(uPrevious, uCurrent, texelOf(particle, uFromWidth), uMorph);
  }
`;
