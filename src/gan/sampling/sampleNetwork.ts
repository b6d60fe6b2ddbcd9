import type { PixelImage } from '../../image.ts';
import { conditionSizeOf } from '../data/Attribute.ts';
import type { Network } from '../networks/Network.ts';
import * as tf from '../tf.ts';
import { drawConditions } from './drawConditions.ts';
import { drawLatents } from './drawLatents.ts';
import type { GeneratorDescription, SampleRequest } from './SampleRequest.ts';
import { toPixelImages } from './toPixelImages.ts';

/** The images that `network` makes now; the answer may come after its weights have moved on. */
export async function sampleNetwork(
  network: Network,
  request: SampleRequest,
  { latentSize, imageShape, attributes }: Omit<GeneratorDescription, 'metadata'>,
): Promise<PixelImage[]> {
  const { count } = request;
  const latents = drawLatents(request, latentSize);
  const conditions = attributes && drawConditions(request, attributes);
  const images = tf.tidy(() =>
    network.apply(
      tf.tensor2d(latents, [count, latentSize]),
      conditions && tf.tensor2d(conditions, [count, conditionSizeOf(attributes)]),
    ),
  );
  try {
    return toPixelImages((await images.data()) as Float32Array, imageShape);
  } finally {
    images.dispose();
  }
}
