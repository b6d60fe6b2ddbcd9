/**
 * A generator as a safetensors file: tensors `0.kernel` [inputs, units], `0.bias` [units], `1.kernel`, …, and under
 * `__metadata__` what else it takes, as JSON in `architecture`. Everything else there is free words.
 */

import { assertLayers, type LayerDescription } from '../networks/layers.ts';
import type { ImageShape } from '../networks/models.ts';
import type { Weights } from '../networks/Network.ts';
import { readSafetensors, writeSafetensors } from './safetensors.ts';

export interface GeneratorFile {
  readonly latentSize: number;
  readonly imageShape: ImageShape;
  readonly layers: readonly LayerDescription[];
  readonly weights: Weights;
  readonly metadata: Readonly<Record<string, string>>;
}

const FORMAT = 'genesis-particles generator 1';

export function writeGeneratorFile(
  file: GeneratorFile,
  precision: 'float32' | 'float16' = 'float32',
): Uint8Array<ArrayBuffer> {
  const { latentSize, imageShape, layers, weights, metadata } = file;
  const architecture = JSON.stringify({ latentSize, imageShape, layers });
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
        'Give a file that was made by save() of a generator.',
    );
  }
  const { latentSize, imageShape, layers } = parseArchitecture(architecture);
  assertWeightsFit(latentSize, layers, tensors);
  return { latentSize, imageShape, layers, weights: tensors, metadata: words };
}

function parseArchitecture(json: string): Pick<GeneratorFile, 'latentSize' | 'imageShape' | 'layers'> {
  const { latentSize, imageShape, layers } = parseJson(json);
  assertLayers('generator in the weights file', layers);
  const sides = [latentSize, ...(Array.isArray(imageShape) ? imageShape : [])];
  const values = sides.slice(1).reduce((product, side) => product * side, 1);
  if (
    sides.length !== 4 ||
    !sides.every(side => Number.isInteger(side) && side >= 1) ||
    layers.at(-1)!.units !== values
  ) {
    throw new Error(
      `The weights file describes a generator that cannot be: latentSize ${latentSize}, images of [${imageShape}], last layer ` +
        `with ${layers.at(-1)!.units} units.`,
    );
  }
  return { latentSize, imageShape, layers };
}

function parseJson(json: string): Pick<GeneratorFile, 'latentSize' | 'imageShape' | 'layers'> {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new Error("The weights file's architecture is not JSON. Load or copy the file again.", { cause });
  }
}

function assertWeightsFit(latentSize: number, layers: readonly LayerDescription[], weights: Weights): void {
  let inputs = latentSize;
  for (const [index, { units }] of layers.entries()) {
    assertShape(weights, `${index}.kernel`, [inputs, units]);
    assertShape(weights, `${index}.bias`, [units]);
    inputs = units;
  }
}

function assertShape(weights: Weights, name: string, shape: readonly number[]): void {
  const found = weights[name];
  if (!found || found.shape.join() !== shape.join()) {
    throw new Error(
      `The weights file does not fit its own architecture: the tensor ${name} should be [${shape}], but is ` +
        `${found ? `[${found.shape}]` : 'missing'}.`,
    );
  }
}
