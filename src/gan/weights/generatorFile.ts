/**
 * A generator as a safetensors file: tensors by layer, `0.kernel`, `0.bias`, `1.kernel`, …, in the shapes of TensorFlow.js,
 * and under `__metadata__` what else it takes, as JSON in `architecture`. Everything else there is free words.
 */

import { type Attribute, assertAttributes, conditionSizeOf } from '../data/Attribute.ts';
import type { LayerDescription } from '../networks/layers/LayerDescription.ts';
import { type LayerPlan, planLayers, sizeOf } from '../networks/layers/planLayers.ts';
import type { ImageShape } from '../networks/models.ts';
import type { Weights } from '../networks/Network.ts';
import { assertMakesImages } from '../networks/planModel.ts';
import { assertWeightsFit } from './assertWeightsFit.ts';
import { floatTensors, readSafetensors, writeSafetensors } from './safetensors.ts';

/** How texts become conditions: the encoder that a generator learnt with. */
export interface TextDescription {
  readonly layers: readonly LayerDescription[];
  /** How many words of a text are read. */
  readonly places: number;
  /** Word number n, from 1 on. */
  readonly vocabulary: readonly string[];
}

export interface GeneratorFile {
  readonly latentSize: number;
  readonly imageShape: ImageShape;
  readonly layers: readonly LayerDescription[];
  /** What can be asked for, or null for an unconditional generator. */
  readonly attributes: readonly Attribute[] | null;
  /** For generators that are told in words: the encoder, whose weights are named `text.…`. */
  readonly text?: TextDescription;
  readonly weights: Weights;
  readonly metadata: Readonly<Record<string, string>>;
}

type Architecture = Pick<GeneratorFile, 'latentSize' | 'imageShape' | 'layers' | 'attributes' | 'text'>;

/** Before the names of the encoder's tensors. */
const TEXT = 'text.';

const FORMAT = 'genesis-particles generator 1';

export function writeGeneratorFile(
  file: GeneratorFile,
  precision: 'float32' | 'float16' = 'float32',
): Uint8Array<ArrayBuffer> {
  const { latentSize, imageShape, layers, attributes, text, weights, metadata } = file;
  const described = {
    latentSize,
    imageShape,
    layers,
    ...(attributes && { attributes }),
    ...(text && { text }),
  };
  const architecture = JSON.stringify(described);
  return writeSafetensors(
    { tensors: weights, metadata: { ...metadata, format: FORMAT, architecture } },
    precision === 'float16' ? 'F16' : 'F32',
  );
}

/** @throws Error when the file is damaged, is no generator, or its weights do not fit its architecture. */
export function readGeneratorFile(bytes: Uint8Array): GeneratorFile {
  if (bytes[0] === '<'.charCodeAt(0)) {
    throw new Error(
      'The weights are an HTML page, not a safetensors file: it is not at the address that was given.',
    );
  }
  const { tensors, metadata } = readSafetensors(bytes);
  const { format, architecture, ...words } = metadata;
  if (format !== FORMAT || architecture === undefined) {
    throw new Error(
      `The file is no generator that can be loaded: its metadata says format ${JSON.stringify(format)}, not ${JSON.stringify(FORMAT)}. ` +
        'Give a file that was made by save() of a generator, or by saveGenerator() of a trainer.',
    );
  }
  const described = parseArchitecture(architecture);
  const weights = floatTensors(tensors);
  assertWeightsFit(planGenerator(described), weights);
  if (described.text) assertWeightsFit(planEncoder(described.text), encoderWeights(weights));
  return { ...described, weights, metadata: words };
}

/** The file's layers, checked. @throws Error when they cannot be. */
export function planGenerator({
  latentSize,
  imageShape,
  layers,
  attributes,
  text,
}: Architecture): LayerPlan[] {
  const told = text ? sizeOf(planEncoder(text).at(-1)!.output) : 0;
  const input = { shape: [latentSize], conditionSize: attributes ? conditionSizeOf(attributes) : told };
  const plans = planLayers('generator in the weights file', input, layers);
  assertMakesImages(plans, imageShape);
  return plans;
}

/** The encoder's layers, checked. @throws Error when they cannot be. */
export function planEncoder({ layers, places }: TextDescription): LayerPlan[] {
  return planLayers('encoder in the weights file', { shape: [places], conditionSize: 0 }, layers);
}

/** The encoder's part of a file's weights, by its own names. */
export function encoderWeights(weights: Weights): Weights {
  const own = Object.entries(weights).filter(([name]) => name.startsWith(TEXT));
  return Object.fromEntries(own.map(([name, tensor]) => [name.slice(TEXT.length), tensor]));
}

function assertText({ places, vocabulary }: TextDescription): void {
  const isList = Array.isArray(vocabulary) && vocabulary.every(word => typeof word === 'string');
  if (isList && vocabulary.length > 0 && Number.isInteger(places) && places > 0) return;
  throw new Error(
    'The weights file describes an encoder of texts without words, or without places for them.',
  );
}

function parseArchitecture(json: string): Architecture {
  const { latentSize, imageShape, layers, attributes = null, text } = parseJson(json);
  const sides = [latentSize, ...(Array.isArray(imageShape) ? imageShape : [])];
  if (sides.length !== 4 || !sides.every(side => Number.isInteger(side) && side >= 1)) {
    throw new Error(
      `The weights file describes a generator that cannot be: latentSize ${latentSize}, images of [${imageShape}].`,
    );
  }
  if (attributes) assertAttributes(attributes);
  if (text) assertText(text);
  return { latentSize, imageShape, layers, attributes, ...(text && { text }) };
}

function parseJson(json: string): Omit<Architecture, 'attributes' | 'text'> & Partial<Architecture> {
  try {
    return JSON.parse(json) ?? {};
  } catch (cause) {
    throw new Error("The weights file's architecture is not JSON. Load or copy the file again.", { cause });
  }
}
