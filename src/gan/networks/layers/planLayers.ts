/** From a list of layers to what each takes in, gives out and needs as weights. Pure: no TensorFlow.js. */

import { assertKnown } from '../../assertKnown.ts';
import { ACTIVATIONS, type LayerDescription } from './LayerDescription.ts';

/** Of one example, without the batch: [values] or [height, width, channels]. */
export type Shape = readonly number[];

/** What flows into a network. */
export interface NetworkInput {
  readonly shape: Shape;
  /** Length of the condition vector; 0 for an unconditional network. */
  readonly conditionSize: number;
}

/** One tensor of weights. */
export interface WeightPlan {
  readonly shape: Shape;
  /** First values are uniform in ± this. */
  readonly bound: number;
}

export interface LayerPlan {
  readonly description: LayerDescription;
  readonly input: Shape;
  readonly output: Shape;
  /** By role: `kernel`, `bias`, `embedding`, `vectors`. */
  readonly weights: Readonly<Record<string, WeightPlan>>;
}

/**
 * @param who names the network in messages.
 * @throws TypeError on an unknown kind of layer or a name that it does not have, RangeError on a size that is none or does not fit what comes in.
 */
export function planLayers(
  who: string,
  { shape, conditionSize }: NetworkInput,
  layers: readonly LayerDescription[],
): LayerPlan[] {
  assertLayers(who, layers);
  let input = shape;
  return layers.map((description: LayerDescription, index) => {
    const place = `Layer ${index} of the ${who}`;
    if (!Object.hasOwn(KINDS, String(description?.type))) {
      const known = Object.keys(KINDS).join(', ');
      throw new TypeError(`${place} is of type ${JSON.stringify(description?.type)}. Known are ${known}.`);
    }
    assertKnown(place, description, ['type', ...NAMES[description.type]]);
    assertActivation(place, description);
    const plan = KINDS[description.type];
    const { output, weights } = plan(description as never, input, conditionSize, place);
    const planned = { description, input, output, weights };
    input = output;
    return planned;
  });
}

/** @throws TypeError unless `layers` is a list with something in it. */
export function assertLayers(who: string, layers: readonly LayerDescription[]): void {
  if (Array.isArray(layers) && layers.length > 0) return;
  throw new TypeError(
    `The ${who} has no layers. Give a list such as [{ type: 'dense', units: 256, activation: 'relu' }, …].`,
  );
}

/** All weights of a network together. */
export function countWeights(plans: readonly LayerPlan[]): number {
  return plans
    .flatMap(({ weights }) => Object.values(weights))
    .reduce((total, { shape }) => total + sizeOf(shape), 0);
}

export function sizeOf(shape: Shape): number {
  return shape.reduce((product, side) => product * side, 1);
}

const NAMES: { readonly [K in LayerDescription['type']]: readonly string[] } = {
  dense: ['units', 'activation'],
  reshape: ['shape'],
  conv: ['filters', 'kernelSize', 'stride', 'activation'],
  'conv-transpose': ['filters', 'kernelSize', 'activation'],
  condition: [],
  projection: [],
  embedding: ['words', 'size'],
  phrase: ['filters', 'reach', 'activation'],
  largest: [],
};

type Planned = Pick<LayerPlan, 'output' | 'weights'>;
type Plan<K extends LayerDescription['type']> = (
  description: Extract<LayerDescription, { type: K }>,
  input: Shape,
  conditionSize: number,
  place: string,
) => Planned;

