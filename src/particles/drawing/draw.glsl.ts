import { critiqueFieldChunk } from '../forces/critique.glsl.ts';
import { callChunk } from '../shaders/call.glsl.ts';
import { morphChunk } from '../shaders/colors.glsl.ts';
import { particleChunk } from '../shaders/particle.glsl.ts';
import { stateChunk } from '../shaders/state.glsl.ts';
import { displayChunk } from './display.glsl.ts';

/** Share of a soft sprite's light in its core. */
const CORE = 0.65;

/**
 * Draws every particle as one point, or as one quad where `QUADS` is defined. The vertex shader reads the state textures
 * by its number; there are no per-particle attributes.
 *
 * Light: all particles together carry the light of the image. Particle i adds, over its disc, its share of
 *   mean value × image area / count,
 * however large or small it is drawn, so a formed picture is as bright at 4,096 particles as at 262,144. Where the
 * renderer tone-maps and encodes while drawing (straight to the screen), sums of encoded values would come out too
 * bright; each particle therefore scales its share by display(T) / T for the light T that belongs to its home. All
 * that is worked out once a particle, so that the many fragments stay cheap.
 *
 * Where particles cover what is behind them (`COVERS`) they show the picture's own colour instead, and are large enough
 * to leave no gaps.
 *
 * @param flight for `STATELESS`, where particles have no state but are placed in closed form: `flightChunk`.
 */
