/**
 * Networks as data. A model is two lists of layers, which can be written down, sent to a worker and stored beside
 * the weights; {@link Network} makes them run, and the PyTorch twin in `training/` builds the same from them.
 */

/** What a layer does to its sums: `relu` max(0, x), `leaky-relu` with slope 0.2 below zero, `tanh`, `softplus`. */
export type Activation = 'linear' | 'relu' | 'leaky-relu' | 'tanh' | 'softplus';

export const ACTIVATIONS: readonly Activation[] = ['linear', 'relu', 'leaky-relu', 'tanh', 'softplus'];

interface Activated {
  /** @default 'linear' */
  readonly activation?: Activation;
}

/** Every unit sees every input: y = activation(x W + b). An image comes in row by row, its channels interleaved. */
export interface DenseDescription extends Activated {
  readonly type: 'dense';
  /** Outputs of the layer, at least 1. */
  readonly units: number;
}

/** From numbers in a row to an image, row by row, its channels interleaved. */
export interface ReshapeDescription {
  readonly type: 'reshape';
  readonly shape: readonly [height: number, width: number, channels: number];
}

/**
 * Every pixel sees its neighbourhood, by the same weights everywhere; beyond the border all is 0. With stride 1 the size
 * stays, with stride 2 the sides halve.
 */
export interface ConvDescription extends Activated {
  readonly type: 'conv';
  /** Channels that come out, at least 1. */
  readonly filters: number;
  /** Side of the neighbourhood: odd with stride 1, even with stride 2. */
  readonly kernelSize: number;
  /** @default 1 */
  readonly stride?: 1 | 2;
}

/** A convolution with stride 2 turned around: the sides double. */
export interface TransposedConvDescription extends Activated {
  readonly type: 'conv-transpose';
  /** Channels that come out, at least 1. */
  readonly filters: number;
  /** Side of the area that a pixel paints: even. */
  readonly kernelSize: number;
}

/** Appends the condition y to its inputs: what is asked for, beside the latent vector. */
export interface ConditionDescription {
  readonly type: 'condition';
}

/**
 * The end of a conditional discriminator: one logit, x·w + b + ⟨x, y E⟩, the last term saying how well the image fits its
 * condition y (Miyato and Koyama 2018, "cGANs with projection discriminator").
 */
export interface ProjectionDescription {
  readonly type: 'projection';
}

/**
 * From the numbers of words to a vector of each: the first layer of an encoder of texts. The number 0 is an empty place,
 * whose vector is 0.
 */
export interface EmbeddingDescription {
  readonly type: 'embedding';
  /** How many words there are. */
  readonly words: number;
  /** Length of a word's vector. */
  readonly size: number;
}

/** Every place sees those beside it, by the same weights everywhere: a convolution along a row of words. */
export interface PhraseDescription extends Activated {
  readonly type: 'phrase';
  /** Channels that come out, at least 1. */
  readonly filters: number;
  /** How many places are seen at once: odd. */
  readonly reach: number;
}

/** The largest number of each channel, over all places: whether something was said, wherever. */
export interface LargestDescription {
  readonly type: 'largest';
}

/** One layer of a network, as data. */
export type LayerDescription =
  | EmbeddingDescription
  | PhraseDescription
  | LargestDescription
  | DenseDescription
  | ReshapeDescription
  | ConvDescription
  | TransposedConvDescription
  | ConditionDescription
  | ProjectionDescription;

/** The two players of the game, as data. */
export interface ModelDescription {
  /** Length of the latent vector z. @default 100 */
  readonly latentSize?: number;
  /** From z to an image, whose numbers lie in [-1, 1]: it usually ends in `tanh`. */
  readonly generator: readonly LayerDescription[];
  /** From an image to one logit: the last layer is linear with 1 unit, or a projection. */
  readonly discriminator: readonly LayerDescription[];
}
