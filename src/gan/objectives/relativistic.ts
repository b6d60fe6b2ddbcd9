import * as tf from '../tf.ts';
import { meanSoftplus } from './meanSoftplus.ts';
import type { Objective } from './Objective.ts';

/**
 * Relativistic pairing (Jolicoeur-Martineau 2018; Huang et al. 2024): only the difference between a real image and a
 * generated one counts, pair by pair, so no mode of the data can be given up without a price:
 *
 *     L_D = E softplus(−(D(x) − D(G(z))))
 *     L_G = E softplus(−(D(G(z)) − D(x)))
 */
export const relativistic: Objective = {
  discriminatorLoss: (real, fake) => meanSoftplus(tf.sub(fake, real)),
  generatorLoss: (fake, real) => meanSoftplus(tf.sub(real!, fake)),
  generatorSeesReal: true,
};
