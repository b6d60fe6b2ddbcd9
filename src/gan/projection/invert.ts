import type { PixelImage } from '../../image.ts';
import { conditionSizeOf, isRange } from '../data/Attribute.ts';
import { fromPixelImages } from '../data/fromPixelImages.ts';
import type { Network } from '../networks/Network.ts';
import { Random } from '../Random.ts';
import type { GeneratorShape } from '../sampling/SampleRequest.ts';
import { toPixelImages } from '../sampling/toPixelImages.ts';
import * as tf from '../tf.ts';
import { searchLabels } from './searchLabels.ts';
import { type Breathe, drawCandidates, type SearchPlan, searchLatent } from './searchLatent.ts';

/** What explains an image: the generator makes the nearest that it can of these. */
export interface Explanation {
  readonly latent: Float32Array;
  /** What each attribute is, see `Labels`; none for an unconditional generator. */
  readonly labels: readonly number[];
  /** Mean squared difference, of numbers in [-1, 1]. */
  readonly error: number;
}

/** How many images of the search are shown on the way. */
const SHOWN = 10;

/**
 * @param rest is awaited after every step with how many are done; what it throws ends the search
 * @param onImage is given the nearest image by then, now and then
 */
export async function invert(
  network: Network,
  { latentSize, imageShape, attributes }: GeneratorShape,
  image: PixelImage,
  plan: SearchPlan,
  seed: number,
  rest: (steps: number) => Promise<void>,
  onImage: ((image: PixelImage) => void) | null = null,
): Promise<Explanation> {
  const [height, width, channels] = imageShape;
  const random = new Random(seed, 'where searches begin');
  const generate = (latents: tf.Tensor2D, condition: tf.Tensor2D | null) =>
    tf.reshape(network.apply(latents, condition), [-1, height, width, channels]) as tf.Tensor4D;
  const numbers = fromPixelImages([image], imageShape);
  const wanted = tf.tidy(() => tf.tensor4d(numbers, [1, height, width, channels]));
  const breathe: Breathe = async (steps, look) => {
    await rest(steps);
    const [before, now] = [steps - 1, steps].map(each => Math.floor((each * SHOWN) / plan.steps));
    if (!onImage || (steps > 1 && before === now)) return;
    const nearest = tf.tidy(() => {
      const images = look();
      const errors = tf.mean(tf.square(tf.sub(images, wanted)), [1, 2, 3]);
      return tf.gather(images, tf.reshape(tf.argMin(errors), [1]) as tf.Tensor1D);
    });
    const found = (await nearest.data()) as Float32Array;
    nearest.dispose();
    onImage(toPixelImages(found, imageShape)[0]!);
  };
  try {
    if (attributes && (attributes.length > 1 || attributes.some(isRange))) {
      return await searchLabels({ latentSize, attributes, generate }, wanted, plan, random, breathe);
    }
    const conditions = attributes && tf.tidy(() => tf.eye(conditionSizeOf(attributes)) as tf.Tensor2D);
    const range = { latentSize, conditions, generate };
    const candidates = drawCandidates(range, random);
    try {
      const { latents, classes, errors, images } = await searchLatent(
        range,
        wanted,
        plan,
        candidates,
        breathe,
      );
      try {
        const [latent, label, error] = await Promise.all([latents.data(), classes.data(), errors.data()]);
        return {
          latent: new Float32Array(latent),
          labels: attributes ? [label[0]!] : [],
          error: error[0]!,
        };
      } finally {
        tf.dispose([latents, classes, errors, images]);
      }
    } finally {
      candidates.dispose();
      conditions?.dispose();
    }
  } finally {
    wanted.dispose();
  }
}
