import { mean } from '../networks/mean.ts';
import * as tf from '../tf.ts';
import type { Objective } from './Objective.ts';

/**
 * The hinge (Lim and Ye 2017; Miyato et al. 2018): the discriminator stops learning from images that it tells apart by a
 * margin. It wants spectral normalisation or a penalty, without which the margin means nothing:
 *
 *     L_D = E max(0, 1 − D(x)) + E max(0, 1 + D(G(z)))
 *     L_G = −E D(G(z))
 */
export const hinge: Objective = {
  discriminatorLoss: (real, fake) => tf.add(mean(tf.relu(tf.sub(1, real))), mean(tf.relu(tf.add(1, fake)))),
  generatorLoss: fake => tf.neg(mean(fake)),
};
