import type { Dissolve } from './Dissolve.ts';

/** Hit: thrown outwards from a point, the nearest first. */
export const burst: Dissolve = {
  order: /* glsl */ `
    return 0.35 * length(home - uPoint.xy) / length(extent) + 0.15 * random.x;
  `,
  motion: /* glsl */ `
    vec3 away = m.place - uPoint + (m.random - 0.5) * vec3(0.25, 0.25, 0.5);
    float blast = 1.0 - smoothstep(0.0, 0.18, freed);
    m.push += 26.0 * (0.35 + m.random.y * m.random.y) * blast * away * inversesqrt(dot(away, away) + 0.02);
    m.push.y -= 0.5;
    carry(m, 2.2, 0.35 * curl(m.place));
  `,
  spread: 0.2,
  flare: 0.6,
};