export const drawVertexShader = (flight: string): string => /* glsl */ `
  precision highp sampler2D;
  ${particleChunk}
  ${stateChunk}
  ${callChunk}
  ${morphChunk}
  ${displayChunk}

  uniform sampler2D uPosition;
  uniform sampler2D uVelocity;
  uniform sampler2D uColor;
  uniform sampler2D uPreviousColor;
  uniform sampler2D uTurn;
  uniform int uWidth;
  uniform float uShare;         // of the light in uColor that each particle carries
  uniform float uMorph;         // 0: colours of the previous image, 1: of this one
  uniform float uForm;
  uniform float uNearness;      // how much it counts to be near home: 0 when homes have just become others
  uniform float uRelease;
  uniform float uReleaseStagger;
  uniform float uFlare;
  uniform float uPresence;
  uniform float uLag;           // s by which the drawn moment lies before the state's
  uniform float uTime;          // s
  uniform float uShimmer;       // image heights
  uniform float uThickness;     // image heights
  uniform float uRelief;        // image heights
  uniform float uDiameter;      // image heights
  uniform float uMinPixels;
  uniform float uMaxPixels;
  uniform float uEmbers;        // share of particles that are embers
  uniform float uLight;         // light of one particle of a white image, in image heights²
  uniform float uPixels;        // viewport height in pixels × half the projection's scale
  uniform float uGrain;         // smallest step of light in a target that ends at white; 0: it stores any light
  uniform float uBrightness;
  uniform float uFlightLight;   // times the light of a particle on its way
  uniform float uTint;
  uniform int uTintBy;          // 0: home, 1: speed, 2: age
  uniform vec3 uCold;           // linear
  uniform vec3 uWarm;           // linear
  #ifdef QUADS
    uniform vec2 uViewport;     // pixels
    varying vec2 vPoint;
  #endif
  #ifdef USE_FOG
    #ifdef FOG_EXP2
      uniform float fogDensity;
    #else
      uniform float fogNear;
      uniform float fogFar;
    #endif
    uniform vec3 fogColor;
  #endif

  flat varying vec4 vLight;     // peak light of the disc, as the target stores it; and its opacity
  #ifndef COVERS
    flat varying float vCore;   // share of a soft sprite's light in its core
  #endif

  #ifdef STATELESS
    ${flight}
  #endif
  #ifdef CRITIQUE
    ${critiqueFieldChunk}
    uniform float uCritiqueTint;
  #endif

  const float EMBER_SIZE = 2.1;
  const float EMBER_LIGHT = 3.0;
  // Particles that cover are grains on their way; at home they are so much larger than their spacing that no gaps are
  // left between them.
  const float GRAIN = 0.7;
  const float COVER = 2.0;
  // Shares of light that are added where a critic wants more of an image: to what is dark, and what is white already.
  const vec2 MORE_LIGHT = vec2(1.6, 0.2);
  const float LESS_LIGHT = -0.6;
  // Diameter of a particle in a white picture, in distances between neighbours.
  const float WIDTH = 4.5;
  // Pixels across a sprite from which on its light is the same wherever among the pixels it lies.
  const float SAMPLED = 3.0;

  // Like the sine of so many turns, at a fraction of its price.
  vec3 wave(vec3 turns) {
    vec3 t = fract(turns) * 2.0 - 1.0;
    return 4.0 * t * (1.0 - abs(t));
  }

  // Within ±1. Mostly waves that neighbours ride together: each by itself would undo the evenness of their places.
  vec3 trembling(vec3 place, vec3 random) {
    vec3 shared = place.yxx * vec3(2.7, 2.4, 1.75) + place.xyy * vec3(1.1, -1.4, 2.1) + uTime * vec3(0.27, 0.22, 0.175);
    vec3 own = random + uTime * (0.2 + 0.3 * random.yzx);
    return 0.75 * wave(shared) + 0.25 * wave(own);
  }

  void main() {
    #ifdef QUADS
      uint particle = uint(gl_InstanceID);
      vPoint = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2.0 - 1.0;
    #else
      uint particle = uint(gl_VertexID);
    #endif
    ivec2 texel = texelOf(particle, uWidth);
    vec4 position = texelFetch(uPosition, texel, 0);
    vec4 velocity = texelFetch(uVelocity, texel, 0);
    vec4 turn = texelFetch(uTurn, texel, 0);
    #ifdef STATELESS
      fly(position, velocity, turn);
    #endif
    vec4 color = texelFetch(uColor, texel, 0);
    color.rgb *= uShare;
    if (uMorph < 1.0) color = morphed(texelFetch(uPreviousColor, texel, 0), color, uMorph);
    vec3 random = turn.yzw;

    vec3 offset = position.xyz - velocity.xyz * uLag;
    vec3 fromHome = offset;
    #ifdef CRITIQUE
      // Where it is held, it is at home. What is simulated is there already.
      vec3 wanted = wantedAt(homeOf(position, velocity));
      #ifdef STATELESS
        offset += heldFor(wanted);
      #else
        fromHome -= heldFor(wanted);
      #endif
    #endif
    float away = dot(fromHome, fromHome);
    // How much at home it is. Homes jump when an image takes over from another, and speeds never do.
    float home = max(0.0, 1.0 - 40.0 * away);
    float calm = 1.0 - smoothstep(0.1, 0.8, length(velocity.xyz));
    float settled = calm * mix(1.0, home, uNearness);
    vec3 place = vec3(homeOf(position, velocity), 0.0) + offset;
    place.z += uThickness * (random.x - 0.5) + uRelief * sqrt(color.a) * settled;
    if (uShimmer > 0.0) place += uShimmer * trembling(place, random) * vec3(1.0, 1.0, 2.0);

    float fade = uPresence, flare = 0.0;
    if (uRelease > 0.0) {
      float freed = clamp((uRelease - turn.x * uReleaseStagger) / (1.0 - uReleaseStagger), 0.0, 1.0);
      fade *= 1.0 - smoothstep(0.3, 1.0, freed);
      flare = uFlare * smoothstep(0.0, 0.06, freed) * (1.0 - smoothstep(0.06, 0.35, freed));
    }

    // A few embers are larger and brighter. Sizes and shares have mean light 1.
    float ember = step(1.0 - uEmbers, random.z);
    float scale = mix(0.75 + 0.5 * random.x, EMBER_SIZE, ember);

    vec3 light = color.rgb;
    float value = max(max(light.r, light.g), light.b);
    if (uTint > 0.0 || flare > 0.0) {
      // Two temperatures: cold on the way, warm at home; where the image is brightest, nearly white-hot.
      float heat = color.a * (0.55 + 0.45 * random.y);
      vec3 hot = mix(uWarm * uWarm, mix(uWarm, vec3(1.0), 0.12), heat * heat);
      float warmth = settled;
      if (uTintBy == 1) warmth = min(1.0, 0.8 * length(velocity.xyz));
      else if (uTintBy == 2) warmth = clamp(calledOf(uForm, turn.x), 0.0, 1.0);
      vec3 palette = mix(uCold, hot, smoothstep(0.3, 0.75, warmth + 0.3 * (random.y - 0.5)));
      light = mix(light, palette * value, uTint);
      light = mix(light, uWarm * value, min(1.0, flare)) * (1.0 + 0.7 * flare);
    }

    #ifdef CRITIQUE
      // Warm and brighter where more is wanted, cold and dimmer where less.
      vec3 tone = wanted.z > 0.0 ? uWarm : uCold;
      float marked = uCritiqueTint * settled * min(1.0, 1.5 * abs(wanted.z));
      light = mix(light, tone / max(max(tone.r, tone.g), max(tone.b, 1e-3)) * value, marked);
      light *= 1.0 + marked * (wanted.z > 0.0 ? mix(MORE_LIGHT.x, MORE_LIGHT.y, min(1.0, color.a)) : LESS_LIGHT);
    #endif

    vec4 view = modelViewMatrix * vec4(place, 1.0);
    gl_Position = projectionMatrix * view;
    float unit = uPixels * length(modelViewMatrix[1].xyz) / gl_Position.w;
    // Behind or on the camera: outside the clip volume, where no driver draws it.
    bool hidden = gl_Position.w <= 0.0 || fade <= 0.0;
    #ifdef COVERS
      float wanted = uDiameter * mix(GRAIN, COVER, settled) * scale * unit;
      float pixels = clamp(wanted, uMinPixels, uMaxPixels);
      // At home neighbours overlap: only together they are as opaque as the picture. Those in flight are alone.
      float overlap = max(1.0, settled * COVERAGE * wanted * wanted / (unit * unit * uLight));
      float opacity = 1.0 - pow(1.0 - color.a, 1.0 / overlap);
      // What is drawn larger than it is covers less.
      vLight = vec4(display(light * uBrightness), fade * opacity * min(1.0, wanted / uMinPixels));
      #ifdef OPAQUE
        pixels *= sqrt(fade);
      #endif
      hidden = hidden || value + color.a <= 0.0;
    #else
      float goalValue = max(color.a, 0.02);
      vec3 goal = light / max(value, 1e-6) * (uBrightness * fade * goalValue);
      vec3 shown = display(goal);
      // At rest, where neighbours make up the picture, a target that ends at white must not cut off their sum: there, the
      // brighter they are, the wider, and the less an ember or a core stands out.
      float room = value / goalValue * uLight;        // of the particle, in image heights²
      float level = uGrain > 0.0 ? calm * min(1.0, sqrt(max(max(shown.r, shown.g), shown.b))) : 0.0;
      float diameter = max(uDiameter * scale, WIDTH * level * sqrt(room));
      float glow = mix(EMBER_LIGHT, 1.0, level);
      float share = mix(1.0, glow, ember) / (1.0 + (glow - 1.0) * uEmbers);
      float pixels = max(diameter * unit, max(uMinPixels, calm * SAMPLED));
      float area = pixels * pixels / (unit * unit);   // of the point's square, in image heights²
      // Only the lower limit keeps a particle's light: squeezed into the upper one it would blind.
      pixels = min(pixels, uMaxPixels);
      share *= mix(uFlightLight, 1.0, settled);
      float core = ${CORE.toFixed(2)} * (1.0 - level);
      vLight = vec4(shown * (room * share / (PROFILE * area)), uGrain * (random.y - 0.5));
      vCore = core;
      hidden = hidden || value <= 0.0;
    #endif
    #ifdef USE_FOG
      #ifdef FOG_EXP2
        float fog = 1.0 - exp(-fogDensity * fogDensity * view.z * view.z);
      #else
        float fog = smoothstep(fogNear, fogFar, -view.z);
      #endif
      #ifdef COVERS
        vLight.rgb = mix(vLight.rgb, display(fogColor), fog);
      #else
        vLight.rgb *= 1.0 - fog;
      #endif
    #endif
    if (hidden) gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
    #ifdef QUADS
      else gl_Position.xy += vPoint * pixels / uViewport * gl_Position.w;
    #else
      gl_PointSize = pixels;
    #endif
  }
`;

