import type { Dissolve } from './Dissolve.ts';

/** Let go: carried off by the streams, region by region. */
export const drift: Dissolve = {
  order: /* glsl */ `
    return 0.75 * noise + 0.25 * random.x;
  `,
  motion: /* glsl */ `
    carry(m, 3.0, (0.4 + 1.2 * freed) * curl(m.place) + vec3(0.0, 0.15, 0.0));
  `,
  spread: 0.5,
  flare: 0,
};
