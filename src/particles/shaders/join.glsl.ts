import { particleChunk } from './particle.glsl.ts';

/**
 * Lets particles join that have not been moved for a while: each is as far from its home, and as fast, as one of those
 * that were. Where an image stands they therefore are home at once.
 */
export const joinShader: string = /* glsl */ `
  ${particleChunk}

  uniform sampler2D uPosition;
  uniform sampler2D uVelocity;
  uniform sampler2D uHome;
  uniform int uWidth;
  uniform int uMoved;           // the first so many were moved

  layout(location = 0) out vec4 position;
  layout(location = 1) out vec4 velocity;

  void main() {
    ivec2 texel = ivec2(gl_FragCoord.xy);
    int particle = int(particleOf(texel, uWidth));
    ivec2 model = texelOf(uint(particle % uMoved), uWidth);
    position = texelFetch(uPosition, model, 0);
    velocity = texelFetch(uVelocity, model, 0);
    if (particle >= uMoved) {
      vec2 home = texelFetch(uHome, texel, 0).xy;
      position.w = home.x;
      velocity.w = home.y;
    }
  }
`;
