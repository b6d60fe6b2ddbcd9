import type { Dissolve } from './Dissolve.ts';

/**
 * Wind: peeled off from the leeward side and carried along the heading, clear of what still stands. From the other side
 * it would pile up over it.
 */
export const blow: Dissolve = {
  order: /* glsl */ `
    float along = dot(home, uHeading.xy) / dot(abs(uHeading.xy), extent);
    return clamp(0.5 - 0.38 * along + 0.3 * (noise - 0.5) + 0.12 * (random.x - 0.5), 0.0, 1.0);
  `,
  motion: /* glsl */ `
    float gust = 2.6 * (0.55 + 0.7 * m.random.y);
    carry(m, 3.2, gust * uHeading + 0.9 * curl(m.place * 1.3));
  `,
  spread: 0.6,
  flare: 0,
};
