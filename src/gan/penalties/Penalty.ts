/**
 * What keeps a discriminator smooth, so that it has something to teach wherever generated images are. As data.
 *
 * - `r1`: gamma/2 E|∇D(x)|², on real images (Mescheder et al. 2018)
 * - `r2`: gamma/2 E|∇D(G(z))|², on generated ones
 * - `r1+r2`: both, which lets relativistic pairing converge (Huang et al. 2024, "The GAN is dead; long live the GAN!")
 * - `gradient-penalty`: gamma E(|∇D(x̂)| − 1)², on images between a real and a generated one (Gulrajani et al. 2017)
 */
export type PenaltyKind = 'r1' | 'r2' | 'r1+r2' | 'gradient-penalty';

export const PENALTY_KINDS: readonly PenaltyKind[] = ['r1', 'r2', 'r1+r2', 'gradient-penalty'];

/** How ∇D is found: `exact`, by differentiating twice, or by the difference that a little noise makes, in half the time. */
export type PenaltyMethod = 'exact' | 'finite-difference';

export const PENALTY_METHODS: readonly PenaltyMethod[] = ['exact', 'finite-difference'];

/** A penalty on the discriminator's slopes. */
export interface Penalty {
  /** @default 'r1+r2' */
  readonly kind: PenaltyKind;
  /** Weight, above 0; gradients are by images in [-1, 1]. */
  readonly gamma: number;
  /** A `gradient-penalty` is always exact. @default 'finite-difference' */
  readonly method: PenaltyMethod;
  /** Standard deviation of the noise of finite differences, above 0. @default 0.01 */
  readonly sigma: number;
}
