import * as tf from '../tf.ts';
import { crossEntropy, meanSoftplus } from './crossEntropy.ts';
import type { Objective } from './Objective.ts';

/**
 * The game as first written down (Goodfellow et al. 2014, equation 1): the discriminator maximises
 * E[log D(x)] + E[log(1 − D(G(z)))], D here a probability, and the generator minimises the second term. On logits:
 *
 *     L_D = E softplus(−D(x)) + E softplus(D(G(z)))
 *     L_G = −E softplus(D(G(z)))
 *
 * L_G hardly slopes where the discriminator is sure that an image is generated: training starts slowly, if at all.
 */
export const minimax: Objective = {
  discriminatorLoss: (real, fake, target) => tf.add(crossEntropy(real, target), meanSoftplus(fake)),
  generatorLoss: fake => tf.neg(meanSoftplus(fake)),
};
