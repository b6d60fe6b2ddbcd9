import type { PixelImage } from '../../image.ts';
import { chain } from '../chain/ImageFunction.ts';
import { toFunction } from '../chain/toFunction.ts';
import { conditionSizeOf } from '../data/Attribute.ts';
import type { Network } from '../networks/Network.ts';
import type { TextEncoder } from '../text/TextEncoder.ts';
import * as tf from '../tf.ts';
import { drawConditions } from './drawConditions.ts';
import { drawLatents } from './drawLatents.ts';
import type { GeneratorShape, SampleRequest } from './SampleRequest.ts';
import { toPixelImages } from './toPixelImages.ts';

/**
 * The images that `network` makes now, and what the chain behind it makes of them; the answer may come after its weights
 * have moved on.
 * @param encoder for generators that are told in words
 */
export async function sampleNetwork(
  network: Network,
  request: SampleRequest,
  { latentSize, imageShape, attributes }: GeneratorShape,
  encoder: TextEncoder | null = null,
): Promise<PixelImage[]> {
  const { count, words = [], enhance = [] } = request;
  const latents = drawLatents(request, latentSize);
  const conditions = attributes && drawConditions(request, attributes);
  const made = tf.tidy(() => {
    const condition = conditions
      ? tf.tensor2d(conditions, [count, conditionSizeOf(attributes!)])
      : (encoder?.encode(words, count) ?? null);
    const images = network.apply(tf.tensor2d(latents, [count, latentSize]), condition);
    return tf.reshape(images, [count, ...imageShape]) as tf.Tensor4D;
  });
  let images: tf.Tensor4D | null = null;
  try {
    images = await chain(...enhance.map(toFunction))(made);
    const [, ...shape] = images.shape;
    return toPixelImages((await images.data()) as Float32Array, shape);
  } finally {
    made.dispose();
    images?.dispose();
  }
}
