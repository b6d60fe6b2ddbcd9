import { particleChunk } from '../shaders/particle.glsl.ts';

/**
 * The `flow` layout: where in the image each particle is at home. A particle keeps its point (u, v) of the unit
 * square for life. v picks the row by the rows' cumulative light, u the column by that row's own: the
 * Knothe-Rosenblatt map from the uniform square to the image. Density follows brightness, and a new image moves
 * every particle a short way.
 */
export const flowShader: string = /* glsl */ `
  ${particleChunk}

  uniform sampler2D uRows;      // 1 × height
  uniform sampler2D uCells;     // width × height
  uniform sampler2D uColors;    // width × height: linear colour of value 1, and the value
  uniform ivec2 uImageSize;
  uniform uint uSeed;
  uniform int uWidth;
  uniform float uMeanValue;

  layout(location = 0) out vec4 home;     // xyz, and the particle's turn from 0 (leads) to 1 (lags)
  layout(location = 1) out vec4 color;    // linear light that the particle carries, and the image's value at its home

  const float THICKNESS = 0.03;     // image heights

  // The place in [0, n) where a cumulative distribution passes u, linear inside a cell.
  float invert(sampler2D table, bool byRow, int line, int n, float u) {
    int low = 0, high = n - 1;
    for (int i = 0; i < 14 && low < high; i++) {
      int middle = (low + high) >> 1;
      ivec2 texel = byRow ? ivec2(0, middle) : ivec2(middle, line);
      if (texelFetch(table, texel, 0).r > u) high = middle; else low = middle + 1;
    }
    float to = texelFetch(table, byRow ? ivec2(0, low) : ivec2(low, line), 0).r;
    float from = low == 0 ? 0.0 : texelFetch(table, byRow ? ivec2(0, low - 1) : ivec2(low - 1, line), 0).r;
    return float(low) + clamp((u - from) / max(to - from, 1e-12), 0.0, 1.0);
  }

  void main() {
    uint particle = particleOf(ivec2(gl_FragCoord.xy), uWidth);
    vec2 point = lowDiscrepancy(particle, uSeed);
    float y = invert(uRows, true, 0, uImageSize.y, point.y);
    int row = min(int(y), uImageSize.y - 1);
    float x = invert(uCells, false, row, uImageSize.x, point.x);
    vec4 here = texelFetch(uColors, ivec2(min(int(x), uImageSize.x - 1), row), 0);

    vec3 random = random3(particle, uSeed, 1u);
    vec2 size = vec2(uImageSize);
    vec2 place = vec2(x - 0.5 * size.x, 0.5 * size.y - y) / size.y;
    home = vec4(place, (random.x - 0.5) * THICKNESS, 0.0);
    // The image condenses from the inside out, neighbours together, every particle a little by its own mind.
    float radius = length(place) / (0.5 * length(size) / size.y);
    float currents = 0.5 + 0.5 * sin(place.x * 7.0 + 3.0 * sin(place.y * 5.0 + float(uSeed % 17u)));
    home.w = clamp(0.5 * radius + 0.3 * currents + 0.35 * (random.y - 0.5), 0.0, 1.0);
    color = vec4(here.rgb * uMeanValue, here.a);
  }
`;
