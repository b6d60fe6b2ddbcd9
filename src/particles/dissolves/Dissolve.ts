/** A way for an image to come apart, as two pieces of GLSL: in which order its particles let go, and how they move then. */
export interface Dissolve {
  /**
   * Body of a function that returns when a particle lets go, 0 (first) to 1 (last). It knows
   * `home` (image heights), `extent` (half the image's width and height), `random` (three numbers), `noise` (smooth over
   * the image, 0 to 1), `uPoint` (where it began) and `uHeading` (unit vector).
   */
  readonly order: string;
  /**
   * Body of a function that moves a `Motion m` (see `motion.glsl.ts`) that has been free for a share `freed`, 0 to 1, of
   * its flight. It also knows `uPoint`, `uHeading` and `curl(place)`.
   */
  readonly motion: string;
  /** Share of the dissolving over which particles let go, 0 (all at once) to below 1: a front needs much of it. */
  readonly spread: number;
  /** How brightly particles flare as they let go; 0 for not at all. */
  readonly flare: number;
}
