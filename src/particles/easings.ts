/** How suddenly home takes hold of a particle: coefficients of t, t² and t³. */
export const easings = {
  smooth: [0, 3, -2],
  linear: [1, 0, 0],
  in: [0, 1, 0],
  out: [2, -1, 0],
} as const;

export type Easing = keyof typeof easings;
export const easingNames: readonly Easing[] = Object.keys(easings) as Easing[];
