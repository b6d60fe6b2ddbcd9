/**
 * Adam (Kingma and Ba 2015), for t = 1, 2, …:
 *
 *     m ← β1 m + (1 − β1) g          v ← β2 v + (1 − β2) g²
 *     w ← w − learningRate · (m / (1 − β1ᵗ)) / (√(v / (1 − β2ᵗ)) + epsilon)
 *
 * `tf.train.adam` computes the same from about 15 operations a variable, and with another epsilon a backend. Here each
 * backend has its own short way, behind {@link AdamUpdate}; all agree with the formula.
 */

import * as tf from '../tf.ts';
import type { AdamSlot, AdamUpdate } from './AdamUpdate.ts';
import { updateByOperations } from './updateByOperations.ts';
import { updateByShaders } from './updateByShaders.ts';
import { updateInMemory } from './updateInMemory.ts';

export interface AdamSettings {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

export class Adam {
  /** May be replaced at any time. */
  settings: AdamSettings;
  /** How often the weights were updated: t. */
  updates = 0;

  #slots: AdamSlot[];
  #update: AdamUpdate;

  /** Borrows `weights`, owns two variables more for each of them. */
  constructor(
    weights: readonly tf.Variable[],
    settings: AdamSettings,
    update: AdamUpdate = updateOfBackend(),
  ) {
    this.settings = settings;
    this.#update = update;
    this.#slots = weights.map(weight => ({ weight, m: zerosLike(weight), v: zerosLike(weight) }));
  }

  /** One update by gradients that are named like the weights' variables, as `tf.variableGrads` returns them. */
  apply(gradients: tf.NamedTensorMap): void {
    const { learningRate, beta1, beta2, epsilon } = this.settings;
    this.updates++;
    const correction = Math.sqrt(1 - beta2 ** this.updates);
    const coefficients = {
      beta1,
      beta2,
      rate: (learningRate * correction) / (1 - beta1 ** this.updates),
      epsilon: epsilon * correction,
    };
    tf.tidy(() => {
      for (const slot of this.#slots) this.#update(slot, gradients[slot.weight.name]!, coefficients);
    });
  }

  /** The running means, by the number of their weight: `m.0`, `v.0`, `m.1`, … */
  get named(): Record<string, tf.Variable> {
    return Object.fromEntries(
      this.#slots.flatMap(({ m, v }, index) => [
        [`m.${index}`, m],
        [`v.${index}`, v],
      ]),
    );
  }

  dispose(): void {
    for (const { m, v } of this.#slots) tf.dispose([m, v]);
  }
}

function updateOfBackend(): AdamUpdate {
  const backend = tf.getBackend();
  if (backend === 'webgl') return updateByShaders;
  return backend === 'wasm' || backend === 'cpu' ? updateInMemory : updateByOperations;
}

function zerosLike(weight: tf.Variable): tf.Variable {
  return tf.tidy(() => tf.variable(tf.zeros(weight.shape), false));
}