/** Shapes of a particle: light over the square from -1 to 1, and its mean. */
export type Sprite = 'soft' | 'round' | 'square';

/**
 * `light`: GLSL for how bright the sprite is at `p`; `mean`: of that over the square, without a core and as a core alone;
 * `cover`: how opaque it is there where particles cover; `coverage`: the mean of that.
 */
const sprites: Readonly<
  Record<Sprite, { light: string; mean: readonly [number, number]; cover: string; coverage: number }>
> = {
  /**
   * A small bright core in a faint halo; reaches zero with zero slope at the rim, so no square shows. The integral of
   * (1 − r²)ⁿ over the square is π / (n + 1).
   */
  soft: {
    light:
      'float rim = max(0.0, 1.0 - dot(p, p)); float halo = rim * rim; return mix(halo, halo * halo * halo, vCore);',
    mean: [Math.PI / 4 / 3, Math.PI / 4 / 7],
    cover: 'float rim = max(0.0, 1.0 - dot(p, p)); return min(1.0, 2.0 * rim * rim);',
    coverage: 0.415,
  },
  /** An even disc with a narrow soft rim: 1 inside r² = 0.8, falling to 0 at r = 1. */
  round: {
    light: 'return clamp((1.0 - dot(p, p)) * 5.0, 0.0, 1.0);',
    mean: [(Math.PI / 4) * 0.9, (Math.PI / 4) * 0.9],
    cover: 'return clamp((1.0 - dot(p, p)) * 5.0, 0.0, 1.0);',
    coverage: (Math.PI / 4) * 0.9,
  },
  /** The whole square. */
  square: { light: 'return 1.0;', mean: [1, 1], cover: 'return 1.0;', coverage: 1 },
};

