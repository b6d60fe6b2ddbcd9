import { displayChunk } from './display.glsl.ts';
import { morphChunk } from './morph.glsl.ts';
import { particleChunk } from './particle.glsl.ts';

/**
 * Draws every particle as one point. The vertex shader reads the state textures by its vertex number; there are no
 * per-particle attributes.
 *
 * Light: all particles together carry the light of the image. Particle i adds, over its disc, its share of
 *   mean value × image area / count,
 * however large or small it is drawn, so a formed picture is as bright at 4,096 particles as at 262,144. Where the
 * renderer tone-maps and encodes while drawing (straight to the screen), sums of encoded values would come out too
 * bright; each particle therefore scales its share by display(T) / T for the light T that belongs to its home. All
 * that is worked out once a particle, so that the many fragments stay cheap.
 */
export const drawVertexShader: string = /* glsl */ `
  precision highp sampler2D;
  ${particleChunk}
  ${displayChunk}
  ${morphChunk}

  uniform sampler2D uPosition;
  uniform sampler2D uVelocity;
  uniform sampler2D uColor;
  uniform sampler2D uPreviousColor;
  uniform int uWidth;
  uniform uint uSeed;
  uniform float uMorph;         // 0: colours of the previous image, 1: of this one
  uniform float uLag;           // s by which the drawn moment lies before the state's
  uniform float uTime;          // s
  uniform float uShimmer;       // image heights
  uniform float uDiameter;      // image heights
  uniform float uLight;         // light of one particle of a white image, in image heights²
  uniform float uPixels;        // viewport height in pixels × half the projection's scale
  uniform float uBrightness;
  uniform float uTint;
  uniform vec3 uCold;           // linear
  uniform vec3 uWarm;           // linear

  flat varying vec3 vLight;     // peak light of the disc, as the target stores it

  const float MIN_PIXELS = 1.5;
  const float MAX_PIXELS = 64.0;
  // Mean of the disc's profile over the point's square: the integral of (1 - r²)ⁿ there is π / (4 (n + 1)).
  const float PROFILE = 0.78539816 * (0.35 / 3.0 + 0.65 / 7.0);

  void main() {
    uint particle = uint(gl_VertexID);
    ivec2 texel = texelOf(particle, uWidth);
    vec4 state = texelFetch(uPosition, texel, 0);
    vec3 velocity = texelFetch(uVelocity, texel, 0).xyz;
    vec4 color = morphedColor(uPreviousColor, uColor, texel, uMorph);
    vec3 random = random3(particle, uSeed, 2u);

    vec3 place = state.xyz - velocity * uLag;
    float home = state.w;
    vec3 phase = random * 6.2831853;
    place += uShimmer * sin(phase + uTime * (1.3 + 1.9 * random.yzx)) * vec3(0.8, 0.8, 1.6);

    // One in forty is an ember: larger and brighter. Sizes and shares have mean light 1.
    float ember = step(0.975, random.z);
    float scale = mix(0.75 + 0.5 * random.x, 2.1, ember);
    float share = mix(0.95, 2.95, ember);

    vec3 ownColor = color.rgb;
    float value = max(max(ownColor.r, ownColor.g), ownColor.b);
    // Two temperatures: cold on the way, warm at home; where the image is brightest, nearly white-hot.
    float heat = color.a * (0.55 + 0.45 * random.y);
    vec3 hot = mix(uWarm * uWarm, mix(uWarm, vec3(1.0), 0.12), heat * heat);
    vec3 palette = mix(uCold, hot, smoothstep(0.3, 0.75, home + 0.3 * (random.y - 0.5)));
    vec3 light = mix(ownColor, palette * value, uTint);

    vec4 view = modelViewMatrix * vec4(place, 1.0);
    gl_Position = projectionMatrix * view;
    // Behind or on the camera: outside the clip volume, where no driver draws it.
    if (gl_Position.w <= 0.0) gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
    float unit = uPixels * length(modelViewMatrix[1].xyz) / gl_Position.w;
    float pixels = max(uDiameter * scale * unit, MIN_PIXELS);
    // Only the lower limit keeps a particle's light: squeezed into the upper one it would blind.
    gl_PointSize = min(pixels, MAX_PIXELS);
    float area = pixels * pixels / (unit * unit);   // of the point's square, in image heights²
    vec3 goal = light / max(value, 1e-6) * (uBrightness * max(color.a, 0.02));
    vLight = display(goal) * (value / max(color.a, 0.02) * uLight * share / (PROFILE * area));
  }
`;

export const drawFragmentShader: string = /* glsl */ `
  flat varying vec3 vLight;

  void main() {
    vec2 p = gl_PointCoord * 2.0 - 1.0;
    // A small bright core in a faint halo; reaches zero with zero slope at the rim, so no square shows.
    float rim = max(0.0, 1.0 - dot(p, p));
    float halo = rim * rim;
    float core = halo * halo * halo;
    gl_FragColor = vec4(vLight * (0.35 * halo + 0.65 * core), 0.0);
  }
`;
