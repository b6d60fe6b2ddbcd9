/** What a caller may ask of an attack, and what comes of it when all is checked. */

import { assertKnown, inWords } from '../assertKnown.ts';
import { assertWholeFrom } from '../assertWholeFrom.ts';
import type { AttackNorm } from './Ball.ts';
import type { AttackPlan } from './perturb.ts';

/** How images are to be changed so that a classifier errs. */
export interface AttackOptions {
  /**
   * `fgsm`: one step, of the best of five lengths up to the bound (Goodfellow et al. 2015); `pgd`: many steps from several
   * places within the bound (Madry et al. 2018), shorter and shorter ones. @default 'pgd'
   */
  readonly method?: 'fgsm' | 'pgd';
  /** What the bound is measured by: `linf`, the pixel that changes most; `l2`, the length of the whole change. @default 'linf' */
  readonly norm?: AttackNorm;
  /** The bound, for pixels in [0, 1]; above 0. @default 0.1 */
  readonly epsilon?: number;
  /** Steps of a PGD run, at least 1. @default 40 */
  readonly steps?: number;
  /** PGD runs from random places within the bound, of which the worst point is kept; 0: one run from the image itself. @default 3 */
  readonly restarts?: number;
  /** What images shall be taken for, a label or its number; without it, anything but what they are. */
  readonly target?: string | number;
  /** The random places. @default 0 */
  readonly seed?: number;
}

/** Checked, in the terms of {@link perturb}. */
export interface ResolvedAttack {
  readonly norm: AttackNorm;
  readonly epsilon: number;
  readonly plan: AttackPlan;
  readonly seed: number;
}

export const ATTACK_OPTIONS = ['method', 'norm', 'epsilon', 'steps', 'restarts', 'target', 'seed'] as const;

/** @throws TypeError or RangeError that says what was given and what is accepted. */
export function resolveAttack(options: AttackOptions): ResolvedAttack {
  assertKnown('attack', options, ATTACK_OPTIONS);
  const {
    method = 'pgd',
    norm = 'linf',
    epsilon = 0.1,
    steps = 40,
    restarts = 3,
    target,
    seed = 0,
  } = options;
  if (method !== 'fgsm' && method !== 'pgd') {
    throw new TypeError(`method is ${inWords(method)}. It must be 'fgsm' or 'pgd'.`);
  }
  if (norm !== 'linf' && norm !== 'l2')
    throw new TypeError(`norm is ${inWords(norm)}. It must be 'linf' or 'l2'.`);
  if (!Number.isFinite(epsilon) || epsilon <= 0) {
    throw new RangeError(
      `epsilon is ${inWords(epsilon)}. It must be a finite number above 0, for pixels in [0, 1].`,
    );
  }
  if (norm === 'linf' && epsilon > 1) {
    throw new RangeError(
      `epsilon is ${epsilon}, which bounds nothing: pixels count from 0 to 1, and n of their 256 levels are n / 255.`,
    );
  }
  assertWholeFrom(1, { steps });
  assertWholeFrom(0, { restarts, seed });
  const targeted = target !== undefined;
  const plan = method === 'fgsm' ? { steps: 1, restarts: 0, targeted } : { steps, restarts, targeted };
  return { norm, epsilon, plan, seed };
}