export const spriteNames: readonly Sprite[] = Object.keys(sprites) as Sprite[];

/** The mean light of a sprite over its square, with a core of its usual strength. */
export function spriteMean(sprite: Sprite): number {
  const [halo, core] = sprites[sprite].mean;
  return halo + CORE * (core - halo);
}

/** How much of its square a sprite covers, for `COVERAGE`. */
export const spriteCoverage = (sprite: Sprite): number => sprites[sprite].coverage;

/** The same as GLSL for `PROFILE`, for a core as strong as `core`. */
export const spriteProfile = (sprite: Sprite): string =>
  `mix(${sprites[sprite].mean.map(mean => mean.toFixed(8)).join()}, core)`;

export function drawFragmentShader(sprite: Sprite): string {
  const { light, cover } = sprites[sprite];
  return /* glsl */ `
  flat varying vec4 vLight;
  #ifndef COVERS
    flat varying float vCore;
  #endif
  #ifdef QUADS
    varying vec2 vPoint;
  #endif

  #ifdef COVERS
    float coverAt(vec2 p) { ${cover} }
  #else
    float lightAt(vec2 p) { ${light} }
  #endif

  void main() {
    #ifdef QUADS
      vec2 p = vPoint;
    #else
      vec2 p = gl_PointCoord * 2.0 - 1.0;
    #endif
    #ifdef OPAQUE
      if (coverAt(p) < 0.5) discard;
      gl_FragColor = vec4(vLight.rgb, 1.0);
    #elif defined(COVERS)
      float cover = coverAt(p) * vLight.a;
      gl_FragColor = vec4(vLight.rgb * cover, cover);
    #else
      gl_FragColor = vec4(vLight.rgb * lightAt(p) + vLight.a, 0.0);
    #endif
  }
`;
}
