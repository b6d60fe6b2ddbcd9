import { releaseOrderChunk } from '../dissolves/index.ts';
import { particleChunk } from './particle.glsl.ts';

/** In which order particles set out for the image. */
export type Stagger = 'distance' | 'brightness' | 'noise' | 'scan';

export const staggerNames: readonly Stagger[] = ['distance', 'brightness', 'noise', 'scan'];

/**
 * A particle's turn, 0 (leads) to 1 (lags), and three random numbers of its own, all in one texel of bytes. Turns of a
 * forming follow a `Stagger`, those of a dissolving the dissolve's own order.
 */
export const turnsShader: string = /* glsl */ `
  ${particleChunk}
  ${releaseOrderChunk}

  uniform sampler2D uHome;
  uniform sampler2D uColor;
  uniform uint uSeed;
  uniform int uWidth;
  uniform vec2 uExtent;     // half the image's width and height
  uniform int uStagger;     // a forming's; -1: a dissolving's
  uniform int uStyle;

  layout(location = 0) out vec4 turn;

  // Smooth over about a third of an image height, 0 to 1.
  float smoothNoise(vec2 place) {
    vec2 cell = floor(place * 3.5), t = fract(place * 3.5);
    t = t * t * (3.0 - 2.0 * t);
    vec4 corners;
    for (int i = 0; i < 4; i++) {
      uvec2 corner = uvec2(ivec2(cell) + ivec2(i & 1, i >> 1) + 4096);
      corners[i] = float(pcg3d(uvec3(corner, uSeed)).x >> 8u) / 16777216.0;
    }
    float noise = mix(mix(corners.x, corners.y, t.x), mix(corners.z, corners.w, t.x), t.y);
    // Its values crowd in the middle: spread, so that something happens from the beginning to the end.
    return clamp((noise - 0.15) / 0.7, 0.0, 1.0);
  }

  float staggerOf(vec2 home, float value, float noise, vec3 random) {
    switch (uStagger) {
      // From the inside out, neighbours together, every particle a little by its own mind.
      case 0: return 0.5 * length(home) / length(uExtent) + 0.3 * noise + 0.35 * (random.y - 0.5);
      // The brightest first.
      case 1: return 0.8 * (1.0 - sqrt(value)) + 0.2 * random.y;
      case 2: return 0.85 * noise + 0.15 * random.y;
      // From the top down.
      default: return 0.9 * (0.5 - 0.5 * home.y / uExtent.y) + 0.1 * random.y;
    }
  }

  void main() {
    ivec2 texel = ivec2(gl_FragCoord.xy);
    uint particle = particleOf(texel, uWidth);
    vec2 home = texelFetch(uHome, texel, 0).xy;
    float value = texelFetch(uColor, texel, 0).a;
    vec3 random = random3(particle, uSeed, 1u);
    float noise = smoothNoise(home);
    float when = uStagger < 0
      ? releaseOrder(uStyle, home, uExtent, random, noise)
      : staggerOf(home, value, noise, random);
    turn = vec4(clamp(when, 0.0, 1.0), random3(particle, uSeed, 2u));
  }
`;
