import { particleChunk } from '../shaders/particle.glsl.ts';
import { stateChunk } from '../shaders/state.glsl.ts';

/**
 * Each texel of a small target counts the particles of its share: those within `uTolerance` of their home, or knocked
 * loose so that nobody waits for them, and those
 * that the last step changed in any bit. Two bytes for each number, low one first: every device renders to bytes and
 * gives them back, and a 16-bit float counts to 2,048 only.
 */
export const arrivalShader: string = /* glsl */ `
  ${particleChunk}
  ${stateChunk}

  uniform sampler2D uPosition;
  uniform sampler2D uVelocity;
  uniform sampler2D uPositionBefore;
  uniform sampler2D uVelocityBefore;
  uniform int uWidth;
  uniform int uCount;
  uniform int uShare;           // particles a texel
  uniform int uTargetWidth;
  uniform float uTolerance;     // image heights

  layout(location = 0) out vec4 counts;

  void main() {
    int first = int(particleOf(ivec2(gl_FragCoord.xy), uTargetWidth)) * uShare;
    float arrived = 0.0;
    float moving = 0.0;
    for (int i = first; i < min(first + uShare, uCount); i++) {
      ivec2 texel = texelOf(uint(i), uWidth);
      vec4 position = texelFetch(uPosition, texel, 0);    // offset from home
      vec4 velocity = texelFetch(uVelocity, texel, 0);
      arrived += isLoose(velocity) ? 1.0 : step(length(position.xyz), uTolerance);
      bool still = position == texelFetch(uPositionBefore, texel, 0)
        && velocity == texelFetch(uVelocityBefore, texel, 0);
      moving += still ? 0.0 : 1.0;
    }
    vec2 both = vec2(arrived, moving);
    vec2 high = floor(both / 256.0);
    counts = vec4(both - 256.0 * high, high).xzyw / 255.0;
  }
`;
