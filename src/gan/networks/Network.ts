/** A stack of dense layers with its weights: what a list of {@link LayerDescription}s becomes. */

import type { Random } from '../Random.ts';
import * as tf from '../tf.ts';
import { activate } from './activations.ts';
import { denseProduct } from './denseProduct.ts';
import type { Activation, LayerDescription } from './layers.ts';

interface DenseLayer {
  /** [inputs, units] */
  readonly kernel: tf.Variable<tf.Rank.R2>;
  /** [units] */
  readonly bias: tf.Variable<tf.Rank.R1>;
  readonly activation: Activation;
}

/** Values by name: `0.kernel` [inputs, units], `0.bias` [units], `1.kernel`, … */
export type Weights = Readonly<
  Record<string, { readonly shape: readonly number[]; readonly values: Float32Array }>
>;

export class Network {
  readonly layers: readonly DenseLayer[];

  /** Owns the layers' variables. */
  constructor(layers: readonly DenseLayer[]) {
    this.layers = layers;
  }

  static fromWeights(descriptions: readonly LayerDescription[], weights: Weights): Network {
    return new Network(
      descriptions.map(({ activation = 'linear' }, index) => ({
        kernel: toVariable(weights, `${index}.kernel`),
        bias: toVariable(weights, `${index}.bias`),
        activation,
      })),
    );
  }

  /** A network with weights of its own, equal to this one's now. */
  clone(): Network {
    const copy = <R extends tf.Rank>(variable: tf.Variable<R>) =>
      tf.tidy(() => tf.variable(tf.clone(variable) as tf.Tensor<R>));
    return new Network(
      this.layers.map(({ kernel, bias, activation }) => ({
        kernel: copy(kernel),
        bias: copy(bias),
        activation,
      })),
    );
  }

  /** All weights: kernel and bias of each layer in turn. */
  get variables(): tf.Variable[] {
    return this.layers.flatMap(({ kernel, bias }) => [kernel, bias]);
  }

  /** [batch, inputs] → [batch, units of the last layer] */
  apply(x: tf.Tensor2D): tf.Tensor2D {
    return this.layers.reduce(
      (input, { kernel, bias, activation }) =>
        activate(activation, tf.add(denseProduct(input, kernel), bias)),
      x,
    );
  }

  /** A copy of the weights' values; resolves when the GPU has delivered them. */
  async readWeights(): Promise<Weights> {
    const entries = this.layers.flatMap(({ kernel, bias }, index) => [
      [`${index}.kernel`, kernel] as const,
      [`${index}.bias`, bias] as const,
    ]);
    return Object.fromEntries(
      await Promise.all(
        entries.map(async ([name, variable]) => {
          // On the CPU backends `data()` hands out the very memory that the next step changes: hence the copy.
          const values = new Float32Array((await variable.data()) as Float32Array);
          return [name, { shape: variable.shape, values }];
        }),
      ),
    );
  }

  dispose(): void {
    for (const variable of this.variables) variable.dispose();
  }
}

/**
 * First weights as PyTorch's `nn.Linear` draws them: kernel and bias uniform in ±1/√inputs (its
 * `kaiming_uniform_(a=√5)`).
 */
export function drawWeights(inputs: number, layers: readonly LayerDescription[], random: Random): Weights {
  const weights: Record<string, { shape: readonly number[]; values: Float32Array }> = {};
  for (const [index, { units }] of layers.entries()) {
    const bound = 1 / Math.sqrt(inputs);
    const draw = (length: number) => Float32Array.from({ length }, () => (2 * random.uniform() - 1) * bound);
    weights[`${index}.kernel`] = { shape: [inputs, units], values: draw(inputs * units) };
    weights[`${index}.bias`] = { shape: [units], values: draw(units) };
    inputs = units;
  }
  return weights;
}

function toVariable<R extends tf.Rank>(weights: Weights, name: string): tf.Variable<R> {
  const { values, shape } = weights[name]!;
  return tf.tidy(() => tf.variable(tf.tensor(values, [...shape])) as unknown as tf.Variable<R>);
}
