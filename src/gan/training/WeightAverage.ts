/**
 * An exponential moving average of a network's weights, which makes calmer images than the weights themselves:
 * average ← decay · average + (1 − decay) · weight, decay = 0.5^(1 / h), where the half-life h grows as a twentieth of
 * the steps done, up to its full length (the ramp of Karras et al. 2020).
 */

import { pointwise } from '../backends/pointwise.ts';
import type { Network } from '../networks/Network.ts';
import * as tf from '../tf.ts';

const RAMP = 1 / 20;

export class WeightAverage {
  /** The network of averaged weights. Owned. */
  readonly network: Network;

  /** How often weights were taken in. */
  updates = 0;

  #source: Network;
  #halfLife: number;

  /** Borrows `source`. @param halfLife in steps, above 0 */
  constructor(source: Network, halfLife: number) {
    this.network = source.clone();
    this.#source = source;
    this.#halfLife = halfLife;
  }

  /** Takes in the weights as they are now. */
  update(): void {
    const halfLife = Math.min(this.#halfLife, ++this.updates * RAMP);
    const share = 1 - 0.5 ** (1 / halfLife);
    const weights = this.#source.variables;
    tf.tidy(() => {
      for (const [index, average] of this.network.variables.entries()) {
        average.assign(between(average, weights[index]!, share));
      }
    });
  }

  dispose(): void {
    this.network.dispose();
  }
}

/** At `share` of the way from `a` to `b`. */
function between(a: tf.Tensor, b: tf.Tensor, share: number): tf.Tensor {
  if (tf.getBackend() !== 'webgl') return tf.add(a, tf.mul(tf.sub(b, a), share));
  return tf.engine().makeTensorFromTensorInfo(pointwise('a + share * (b - a)', { a, b }, { share }));
}
