import type { ImageFunction } from '../chain/ImageFunction.ts';
import type { Random } from '../Random.ts';
import * as tf from '../tf.ts';
import type { Ball } from './Ball.ts';
import { type AttackPlan, perturb, type Victim } from './perturb.ts';

export interface Attack {
  readonly ball: Ball;
  readonly plan: AttackPlan;
  readonly random: Random;
  /** Awaited after every step with how many are done; what it throws ends the attack. */
  readonly breathe?: (steps: number) => Promise<void>;
}

/**
 * The article's adversarial generator: to each image one near it that `victim` takes for something else.
 * @param labels of each image the class that it is, or for a targeted attack the one it shall be; stay the caller's.
 *   Without them images are what the victim takes them for
 */
export function adversary(
  victim: Victim<tf.Tensor4D>,
  { ball, plan, random, breathe }: Attack,
  labels?: tf.Tensor1D,
): ImageFunction {
  return async images => {
    const classes = labels?.clone() ?? (await classesOf(victim, images));
    try {
      return await perturb(victim, images, classes, ball, plan, random, breathe);
    } finally {
      classes.dispose();
    }
  };
}

async function classesOf(victim: Victim<tf.Tensor4D>, images: tf.Tensor4D): Promise<tf.Tensor1D> {
  const any = tf.zeros([images.shape[0]], 'int32') as tf.Tensor1D;
  const { logits, slope } = await victim.judge(images, any);
  const classes = tf.argMax(logits, 1) as tf.Tensor1D;
  tf.dispose([any, logits, slope]);
  return classes;
}
