import type { Dissolve } from './Dissolve.ts';

/** Fatigue: sags and falls, the lowest first. */
export const fall: Dissolve = {
  order: /* glsl */ `
    return clamp(0.55 * (home.y / extent.y * 0.5 + 0.5) + 0.25 * noise + 0.2 * random.x, 0.0, 1.0);
  `,
  motion: /* glsl */ `
    m.push.y -= 3.4 * (0.6 + 0.8 * m.random.y);
    carry(m, 0.9, 0.25 * curl(m.place));
  `,
  spread: 0.55,
  flare: 0,
};
