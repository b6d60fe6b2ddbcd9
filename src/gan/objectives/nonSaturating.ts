import * as tf from '../tf.ts';
import { meanSoftplus } from './crossEntropy.ts';
import { minimax } from './minimax.ts';
import type { Objective } from './Objective.ts';

/**
 * The discriminator of the minimax game, and a generator that maximises E[log D(G(z))] (Goodfellow et al. 2014, end of
 * section 3), which slopes most where it is doing worst:
 *
 *     L_D = E softplus(−D(x)) + E softplus(D(G(z)))
 *     L_G = E softplus(−D(G(z)))
 */
export const nonSaturating: Objective = {
  ...minimax,
  generatorLoss: fake => meanSoftplus(tf.neg(fake)),
};
