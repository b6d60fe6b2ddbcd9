import type { Dissolve } from './Dissolve.ts';

/** Recalled: drawn into a point, the farthest first, with a slight twist. */
export const implode: Dissolve = {
  order: /* glsl */ `
    return clamp(0.8 - length(home - uPoint.xy) / length(extent) + 0.2 * random.x, 0.0, 1.0);
  `,
  motion: /* glsl */ `
    vec3 inwards = uPoint - m.place;
    m.push += (6.0 + 34.0 * freed) * inwards + 5.0 * vec3(-inwards.y, inwards.x, 0.0);
    carry(m, 2.0 + 4.0 * freed, vec3(0.0));
  `,
  spread: 0.35,
  flare: 0.6,
};
