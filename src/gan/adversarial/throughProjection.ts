import type { ImageFunction } from '../chain/ImageFunction.ts';
import type * as tf from '../tf.ts';
import type { Victim } from './perturb.ts';

/**
 * A classifier that sees images only after `defence` has made others of them, as it looks to an attacker who knows both.
 * The defence itself has no useful slope; what makes an image of it worse is taken to make the image itself worse
 * (the straight-through estimator of Athalye, Carlini and Wagner 2018, "Obfuscated gradients give a false sense of
 * security").
 */
export function throughProjection(
  classifier: Victim<tf.Tensor4D>,
  defence: ImageFunction,
): Victim<tf.Tensor4D> {
  return {
    async judge(images, labels) {
      const seen = await defence(images);
      try {
        return await classifier.judge(seen, labels);
      } finally {
        seen.dispose();
      }
    },
  };
}