const KINDS: { readonly [K in LayerDescription['type']]: Plan<K> } = {
  dense({ units }, input, _, place) {
    assertCount(place, 'units', units);
    return { output: [units], weights: weigh([sizeOf(input), units], sizeOf(input), units) };
  },

  reshape({ shape }, input, _, place) {
    if (!Array.isArray(shape) || shape.length !== 3) {
      throw new TypeError(`${place} has the shape [${shape}]. It must be [height, width, channels].`);
    }
    for (const side of shape) assertCount(place, 'shape', side);
    if (sizeOf(shape) !== sizeOf(input)) {
      throw new RangeError(
        `${place} should make [${shape}], ${sizeOf(shape)} numbers, of [${input}], ${sizeOf(input)} numbers.`,
      );
    }
    return { output: shape, weights: {} };
  },

  conv({ filters, kernelSize, stride = 1 }, input, _, place) {
    const [height, width, channels] = assertImage(place, input);
    assertCount(place, 'filters', filters);
    assertCount(place, 'kernelSize', kernelSize);
    if (stride !== 1 && stride !== 2) throw new RangeError(`${place} has stride: ${stride}. It is 1 or 2.`);
    if (kernelSize % 2 !== stride % 2) throw badKernel(place, kernelSize, stride);
    if (stride === 2 && (height % 2 === 1 || width % 2 === 1)) {
      throw new RangeError(
        `${place} should halve an image of ${width} × ${height}, whose sides must be even.`,
      );
    }
    return {
      output: [height / stride, width / stride, filters],
      weights: weigh([kernelSize, kernelSize, channels, filters], kernelSize ** 2 * channels, filters),
    };
  },

  'conv-transpose'({ filters, kernelSize }, input, _, place) {
    const [height, width, channels] = assertImage(place, input);
    assertCount(place, 'filters', filters);
    assertCount(place, 'kernelSize', kernelSize);
    if (kernelSize % 2 === 1) throw badKernel(place, kernelSize, 2);
    return {
      output: [2 * height, 2 * width, filters],
      // PyTorch counts what comes out, not what comes in, as the inputs of a transposed convolution.
      weights: weigh([kernelSize, kernelSize, filters, channels], kernelSize ** 2 * filters, filters),
    };
  },

  condition(_, input, conditionSize, place) {
    assertCondition(place, conditionSize);
    return { output: [sizeOf(input) + conditionSize], weights: {} };
  },

  projection(_, input, conditionSize, place) {
    assertCondition(place, conditionSize);
    const features = sizeOf(input);
    const embedding = { shape: [conditionSize, features], bound: 1 / Math.sqrt(features) };
    return { output: [1], weights: { ...weigh([features, 1], features, 1), embedding } };
  },

  embedding({ words, size }, input, _, place) {
    assertCount(place, 'words', words);
    assertCount(place, 'size', size);
    if (input.length !== 1) {
      throw new RangeError(`${place} takes the numbers of words in a row, but [${input}] come in.`);
    }
    return {
      output: [input[0]!, 1, size],
      weights: { vectors: { shape: [words, size], bound: 1 / Math.sqrt(size) } },
    };
  },

  phrase({ filters, reach }, input, _, place) {
    const [places, width, channels] = assertImage(place, input);
    assertCount(place, 'filters', filters);
    assertCount(place, 'reach', reach);
    if (width !== 1)
      throw new RangeError(`${place} takes a row of words, [places, 1, channels], but [${input}] come in.`);
    if (reach % 2 === 0)
      throw new RangeError(`${place} has reach: ${reach}. It must be odd, as many to either side.`);
    return {
      output: [places, 1, filters],
      weights: weigh([reach * channels, filters], reach * channels, filters),
    };
  },

  largest(_, input, __, place) {
    return { output: [assertImage(place, input)[2]], weights: {} };
  },
};

/** Kernel and bias as PyTorch draws them first: uniform in ±1/√inputs (its `kaiming_uniform_(a=√5)`). */
function weigh(kernel: Shape, inputs: number, outputs: number): LayerPlan['weights'] {
  const bound = 1 / Math.sqrt(inputs);
  return { kernel: { shape: kernel, bound }, bias: { shape: [outputs], bound } };
}

function assertActivation(place: string, description: LayerDescription): void {
  const { activation } = description as { activation?: unknown };
  if (activation === undefined || (ACTIVATIONS as readonly unknown[]).includes(activation)) return;
  throw new TypeError(
    `${place} has the activation ${JSON.stringify(activation)}. Known are ${ACTIVATIONS.join(', ')}.`,
  );
}

function assertCount(place: string, name: string, value: number): void {
  if (Number.isInteger(value) && value >= 1) return;
  throw new RangeError(`${place} has ${name}: ${value}. It must be a whole number of at least 1.`);
}

function assertImage(place: string, input: Shape): readonly [number, number, number] {
  if (input.length === 3) return input as readonly [number, number, number];
  throw new RangeError(
    `${place} is a convolution, which takes an image, but [${input}] numbers in a row come in. Put a ` +
      "{ type: 'reshape', shape: [height, width, channels] } before it.",
  );
}

function assertCondition(place: string, conditionSize: number): void {
  if (conditionSize > 0) return;
  throw new RangeError(
    `${place} takes a condition, but there is none: the images have no labels. Give labels, or leave such layers out.`,
  );
}

function badKernel(place: string, kernelSize: number, stride: number): RangeError {
  return new RangeError(
    `${place} has kernelSize: ${kernelSize} with stride ${stride}. It must be ${stride === 1 ? 'odd' : 'even'}, so that ` +
      'the same border is added on all sides.',
  );
}
