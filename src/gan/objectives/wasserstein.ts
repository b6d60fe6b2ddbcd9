import { mean } from '../networks/mean.ts';
import * as tf from '../tf.ts';
import type { Objective } from './Objective.ts';

/**
 * The Wasserstein distance between real and generated images as a smooth critic sees it (Arjovsky et al. 2017); it takes
 * the penalty `gradient-penalty`, which keeps the critic's slope at 1 (Gulrajani et al. 2017):
 *
 *     L_D = E D(G(z)) − E D(x)
 *     L_G = −E D(G(z))
 */
export const wasserstein: Objective = {
  discriminatorLoss: (real, fake) => tf.sub(mean(fake), mean(real)),
  generatorLoss: fake => tf.neg(mean(fake)),
};
