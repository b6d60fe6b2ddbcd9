/** Many images past a classifier, a few at a time, so that memory stays small. */

import { conditionSizeOf, encodeConditions } from '../data/Attribute.ts';
import type { ImageDataset } from '../data/ImageDataset.ts';
import { toImageTensor } from '../data/imageTensor.ts';
import { toBytes } from '../metrics/nearestNeighbours.ts';
import type { Network } from '../networks/Network.ts';
import { Random } from '../Random.ts';
import type { GeneratorShape } from '../sampling/SampleRequest.ts';
import * as tf from '../tf.ts';
import type { ClassifierNetwork, Seen } from './ClassifierNetwork.ts';

/** What a classifier sees in a set of images, and the images themselves. */
export interface View extends Seen {
  readonly count: number;
  /** As networks see them, in 256 steps: colours multiplied by alpha. */
  readonly bytes: Uint8Array;
}

const AT_A_TIME = 250;

/** Images of a data set. */
export function viewImages(
  classifier: ClassifierNetwork,
  dataset: ImageDataset,
  indices: Uint32Array,
): Promise<View> {
  return view(classifier, indices.length, (start, end) =>
    toImageTensor(dataset, indices.subarray(start, end)),
  );
}

/**
 * Images of a generator, of fixed latent vectors.
 * @param labels what is asked for, image after image; null for unconditional generators
 */
export function viewGenerated(
  classifier: ClassifierNetwork,
  generator: Network,
  { latentSize, imageShape, attributes }: GeneratorShape,
  labels: Uint8Array | null,
  count: number,
  seed: number,
): Promise<View> {
  const random = new Random(seed, 'evaluation');
  return view(classifier, count, (start, end) => {
    const size = end - start;
    const latents = tf.tensor2d(random.normals(size * latentSize), [size, latentSize]);
    const asked = attributes && labels!.subarray(start * attributes.length, end * attributes.length);
    const condition =
      attributes && tf.tensor2d(encodeConditions(attributes, asked!), [size, conditionSizeOf(attributes)]);
    return tf.reshape(generator.apply(latents, condition), [size, ...imageShape]) as tf.Tensor4D;
  });
}

async function view(
  classifier: ClassifierNetwork,
  count: number,
  make: (start: number, end: number) => tf.Tensor4D,
): Promise<View> {
  const parts: { seen: Seen; numbers: Float32Array }[] = [];
  for (let start = 0; start < count; start += AT_A_TIME) {
    const images = tf.tidy(() => make(start, Math.min(count, start + AT_A_TIME)));
    try {
      const seen = await classifier.see(images);
      parts.push({ seen, numbers: new Float32Array((await images.data()) as Float32Array) });
    } finally {
      images.dispose();
    }
  }
  return {
    count,
    features: joined(parts.map(({ seen }) => seen.features)),
    probabilities: joined(parts.map(({ seen }) => seen.probabilities)),
    bytes: toBytes(joined(parts.map(({ numbers }) => numbers))),
  };
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
