/**
 * Networks as data. A model is two lists of layers, which can be written down, sent to a worker and stored beside
 * the weights; {@link Network} makes them run.
 */

/** What a layer does to its sums: `relu` max(0, x), `leaky-relu` with slope 0.2 below zero, `tanh`, `softplus`. */
export type Activation = 'linear' | 'relu' | 'leaky-relu' | 'tanh' | 'softplus';

/** Every unit sees every input: y = activation(x W + b), W of shape [inputs, units]. */
export interface LayerDescription {
  readonly type: 'dense';
  /** Outputs of the layer, at least 1. */
  readonly units: number;
  /** @default 'linear' */
  readonly activation?: Activation;
}

/** The two players of the game, as data. */
export interface ModelDescription {
  /** Length of the latent vector z. @default 100 */
  readonly latentSize?: number;
  /** From z to an image: the last layer has height × width × channels units and usually ends in `tanh`. */
  readonly generator: readonly LayerDescription[];
  /** From an image to one logit: the last layer is linear with 1 unit. */
  readonly discriminator: readonly LayerDescription[];
}

export const ACTIVATIONS: readonly Activation[] = ['linear', 'relu', 'leaky-relu', 'tanh', 'softplus'];

/** Weights and biases of a stack of dense layers fed with `inputs` values. */
export function countParameters(inputs: number, layers: readonly LayerDescription[]): number {
  let count = 0;
  for (const { units } of layers) {
    count += (inputs + 1) * units;
    inputs = units;
  }
  return count;
}

/** Throws when `layers` is not a list of layers that can be built; `who` names the network in the message. */
export function assertLayers(who: string, layers: readonly LayerDescription[]): void {
  if (!Array.isArray(layers) || layers.length === 0) {
    throw new TypeError(
      `The ${who} has no layers. Give a list such as [{ type: 'dense', units: 256, activation: 'relu' }, …].`,
    );
  }
  for (const [index, layer] of layers.entries()) {
    const place = `Layer ${index} of the ${who}`;
    if (layer?.type !== 'dense') {
      throw new TypeError(
        `${place} is of type ${JSON.stringify(layer?.type)}. The only type so far is 'dense'.`,
      );
    }
    if (!Number.isInteger(layer.units) || layer.units < 1) {
      throw new RangeError(`${place} has units: ${layer.units}. Units must be a whole number of at least 1.`);
    }
    if (layer.activation !== undefined && !ACTIVATIONS.includes(layer.activation)) {
      throw new TypeError(
        `${place} has the activation ${JSON.stringify(layer.activation)}. Known are ${ACTIVATIONS.join(', ')}.`,
      );
    }
  }
}
