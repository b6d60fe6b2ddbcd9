import { particleChunk } from '../shaders/particle.glsl.ts';
import { stateChunk } from '../shaders/state.glsl.ts';

/** One point of three by three texels for each particle, seen from the front. */
export const splatVertexShader: string = /* glsl */ `
  precision highp float;
  precision highp int;
  precision highp sampler2D;
  ${particleChunk}
  ${stateChunk}

  uniform sampler2D uPosition;
  uniform sampler2D uVelocity;
  uniform int uWidth;
  uniform float uReach;     // image heights from the middle to the texture's edge

  void main() {
    ivec2 texel = texelOf(uint(gl_VertexID), uWidth);
    vec4 position = texelFetch(uPosition, texel, 0);
    vec2 place = homeOf(position, texelFetch(uVelocity, texel, 0)) + position.xy;
    gl_Position = vec4(place / uReach, 0.0, 1.0);
    gl_PointSize = 3.0;
  }
`;

/** A tent over the point: its sum over the texels is near 1 wherever the point falls. */
export const splatFragmentShader: string = /* glsl */ `
  precision highp float;

  out vec4 density;

  void main() {
    vec2 tent = max(vec2(0.0), 1.0 - abs(gl_PointCoord * 3.0 - 1.5) / 1.5) / 1.5;
    density = vec4(tent.x * tent.y);
  }
`;
