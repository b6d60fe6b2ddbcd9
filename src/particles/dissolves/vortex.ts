import type { Dissolve } from './Dissolve.ts';

/** Swirled away: an eddy around a point takes hold from the outside in, and draws out spiral arms. */
export const vortex: Dissolve = {
  order: /* glsl */ `
    return clamp(0.85 - 1.1 * length(home - uPoint.xy) / length(extent) + 0.15 * random.x, 0.0, 1.0);
  `,
  motion: /* glsl */ `
    vec2 r = m.place.xy - uPoint.xy;
    float reach = length(r) + 0.08;
    vec2 around = vec2(-r.y, r.x) / reach;
    carry(m, 3.4, vec3(around * 1.5 + r * (1.6 * freed - 0.3), 0.35 * (m.random.z - 0.5)) + 0.2 * curl(m.place));
  `,
  spread: 0.45,
  flare: 0,
};
