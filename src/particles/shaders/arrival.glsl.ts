import { particleChunk } from './particle.glsl.ts';

/** Each texel of a small target counts how many particles of its share are within `uTolerance` of their home. */
export const arrivalShader: string = /* glsl */ `
  ${particleChunk}

  uniform sampler2D uPosition;
  uniform sampler2D uHome;
  uniform int uWidth;
  uniform int uCount;
  uniform int uShare;           // particles a texel
  uniform int uTargetWidth;
  uniform float uTolerance;     // image heights

  layout(location = 0) out vec4 arrived;

  void main() {
    int first = int(particleOf(ivec2(gl_FragCoord.xy), uTargetWidth)) * uShare;
    float sum = 0.0;
    for (int i = first; i < min(first + uShare, uCount); i++) {
      ivec2 texel = texelOf(uint(i), uWidth);
      vec3 away = texelFetch(uPosition, texel, 0).xyz - texelFetch(uHome, texel, 0).xyz;
      sum += step(length(away), uTolerance);
    }
    arrived = vec4(sum, 0.0, 0.0, 1.0);
  }
`;
