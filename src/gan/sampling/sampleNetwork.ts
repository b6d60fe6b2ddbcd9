import type { PixelImage } from '../../image.ts';
import type { ImageShape } from '../networks/models.ts';
import type { Network } from '../networks/Network.ts';
import * as tf from '../tf.ts';
import { drawLatents } from './drawLatents.ts';
import type { SampleRequest } from './SampleRequest.ts';
import { toPixelImages } from './toPixelImages.ts';

/** The images that `network` makes now; the answer may come after its weights have moved on. */
export async function sampleNetwork(
  network: Network,
  request: SampleRequest,
  latentSize: number,
  imageShape: ImageShape,
): Promise<PixelImage[]> {
  const latents = drawLatents(request, latentSize);
  const images = tf.tidy(() => network.apply(tf.tensor2d(latents, [request.count, latentSize])));
  try {
    return toPixelImages((await images.data()) as Float32Array, imageShape);
  } finally {
    images.dispose();
  }
}
