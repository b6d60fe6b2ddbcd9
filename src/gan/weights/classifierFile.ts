/**
 * A classifier as a safetensors file: tensors by layer, as in a generator's file, and its architecture as JSON under
 * `__metadata__`. Its last layer has one logit for each value of each attribute, in their order; the layer numbered
 * `featureLayer` gives the features in which images are compared.
 */

import {
  type Attribute,
  assertAttributes,
  conditionSizeOf,
  isRange,
  type ValueAttribute,
} from '../data/Attribute.ts';
import type { LayerDescription } from '../networks/layers/LayerDescription.ts';
import { type LayerPlan, planLayers, sizeOf } from '../networks/layers/planLayers.ts';
import type { ImageShape } from '../networks/models.ts';
import type { Weights } from '../networks/Network.ts';
import { assertWeightsFit } from './assertWeightsFit.ts';
import { floatTensors, readSafetensors } from './safetensors.ts';

export interface ClassifierFile {
  readonly imageShape: ImageShape;
  readonly plans: readonly LayerPlan[];
  /** Number of the layer whose output is the feature vector. */
  readonly featureLayer: number;
  readonly attributes: readonly ValueAttribute[];
  readonly weights: Weights;
  readonly metadata: Readonly<Record<string, string>>;
}

const FORMAT = 'genesis-particles classifier 1';

/** @throws Error when the file is damaged, is no classifier, or its weights do not fit its architecture. */
export function readClassifierFile(bytes: Uint8Array): ClassifierFile {
  const { tensors, metadata } = readSafetensors(bytes);
  const { format, architecture = 'null', ...words } = metadata;
  if (format !== FORMAT) {
    throw new Error(
      `The file is no classifier: its metadata says format ${JSON.stringify(format)}, not ${JSON.stringify(FORMAT)}.`,
    );
  }
  const { imageShape, layers, featureLayer, attributes } = parseArchitecture(architecture);
  assertValues(attributes);
  const plans = planLayers('classifier', { shape: imageShape, conditionSize: 0 }, layers);
  const logits = sizeOf(plans.at(-1)!.output);
  if (logits !== conditionSizeOf(attributes) || !plans[featureLayer]) {
    throw new Error(
      `The classifier gives ${logits} logits for ${conditionSizeOf(attributes)} values, features after layer ${featureLayer}.`,
    );
  }
  const weights = floatTensors(tensors);
  assertWeightsFit(plans, weights);
  return { imageShape, plans, featureLayer, attributes, weights, metadata: words };
}

function assertValues(attributes: readonly Attribute[]): asserts attributes is readonly ValueAttribute[] {
  assertAttributes(attributes);
  const range = attributes.find(isRange);
  if (!range) return;
  throw new Error(
    `The classifier's attribute ${range.name} is a range. A classifier tells values apart: give { name, values }.`,
  );
}

function parseArchitecture(json: string): Pick<ClassifierFile, 'imageShape' | 'featureLayer'> & {
  attributes: readonly Attribute[];
  layers: readonly LayerDescription[];
} {
  try {
    const architecture = JSON.parse(json);
    if (Array.isArray(architecture?.imageShape)) return architecture;
  } catch {
    // Said below, for every kind of nonsense.
  }
  throw new Error(
    "The classifier's architecture is no JSON object with an imageShape. Load or copy the file again.",
  );
}
