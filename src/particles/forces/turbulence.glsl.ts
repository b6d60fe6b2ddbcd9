import { SLANT } from './CurlNoise.ts';

/**
 * Carries free particles along the streams of a curl-noise field (Bridson, Hourihan & Nordenstam, "Curl-Noise for
 * Procedural Fluid Flow", SIGGRAPH 2007), and draws strays back to the cloud.
 */
export const turbulenceChunk: string = /* glsl */ `
  uniform sampler2D uNoise;     // CurlNoise
  uniform vec2 uDrift;          // where the noise field has drifted to, in tiles
  uniform float uTurbulence;    // image heights/s

  const float TILES = 0.15;     // noise tiles an image height
  const vec2 SLANT = vec2(${SLANT.x.toFixed(2)}, ${SLANT.y.toFixed(2)});
  const float AIR = 3.2;        // 1/s, how fast a free particle takes on the speed of its stream
  const float LEASH = 0.3;      // 1/s² an image height², what draws a stray back to the cloud
  const float CLOUD = 1.0;      // image heights

  vec3 curl(vec3 place) {
    vec2 at = (place.xy + place.z * SLANT) * TILES + uDrift;
    return (textureLod(uNoise, at, 0.0).xyz * 2.0 - 1.0) * vec3(1.0, 1.0, 0.6);
  }

  void turbulence(inout Motion m) {
    float free = 1.0 - m.pull;
    // Before the pull sets in the streams swell, the swarm's breath; they fade as the image condenses. Embers are heavy
    // and lag behind, dust leads.
    float breath = 1.0 + 4.0 * m.pull * free;
    carry(m, AIR * free * (0.6 + 0.8 * m.random.x), uTurbulence * breath * free * curl(m.place));
    m.push -= LEASH * free * max(0.0, dot(m.place, m.place) - CLOUD * CLOUD) * m.place;
  }
`;
