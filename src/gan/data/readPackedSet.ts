/**
 * Reads a packed set: a safetensors file of bytes (U8) with `images` [count, height, width, channels] and, where it is
 * known what they show, `labels` [count, attributes], whose meaning is in the metadata as JSON, `attributes`.
 */

import type { TensorValues } from '../weights/dtypes.ts';
import { type NamedTensor, readSafetensors } from '../weights/safetensors.ts';
import { type Attribute, assertAttributes } from './Attribute.ts';
import type { RawImages } from './DatasetSource.ts';

type ByteTensor = NamedTensor<Uint8Array>;

/** @throws Error that says what was expected and what is there. */
export function readPackedSet(bytes: Uint8Array, what: string): RawImages {
  const { tensors, metadata } = explain(what, () => readSafetensors(bytes));
  const { images, labels } = tensors;
  if (!isOfBytes(images) || images.shape.length !== 4) {
    throw new Error(
      `${what}: this safetensors file is no packed set of images. It has ${describe(images, 'images')}, but ` +
        '`images` of bytes (U8), [count, height, width, channels], were expected.',
    );
  }
  const [count, height, width, channels] = images.shape as [number, number, number, number];
  const pixels = { images: images.values, width, height, channels };
  const attributes = parseAttributes(metadata.attributes, what);
  if (!labels && !attributes) return pixels;
  const perImage = attributes?.length ?? 1;
  if (!isOfBytes(labels) || !isShapeOf(labels, count, perImage)) {
    throw new Error(
      `${what}: has ${describe(labels, 'labels')}, but ${count} images with ` +
        `${attributes ? `${perImage} attribute(s)` : 'one class each'} take \`labels\` of bytes (U8), [${count}, ${perImage}].`,
    );
  }
  return { ...pixels, labels: labels.values, ...(attributes && { attributes }) };
}

/** Labels of one attribute may leave out their second side. */
function isShapeOf({ shape }: ByteTensor, count: number, perImage: number): boolean {
  const [rows, columns = 1] = shape;
  return shape.length <= 2 && rows === count && columns === perImage;
}

function isOfBytes(tensor: NamedTensor<TensorValues> | undefined): tensor is ByteTensor {
  return tensor?.values instanceof Uint8Array;
}

function parseAttributes(json: string | undefined, what: string): readonly Attribute[] | null {
  if (json === undefined) return null;
  return explain(`${what}, attributes in its metadata`, () => {
    const attributes = JSON.parse(json);
    if (Array.isArray(attributes) && attributes.length === 0) return null;
    assertAttributes(attributes);
    return attributes;
  });
}

function describe(tensor: NamedTensor<TensorValues> | undefined, name: string): string {
  if (!tensor) return `no \`${name}\``;
  return `\`${name}\` of ${isOfBytes(tensor) ? 'bytes' : 'floats'}, [${tensor.shape.join(', ')}]`;
}

/** Says of an error where it is from. */
function explain<T>(what: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new Error(`${what}: ${(cause as Error).message}`, { cause });
  }
}
