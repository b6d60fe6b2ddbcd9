import { originChunk } from '../origins.ts';
import { particleChunk } from './particle.glsl.ts';
import { stateChunk } from './state.glsl.ts';

/**
 * Gives every particle a new home and a place to set out from: where it is by now, or somewhere in an origin.
 * When the number of particles changes, those that were there stay where they are and new ones start beside one of
 * them.
 */
export const departShader: string = /* glsl */ `
  ${particleChunk}
  ${stateChunk}
  ${originChunk}

  uniform sampler2D uPosition;
  uniform sampler2D uVelocity;
  uniform sampler2D uHome;
  uniform uint uSeed;
  uniform int uWidth;
  uniform int uPreviousCount;
  uniform int uPreviousWidth;
  uniform int uOrigin;          // 0: where the particle is
  uniform vec2 uExtent;         // half the image's width and height

  layout(location = 0) out vec4 position;
  layout(location = 1) out vec4 velocity;

  void main() {
    ivec2 texel = ivec2(gl_FragCoord.xy);
    uint particle = particleOf(texel, uWidth);
    vec2 home = texelFetch(uHome, texel, 0).xy;
    vec3 random = random3(particle, uSeed, 0u);
    vec3 place = vec3(0.0), speed = vec3(0.0);
    if (uOrigin == 0) {
      ivec2 before = texelOf(particle % uint(uPreviousCount), uPreviousWidth);
      position = texelFetch(uPosition, before, 0);
      velocity = texelFetch(uVelocity, before, 0);
      place = position.xyz + vec3(homeOf(position, velocity), 0.0);
      speed = velocity.xyz;
      if (int(particle) >= uPreviousCount) place += (random - 0.5) * 0.02;
    } else {
      originOf(uOrigin, home, uExtent, random, place, speed);
    }
    position = vec4(place - vec3(home, 0.0), home.x);
    velocity = vec4(speed, home.y);
  }
`;
