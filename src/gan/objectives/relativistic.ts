import * as tf from '../tf.ts';
import { crossEntropy } from './crossEntropy.ts';
import type { Objective } from './Objective.ts';

/**
 * Relativistic pairing (Jolicoeur-Martineau 2018; Huang et al. 2024): only the difference between a real image and a
 * generated one counts, pair by pair, so no mode of the data can be given up without a price:
 *
 *     L_D = E softplus(−(D(x) − D(G(z))))
 *     L_G = E softplus(−(D(G(z)) − D(x)))
 */
export const relativistic: Objective = {
  discriminatorLoss: (real, fake, target) => crossEntropy(tf.sub(real, fake), target),
  generatorLoss: (fake, real) => crossEntropy(tf.sub(fake, real!), 1),
  generatorSeesReal: true,
};
