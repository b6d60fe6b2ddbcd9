import { particleChunk } from './particle.glsl.ts';

/**
 * The first state of a particle: at rest, anywhere in a flat cloud wider than the image. When the number of
 * particles changes, those that were there stay where they are and new ones start beside one of them.
 */
export const scatterShader: string = /* glsl */ `
  ${particleChunk}

  uniform uint uSeed;
  uniform int uWidth;
  uniform vec3 uCloud;              // half axes of the cloud, in image heights
  uniform int uPreviousCount;       // 0: nobody was there before
  uniform int uPreviousWidth;
  uniform sampler2D uPreviousPosition;
  uniform sampler2D uPreviousVelocity;

  layout(location = 0) out vec4 position;   // xyz, and how much at home the particle feels, 0 to 1
  layout(location = 1) out vec4 velocity;

  void main() {
    uint particle = particleOf(ivec2(gl_FragCoord.xy), uWidth);
    vec3 random = random3(particle, uSeed, 0u);
    if (uPreviousCount > 0) {
      ivec2 texel = texelOf(particle % uint(uPreviousCount), uPreviousWidth);
      position = texelFetch(uPreviousPosition, texel, 0);
      velocity = texelFetch(uPreviousVelocity, texel, 0);
      if (int(particle) >= uPreviousCount) position.xyz += (random - 0.5) * 0.02;
      return;
    }
    float angle = 6.2831853 * random.x;
    // sqrt: evenly dense, so that the cloud does not resemble an image that is bright in its middle.
    vec2 disc = sqrt(random.y) * vec2(cos(angle), sin(angle));
    position = vec4(vec3(disc, random.z * 2.0 - 1.0) * uCloud, 0.0);
    velocity = vec4(0.0);
  }
`;
