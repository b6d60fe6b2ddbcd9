/** A network with its weights: what a list of {@link LayerDescription}s becomes. */

import type { Random } from '../Random.ts';
import * as tf from '../tf.ts';
import { applyLayer } from './applyLayer.ts';
import { type LayerPlan, sizeOf } from './layers/planLayers.ts';
import type { StoredTensors } from './storedTensors.ts';

/** Values by name: `0.kernel`, `0.bias`, `1.kernel`, … Shapes are TensorFlow.js', see {@link LayerPlan.weights}. */
export type Weights = StoredTensors;

interface Layer {
  readonly plan: LayerPlan;
  /** By role. */
  readonly weights: Readonly<Record<string, tf.Variable>>;
}

export class Network {
  /** What is done to each weight matrix before it is used. */
  normalise: (kernel: tf.Tensor) => tf.Tensor = kernel => kernel;

  readonly #layers: readonly Layer[];

  private constructor(layers: readonly Layer[]) {
    this.#layers = layers;
  }

  static fromWeights(plans: readonly LayerPlan[], weights: Weights): Network {
    return new Network(
      plans.map((plan, index) => ({
        plan,
        weights: mapValues(plan.weights, role => {
          const { values, shape } = weights[`${index}.${role}`]!;
          return tf.tidy(() => tf.variable(tf.tensor(values, [...shape])));
        }),
      })),
    );
  }

  /** A network with weights of its own, equal to this one's now. */
  clone(): Network {
    const copy = (variable: tf.Variable) => tf.tidy(() => tf.variable(tf.clone(variable)));
    return new Network(
      this.#layers.map(({ plan, weights }) => ({
        plan,
        weights: mapValues(weights, role => copy(weights[role]!)),
      })),
    );
  }

  /** All weights, layer by layer, named as in {@link Weights}. */
  get named(): Record<string, tf.Variable> {
    const entries = this.#layers.flatMap(({ weights }, index) =>
      Object.entries(weights).map(([role, variable]) => [`${index}.${role}`, variable] as const),
    );
    return Object.fromEntries(entries);
  }

  /** All weights, layer by layer. */
  get variables(): tf.Variable[] {
    return Object.values(this.named);
  }

  /** The weight matrices among them: all but biases. */
  get matrices(): tf.Variable[] {
    return this.#layers.flatMap(({ weights: { bias, ...matrices } }) => Object.values(matrices));
  }

  /** How many layers there are. */
  get depth(): number {
    return this.#layers.length;
  }

  /** [batch, …what goes in] → [batch, …what comes out of the last layer]. */
  apply(x: tf.Tensor, condition: tf.Tensor2D | null = null): tf.Tensor {
    return this.applyPart(x, condition, 0, this.depth);
  }

  /** The layers from `start` to before `end` alone, on what the layer before `start` gives. */
  applyPart(x: tf.Tensor, condition: tf.Tensor2D | null, start: number, end: number): tf.Tensor {
    return this.#layers.slice(start, end).reduce((input, { plan, weights }) => {
      const used = mapValues(weights, role =>
        role === 'bias' ? weights.bias! : this.normalise(weights[role]!),
      );
      return applyLayer(plan, used, input, condition);
    }, x);
  }

  dispose(): void {
    for (const variable of this.variables) variable.dispose();
  }
}

/** First weights, as PyTorch draws them: see `planLayers`. */
export function drawWeights(plans: readonly LayerPlan[], random: Random): Weights {
  const entries = plans.flatMap(({ weights }, index) =>
    Object.entries(weights).map(([role, { shape, bound }]) => {
      const values = Float32Array.from({ length: sizeOf(shape) }, () => (2 * random.uniform() - 1) * bound);
      return [`${index}.${role}`, { shape, values }] as const;
    }),
  );
  return Object.fromEntries(entries);
}

function mapValues<V>(record: Readonly<Record<string, unknown>>, map: (key: string) => V): Record<string, V> {
  return Object.fromEntries(Object.keys(record).map(key => [key, map(key)]));
}
