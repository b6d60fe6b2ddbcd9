/** What the discriminator says of a generated image, of a real one beside it, and which way it wants each pixel to go. */

import type { PixelImage } from '../../image.ts';
import { conditionSizeOf } from '../data/Attribute.ts';
import { toBatch } from '../data/drawBatch.ts';
import type { ImageDataset } from '../data/ImageDataset.ts';
import { Random } from '../Random.ts';
import { drawConditions } from '../sampling/drawConditions.ts';
import { drawLatents } from '../sampling/drawLatents.ts';
import type { SampleRequest } from '../sampling/SampleRequest.ts';
import { toPixelImages } from '../sampling/toPixelImages.ts';
import * as tf from '../tf.ts';
import type { TrainingRun } from '../training/TrainingRun.ts';

/** An image and what the discriminator says of it. */
export interface Judged {
  readonly image: PixelImage;
  /** D's logit: above 0 it takes the image for real, with probability sigmoid(logit). */
  readonly logit: number;
}

/** What the discriminator says of a generated image, and what it wants of it. */
export interface Critique extends Judged {
  /** A real image of the same class, where there are classes. */
  readonly real: Judged;
  /**
   * ∂D/∂image at the generated image, summed over its channels: height × width numbers, row by row from the top. Where it
   * is above 0, D would take the image for more real if that pixel were lighter; below 0, if it were darker.
   */
  readonly gradient: Float32Array;
}

/**
 * @param averaged whether the image is that of the averaged weights, where the recipe averages, or that of the ones in
 *   training
 */
export async function critique(
  { game }: TrainingRun,
  dataset: ImageDataset,
  request: SampleRequest,
  averaged: boolean,
): Promise<Critique> {
  const { imageShape, attributes } = dataset;
  const labels = game.isConditional ? drawConditions(request, attributes!) : null;
  const index = findReal(dataset, labels, new Random(request.seed ?? 0, 'real image'));
  const [images, logits, gradient] = tf.tidy(() => {
    const latents = drawLatents(request, game.latentSize);
    const condition = labels && tf.tensor2d(labels, [1, conditionSizeOf(attributes!)]);
    const generator = averaged ? game.shownGenerator : game.generator;
    const fake = game.generate(tf.tensor2d(latents, [1, game.latentSize]), condition, generator);
    const real = toBatch(dataset, Uint32Array.of(index), game.isConditional);
    const judge = (image: tf.Tensor) => game.discriminator.apply(image, condition);
    const slope = tf.grad(image => tf.sum(judge(image)))(fake);
    return [
      tf.concat([fake, real.images], 0),
      tf.concat([judge(fake), judge(real.images)], 0),
      tf.sum(slope, 3),
    ];
  });
  try {
    const [pixels, verdicts, slopes] = await Promise.all(
      [images, logits, gradient].map(async tensor => new Float32Array((await tensor.data()) as Float32Array)),
    );
    const [fake, real] = toPixelImages(pixels!, imageShape);
    return {
      image: fake!,
      logit: verdicts![0]!,
      real: { image: real!, logit: verdicts![1]! },
      gradient: slopes!,
    };
  } finally {
    tf.dispose([images, logits, gradient]);
  }
}

/** An image at random that meets the condition; the nearest of a thousand, where none of them does. */
function findReal(dataset: ImageDataset, condition: Float32Array | null, random: Random): number {
  if (!condition) return random.below(dataset.count);
  let [nearest, least] = [0, Number.POSITIVE_INFINITY];
  for (let attempt = 0; attempt < 1000 && least > 0; attempt++) {
    const index = random.below(dataset.count);
    const found = dataset.gatherConditions(Uint32Array.of(index));
    const distance = found.reduce((sum, value, place) => sum + (value - condition[place]!) ** 2, 0);
    if (distance < least) [nearest, least] = [index, distance];
  }
  return nearest;
}
