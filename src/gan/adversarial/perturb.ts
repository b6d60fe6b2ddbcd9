/**
 * Adversarial examples: points changed by little that are taken for something else.
 *
 * FGSM, one step of the whole length from the point itself: Goodfellow, Shlens and Szegedy 2015, "Explaining and
 * harnessing adversarial examples". PGD, many steps back into the ball, from several places in it: Madry et al. 2018,
 * "Towards deep learning models resistant to adversarial attacks".
 */

import type { Random } from '../Random.ts';
import * as tf from '../tf.ts';
import { type Ball, column, steepest } from './Ball.ts';

/** So far below every logit that it counts for nothing, and no infinity, which has no products with 0. */
const FAR = 1e4;

/** What is attacked. */
export interface Victim<T extends tf.Tensor> {
  /** Its logits, [points, classes], and in which direction from each point its cross-entropy with `labels` rises. */
  judge(points: T, labels: tf.Tensor1D): Promise<Judgement<T>>;
}

export interface Judgement<T extends tf.Tensor> {
  readonly logits: tf.Tensor2D;
  readonly slope: T;
}

/** How an attack goes about it. */
export interface AttackPlan {
  readonly steps: number;
  /** 0: one run that begins at the point itself; above: so many that begin anywhere in the ball. */
  readonly restarts: number;
  /** Whether `labels` are the wanted classes, not the true ones. */
  readonly targeted: boolean;
}

/** Two and a half times what would just reach the edge, so that a run can cross the ball (Madry et al. 2018). */
export const stepLength = (radius: number, steps: number): number =>
  steps === 1 ? radius : (2.5 * radius) / steps;

/**
 * The worst point found for each, kept from all steps of all runs. Takes part in the worker's turns: `breathe` is awaited
 * after every step with how many are done, and what it throws ends the attack.
 * @param labels numbers of classes
 * @returns the caller's, as the points stay the caller's
 */
export async function perturb<T extends tf.Tensor>(
  victim: Victim<T>,
  points: T,
  labels: tf.Tensor1D,
  ball: Ball,
  plan: AttackPlan,
  random: Random,
  breathe: (steps: number) => Promise<void> = async () => {},
): Promise<T> {
  let kept = {
    points: tf.clone(points),
    margins: tf.fill([points.shape[0]!], Number.MAX_VALUE) as tf.Tensor1D,
  };
  const keep = (met: T, logits: tf.Tensor2D) => {
    const worse = tf.tidy(() => {
      const margins = marginsOf(logits, labels, plan.targeted);
      const less = tf.less(margins, kept.margins);
      return {
        points: tf.where(
          tf.logicalAnd(column(less, met.rank), tf.onesLike(met).cast('bool')),
          met,
          kept.points,
        ),
        margins: tf.minimum(margins, kept.margins) as tf.Tensor1D,
      };
    });
    tf.dispose([kept.points, kept.margins]);
    kept = worse;
  };
  const towards = (plan.targeted ? -1 : 1) * stepLength(ball.radius, plan.steps);
  let at: T | null = null;
  try {
    for (let run = 0; run < Math.max(1, plan.restarts); run++) {
      at = plan.restarts === 0 ? tf.clone(points) : ball.draw(points, random);
      for (let step = 0; step <= plan.steps; step++) {
        const { logits, slope } = await victim.judge(at, labels);
        keep(at, logits);
        const from: T = at;
        at = tf.tidy(() =>
          ball.project(tf.add(from, tf.mul(steepest(slope, ball.norm), towards)) as T, points),
        );
        tf.dispose([logits, slope, from]);
        await breathe(run * plan.steps + Math.min(step + 1, plan.steps));
      }
      at.dispose();
      at = null;
    }
  } catch (error) {
    tf.dispose(kept.points);
    at?.dispose();
    throw error;
  } finally {
    kept.margins.dispose();
  }
  return kept.points;
}

/** By how much the true class leads; for a targeted attack, by how much the wanted one is behind. Below 0 the attack has succeeded. */
export function marginsOf(logits: tf.Tensor2D, labels: tf.Tensor1D, targeted: boolean): tf.Tensor1D {
  return tf.tidy(() => {
    const mine = tf.oneHot(labels, logits.shape[1]) as tf.Tensor2D;
    const own = tf.sum(tf.mul(logits, mine), 1);
    const others = tf.max(tf.sub(logits, tf.mul(mine, FAR)), 1);
    return (targeted ? tf.sub(others, own) : tf.sub(own, others)) as tf.Tensor1D;
  });
}

/**
 * log Σ exp(logits of the others) − own logit. The cross-entropy is the softplus of this, so both rise in the same
 * direction; but where a classifier is sure of itself the slope of the cross-entropy drowns in rounding.
 */
function rivalry(logits: tf.Tensor2D, labels: tf.Tensor1D): tf.Tensor {
  const mine = tf.oneHot(labels, logits.shape[1]);
  const others = tf.sub(logits, tf.mul(mine, FAR));
  return tf.sub(tf.logSumExp(others, 1), tf.sum(tf.mul(logits, mine), 1));
}

/** A victim whose logits can be differentiated. */
export function differentiable<T extends tf.Tensor>(logitsOf: (points: T) => tf.Tensor2D): Victim<T> {
  return {
    async judge(points, labels) {
      let logits!: tf.Tensor2D;
      const loss = (x: tf.Tensor) => {
        logits = tf.keep(logitsOf(x as T));
        return tf.sum(rivalry(logits, labels));
      };
      const slope = tf.tidy(() => tf.grad(loss)(points)) as T;
      return { logits, slope };
    },
  };
}
