import { adversary } from '../../src/gan/adversarial/adversary.ts';
import type { Ball } from '../../src/gan/adversarial/Ball.ts';
import { type AttackPlan, differentiable } from '../../src/gan/adversarial/perturb.ts';
import type { ClassifierNetwork } from '../../src/gan/evaluation/ClassifierNetwork.ts';
import { Random } from '../../src/gan/Random.ts';
import * as tf from '../../src/gan/tf.ts';

/** The share of images that a classifier still takes for what they are. */
export function accuracyOf(classifier: ClassifierNetwork, images: tf.Tensor4D, labels: tf.Tensor1D): number {
  return tf.tidy(() => {
    const found = tf.argMax(classifier.logits(images), 1);
    return tf.mean(tf.cast(tf.equal(found, labels), 'float32')).dataSync()[0]!;
  });
}

/** The images attacked, the caller's. */
export async function attacked(
  classifier: ClassifierNetwork,
  images: tf.Tensor4D,
  labels: tf.Tensor1D,
  ball: Ball,
  plan: AttackPlan,
  seed = 1,
): Promise<tf.Tensor4D> {
  const victim = differentiable((x: tf.Tensor4D) => classifier.logits(x));
  return adversary(victim, { ball, plan, random: new Random(seed, 'where attacks begin') }, labels)(images);
}
