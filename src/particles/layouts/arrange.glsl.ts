import { particleChunk } from '../shaders/particle.glsl.ts';

/** How the pixels of an image are given to particles. */
export type Layout = 'grid' | 'flow' | 'transport';

export const layoutNames: readonly Layout[] = ['grid', 'flow', 'transport'];

/**
 * Where in the image a particle is at home, for each layout: sets `place` in pixels from the top left, and `spare` for
 * particles that find no place of their own.
 */
const placements: Readonly<Record<Layout, string>> = {
  /**
   * A lattice over the image, several particles a pixel or several pixels a particle. Neighbours in number are far
   * apart, so that the first n particles cover the image evenly for every n: multiples of a stride near the golden
   * section of the lattice's size, to which it has no divisor in common. Numbers are exchanged within blocks of 64, in
   * every block another way: else the way from one lattice to another, or to the points of `flow`, leads through stripes.
   */
  grid: /* glsl */ `
    uniform uvec2 uLattice;     // columns and rows
    uniform uint uStride;

    // a·b mod n for n up to 2²², in steps that fit into 32 bits.
    uint multiply(uint a, uint b, uint n) {
      uint result = 0u;
      for (int shift = 20; shift >= 0; shift -= 10) {
        result = ((result << 10u) % n + (a * ((b >> uint(shift)) & 1023u)) % n) % n;
      }
      return result;
    }

    uint exchanged(uint particle, uint cells) {
      if ((particle | 63u) >= cells) return particle;
      uvec3 hash = pcg3d(uvec3(particle >> 6u, cells, 0u));
      return (particle & ~63u) | ((particle * (hash.x | 1u) + hash.y) & 63u);
    }

    vec2 placeOf(uint particle, out bool spare) {
      uint cells = uLattice.x * uLattice.y;
      spare = particle >= cells;
      uint cell = multiply(exchanged(particle % cells, cells), uStride, cells);
      return (vec2(cell % uLattice.x, cell / uLattice.x) + 0.5) / vec2(uLattice) * vec2(uImageSize);
    }
  `,
  /**
   * A particle keeps its point (u, v) of the unit square for life. v picks the row by the rows' cumulative weight, u the
   * column by that row's own: the Knothe-Rosenblatt map from the uniform square to the image. Density follows the
   * weight, and a new image moves every particle a short way.
   */
  flow: /* glsl */ `
    uniform sampler2D uRows;    // 1 × height
    uniform sampler2D uCells;   // width × height
    uniform uint uSeed;

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

    vec2 placeOf(uint particle, out bool spare) {
      spare = false;
      vec2 point = lowDiscrepancy(particle, uSeed);
      float y = invert(uRows, true, 0, uImageSize.y, point.y);
      float x = invert(uCells, false, min(int(y), uImageSize.y - 1), uImageSize.x, point.x);
      return vec2(x, y);
    }
  `,
  /** Places that were worked out elsewhere, in image heights from the middle. */
  transport: /* glsl */ `
    uniform sampler2D uPlaces;

    vec2 placeOf(uint particle, out bool spare) {
      spare = false;
      vec2 place = texelFetch(uPlaces, texelOf(particle, uWidth), 0).xy;
      vec2 size = vec2(uImageSize);
      return clamp(vec2(0.5 * size.x + place.x * size.y, (0.5 - place.y) * size.y), vec2(0.0), size);
    }
  `,
};

/** Gives every particle its home and its colour in an image. */
export function arrangeShader(layout: Layout): string {
  return /* glsl */ `
  ${particleChunk}

  uniform sampler2D uColors;    // width × height: linear colour over weight, and the value
  uniform ivec2 uImageSize;
  uniform int uWidth;
  uniform ivec2 uFootprint;     // pixels that one particle stands for; 1 × 1 where there are more particles than pixels

  layout(location = 0) out vec4 home;     // x and y in image heights from the middle
  layout(location = 1) out vec4 color;    // linear colour over weight, and the image's value there

  ${placements[layout]}

  void main() {
    uint particle = particleOf(ivec2(gl_FragCoord.xy), uWidth);
    bool spare;
    vec2 place = placeOf(particle, spare);
    ivec2 first = clamp(ivec2(place) - (uFootprint - 1) / 2, ivec2(0), uImageSize - uFootprint);
    vec4 sum = vec4(0.0);
    for (int y = 0; y < uFootprint.y; y++) {
      for (int x = 0; x < uFootprint.x; x++) sum += texelFetch(uColors, first + ivec2(x, y), 0);
    }
    color = spare ? vec4(0.0) : sum / float(uFootprint.x * uFootprint.y);
    vec2 size = vec2(uImageSize);
    home = vec4((place.x - 0.5 * size.x) / size.y, (0.5 * size.y - place.y) / size.y, 0.0, 0.0);
  }
`;
}
