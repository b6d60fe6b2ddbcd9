import { mean } from '../networks/mean.ts';
import * as tf from '../tf.ts';
import type { Objective } from './Objective.ts';

/**
 * Least squares (Mao et al. 2017): logits are drawn to 1 for real images and to 0 for generated ones, and images that
 * are already taken for real but lie far off are still corrected:
 *
 *     L_D = ½ E (D(x) − t)² + ½ E D(G(z))²        t = 1, or less with label smoothing
 *     L_G = ½ E (D(G(z)) − 1)²
 */
export const leastSquares: Objective = {
  discriminatorLoss: (real, fake, target) =>
    tf.add(halfMeanSquare(tf.sub(real, target)), halfMeanSquare(fake)),
  generatorLoss: fake => halfMeanSquare(tf.sub(fake, 1)),
};

function halfMeanSquare(x: tf.Tensor): tf.Scalar {
  return tf.mul(mean(tf.square(x)), 0.5) as tf.Scalar;
}
