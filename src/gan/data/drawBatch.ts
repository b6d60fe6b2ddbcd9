import type { Random } from '../Random.ts';
import * as tf from '../tf.ts';
import { conditionSizeOf } from './Attribute.ts';
import type { ImageDataset } from './ImageDataset.ts';
import { toImageTensor } from './imageTensor.ts';

/** Real images in [-1, 1], [batch, height, width, channels], and the condition of each, where there is one. */
export interface RealBatch {
  readonly images: tf.Tensor4D;
  readonly condition: tf.Tensor2D | null;
}

/** The images of these indices as tensors, which are the caller's. */
export function toBatch(dataset: ImageDataset, indices: Uint32Array, conditional: boolean): RealBatch {
  const count = indices.length;
  return {
    images: toImageTensor(dataset, indices),
    condition: conditional
      ? tf.tensor2d(dataset.gatherConditions(indices), [count, conditionSizeOf(dataset.attributes!)])
      : null,
  };
}

/** `count` images at random; the same one may come twice. */
export function drawBatch(
  dataset: ImageDataset,
  count: number,
  random: Random,
  conditional: boolean,
): RealBatch {
  const indices = Uint32Array.from({ length: count }, () => random.below(dataset.count));
  return toBatch(dataset, indices, conditional);
}
