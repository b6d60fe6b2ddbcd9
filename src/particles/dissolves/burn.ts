import type { Dissolve } from './Dissolve.ts';

/** Consumed: a glowing front eats the image along the heading, and what it frees rises like ash. */
export const burn: Dissolve = {
  order: /* glsl */ `
    float along = dot(home, uHeading.xy) / dot(abs(uHeading.xy), extent);
    return clamp(0.5 + 0.4 * along + 0.35 * (noise - 0.5) + 0.03 * (random.x - 0.5), 0.0, 1.0);
  `,
  motion: /* glsl */ `
    float lift = 0.5 + 0.9 * m.random.y;
    carry(m, 2.0 + 2.0 * m.random.x, vec3(0.0, lift * smoothstep(0.0, 0.25, freed), 0.0) + 0.45 * curl(m.place * 1.7));
  `,
  spread: 0.72,
  flare: 1.6,
};
