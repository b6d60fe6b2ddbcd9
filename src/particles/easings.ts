/** How suddenly home takes hold of a particle. */
export type Easing = 'smooth' | 'linear' | 'in' | 'out';

/** Coefficients of t, t² and t³. */
export const easings = {
  smooth: [0, 3, -2],
  linear: [1, 0, 0],
  in: [0, 1, 0],
  out: [2, -1, 0],
} as const satisfies Record<Easing, readonly [number, number, number]>;

export const easingNames: readonly Easing[] = Object.keys(easings) as Easing[];
