import type { Dissolve } from './Dissolve.ts';

/** Let go: carried off by the streams, region by region. */
export const drift: Dissolve = {
  order: /* glsl */ `
    return 0.75 * noise + 0.25 * random.x;
  `,
  motion: /* glsl */ `
    carry(m, 2.6 * freed + 0.4, (0.5 + 0.7 * freed) * curl(m.place) + vec3(0.0, 0.12, 0.0));
  `,
  flare: 0,
};
