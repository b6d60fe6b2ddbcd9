import { particleChunk } from './particle.glsl.ts';

/**
 * One simulation step for every particle; writes position and velocity together.
 *
 * A particle is pulled home by a damped spring whose strength grows as its own turn comes (`pull`), and until then
 * is carried by the streams of a curl-noise field (Bridson, Hourihan & Nordenstam, "Curl-Noise for Procedural Fluid
 * Flow", SIGGRAPH 2007). The spring and the drags are integrated implicitly (backward Euler), which is stable for
 * every stiffness:
 *
 *   v' = (v + dt (k (home - x) + d wind)) / (1 + dt (c + d + dt k)),   x' = x + dt v'
 */
export const simulateShader: string = /* glsl */ `
  ${particleChunk}

  uniform sampler2D uPosition;
  uniform sampler2D uVelocity;
  uniform sampler2D uHome;
  uniform sampler3D uNoise;
  uniform int uWidth;
  uniform uint uSeed;
  uniform float uDelta;         // s
  uniform float uRootSpring;    // 1/s, root of the spring's strength
  uniform float uDamping;       // of critical
  uniform float uTurbulence;    // image heights/s
  uniform float uForm;          // 0: nothing pulls, 1: every particle is pulled with full strength
  uniform vec3 uDrift;          // where the noise field has drifted to, in tiles
  uniform float uMaxSpeed;      // image heights/s
  uniform vec4 uImpulse;        // centre, and the reach in image heights; 0: none
  uniform float uImpulseSpeed;  // image heights/s at the centre

  layout(location = 0) out vec4 position;
  layout(location = 1) out vec4 velocity;

  const float TILES = 0.6;          // noise tiles an image height
  const float STAGGER = 0.55;       // share of the forming time over which the particles' turns are spread
  const float WIND_DRAG = 3.2;      // 1/s, how fast a free particle takes on the speed of its stream
  const float LEASH = 0.5;          // 1/s², what draws a stray back to the cloud
  const float CLOUD = 1.0;          // image heights
  const float EASE = 0.08;          // share by which a particle comes to feel at home, or not, in a step

  void main() {
    ivec2 texel = ivec2(gl_FragCoord.xy);
    vec4 state = texelFetch(uPosition, texel, 0);
    vec4 motion = texelFetch(uVelocity, texel, 0);
    vec4 home = texelFetch(uHome, texel, 0);
    vec3 x = state.xyz, v = motion.xyz;

    // home.w is the particle's turn, 0 (leads) to 1 (lags).
    float turn = clamp((uForm - home.w * STAGGER) / (1.0 - STAGGER), 0.0, 1.0);
    float pull = turn * turn * (3.0 - 2.0 * turn);
    float doubt = 1.0 - pull;

    float rate = uRootSpring * pull;          // of the undamped oscillation, 1/s
    float stiffness = rate * rate;
    float drag = 2.0 * uDamping * rate;
    vec3 force = stiffness * (home.xyz - x);

    if (doubt > 0.0) {
      float windDrag = WIND_DRAG * doubt;
      drag += windDrag;
      // Before the pull sets in the streams swell, the swarm's breath; they fade as the image condenses.
      float breath = 1.0 + 4.0 * turn * (1.0 - turn);
      float wind = uTurbulence * breath * doubt;
      if (wind > 0.0) {
        vec3 curl = textureLod(uNoise, x * TILES + uDrift, 0.0).xyz * 2.0 - 1.0;
        force += windDrag * wind * vec3(1.0, 1.0, 0.6) * curl;
      }
      float stray = max(0.0, length(x) - CLOUD);
      force -= LEASH * stray * doubt * x;
    }

    if (uImpulse.w > 0.0) {
      vec3 away = x - uImpulse.xyz;
      float distance = length(away);
      float fall = 1.0 - smoothstep(0.0, uImpulse.w, distance);
      vec3 spread = random3(particleOf(texel, uWidth), uSeed, 3u) - 0.5;
      v += (away / max(distance, 1e-3) + spread * vec3(0.7, 0.7, 1.6)) * (uImpulseSpeed * fall * (0.6 + spread.x));
    }

    v = (v + uDelta * force) / (1.0 + uDelta * (drag + uDelta * stiffness));
    v *= min(1.0, uMaxSpeed * inversesqrt(max(dot(v, v), 1e-12)));
    x += uDelta * v;

    vec3 away = home.xyz - x;
    float ease = pull * max(0.0, 1.0 - 40.0 * dot(away, away));
    position = vec4(x, mix(state.w, ease, EASE));
    velocity = vec4(v, 0.0);
  }
`;
