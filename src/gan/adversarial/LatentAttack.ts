/** What a caller may ask of an attack on latent vectors, and what comes of it. */

import type { PixelImage } from '../../image.ts';
import { assertKnown, inWords } from '../assertKnown.ts';
import type { SampleOptions } from '../Generator.ts';
import type { JobOptions } from '../worker/JobCalls.ts';
import { ATTACK_OPTIONS, type AttackOptions, type ResolvedAttack, resolveAttack } from './AttackOptions.ts';

/** Which images a generator is to make, and how far their latent vectors may move so that a classifier errs. */
export interface LatentAttackOptions
  extends Pick<SampleOptions, 'seed' | 'latent' | 'label' | 'attributes' | 'truncation' | 'count'>,
    Pick<AttackOptions, 'method' | 'steps' | 'restarts'>,
    JobOptions {
  /** The weights file of a classifier of one attribute, its address or its bytes: who is to be misled. */
  readonly classifier: string | URL | ArrayBuffer | Uint8Array;
  /**
   * How far a latent vector may move, as the length of the change; above 0. Latent vectors are about as long as the root of
   * `latentSize`. @default 1
   */
  readonly epsilon?: number;
  /** What images shall be taken for, a label of the classifier or its number; without it, anything but what they are taken for. */
  readonly target?: string | number;
}

/** A latent vector that was moved so that a classifier errs about its image. */
export interface AttackedLatent {
  /** `sample` makes the image of it again, asked for the same and with the same truncation. */
  readonly latent: Float32Array;
  readonly image: PixelImage;
  /** What the classifier takes the image of the latent vector for, before it was moved and after. */
  readonly before: string;
  readonly after: string;
}

/** {@link LatentAttackOptions} of the attack alone, checked and complete, as they travel to a worker. */
export interface LatentAttackPlan extends Pick<ResolvedAttack, 'epsilon' | 'plan' | 'seed'> {
  readonly target: string | number | null;
}

const SAMPLING = ['seed', 'latent', 'label', 'attributes', 'truncation', 'count'] as const;
const OWN = ['classifier', 'method', 'epsilon', 'steps', 'restarts', 'target', 'signal', 'onProgress'];

/** @throws TypeError or RangeError that says what was given and what is accepted. */
export function resolveLatentAttack(options: LatentAttackOptions): LatentAttackPlan {
  assertKnown('attack', options, [...SAMPLING, ...OWN]);
  const { target, seed, epsilon = 1 } = options;
  if (!Number.isFinite(epsilon) || epsilon <= 0) {
    throw new RangeError(
      `epsilon is ${inWords(epsilon)}. It must be a finite number above 0: how far latent vectors may move.`,
    );
  }
  const attack = Object.fromEntries(
    Object.entries(options).filter(([name]) => ATTACK_OPTIONS.includes(name as never)),
  );
  const { plan, seed: places } = resolveAttack({ ...attack, norm: 'l2', epsilon, seed: seed ?? 0 });
  return { epsilon, plan, seed: places, target: target ?? null };
}
