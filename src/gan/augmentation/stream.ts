/** The images of {@link augmentDataset}, batch after batch. */

import type { PixelImage } from '../../image.ts';
import { BatchOrder } from '../data/BatchOrder.ts';
import type { ImageDataset } from '../data/ImageDataset.ts';
import { openDataset } from '../data/openDataset.ts';
import { Random } from '../Random.ts';
import { toPixelImages } from '../sampling/toPixelImages.ts';
import type { AugmentationSource, AugmentedImage } from './augmentDataset.ts';
import { drawClassical } from './ClassicalChanges.ts';
import { type ClassPool, poolsOf } from './ClassPool.ts';
import type { AugmentationPlan } from './resolveAugmentation.ts';

/** So many images are made, and judged, together: a call to a worker for each would take longer than the work. */
const BATCH = 16;
/** So many candidates for one place are looked at before it is given up. */
const ATTEMPTS = 64;
/** Of the attacks that make hard examples: fewer than an attack takes that is to be withstood. */
const ATTACK_STEPS = 10;

/** One image of each of these classes, in this order. */
type Make = (classes: readonly ClassPool[]) => Promise<PixelImage[]>;

/** @param rejected counts what the filter keeps back */
export async function* stream(
  plan: AugmentationPlan,
  rejected: Record<AugmentationSource, number>,
): AsyncGenerator<AugmentedImage, undefined, undefined> {
  const dataset = await openDataset(
    plan.dataset,
    () => {},
    message => console.warn(message),
  );
  const pools = poolsOf(dataset, plan.seed);
  assertKnowsAll(plan, dataset, pools);
  const sources = Object.entries(makersFor(plan, dataset)) as [AugmentationSource, Make][];
  const order = new BatchOrder(pools.length, plan.seed);
  let left = plan.count;
  for (let round = 0; left > 0; round++) {
    const [source, make] = sources[round % sources.length]!;
    const classes = Array.from(order.next(pools.length), index => pools[index]!);
    for (let start = 0; start < classes.length && left > 0; start += BATCH) {
      const wanted = classes.slice(start, start + Math.min(BATCH, left));
      const images = await fill(wanted, make, plan, () => rejected[source]++, source);
      left -= wanted.length;
      for (const [place, { label }] of wanted.entries()) yield { image: images[place]!, label, source };
    }
  }
}

/** Makes an image for each class until the filter agrees with all. @throws Error when it never does */
async function fill(
  wanted: readonly ClassPool[],
  make: Make,
  plan: AugmentationPlan,
  onReject: () => void,
  source: AugmentationSource,
): Promise<PixelImage[]> {
  const found: PixelImage[] = [];
  let missing = wanted.map((_, place) => place);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    plan.signal?.throwIfAborted();
    const classes = missing.map(place => wanted[place]!);
    const images = await make(classes);
    const kept = await agreements(images, classes, plan);
    missing = missing.filter((place, index) => {
      if (kept[index]) found[place] = images[index]!;
      else onReject();
      return !kept[index];
    });
    if (missing.length === 0) return found;
  }
  const label = JSON.stringify(wanted[missing[0]!]!.label);
  throw new Error(
    `The filter's classifier agreed with none of ${ATTEMPTS} images in a row that should show ${label} (${source}): it was ` +
      `never sure of that to ${plan.filter!.confidence}. Look at such images, lower filter.confidence, or leave out the filter.`,
  );
}

/** Of each image whether the filter lets it through. */
async function agreements(
  images: readonly PixelImage[],
  classes: readonly ClassPool[],
  { filter, signal }: AugmentationPlan,
): Promise<boolean[]> {
  if (!filter) return images.map(() => true);
  const { classifier, confidence } = filter;
  const verdicts = await classifier.classify(images, signal ? { signal } : {});
  return verdicts.map(({ label, probabilities }, index) => {
    const own = classes[index]!.label;
    return label === own && probabilities[classifier.labels!.indexOf(own)]! >= confidence;
  });
}

/** What makes the images of each source that was asked for. */
function makersFor(plan: AugmentationPlan, dataset: ImageDataset): Partial<Record<AugmentationSource, Make>> {
  const { classical, generator, hard, seed, signal } = plan;
  const shape = dataset.imageShape;
  const numbersOf = (index: number) => dataset.gather(Uint32Array.of(index));
  const show = (numbers: Float32Array) => toPixelImages(numbers, shape)[0]!;
  const makers: Partial<Record<AugmentationSource, Make>> = {
    original: async classes => classes.map(pool => show(numbersOf(pool.next()))),
  };
  if (classical) {
    const random = new Random(seed, 'classical changes');
    makers.classical = async classes =>
      classes.map(pool => show(drawClassical(numbersOf(pool.draw(random)), shape, classical, random)));
  }
  if (generator) {
    const random = new Random(seed, 'seeds of generated images');
    makers.generated = classes =>
      Promise.all(classes.map(({ label }) => generator.sample({ label, seed: random.below(0x1_0000_0000) })));
  }
  if (hard) {
    const random = new Random(seed, 'hard examples');
    makers.hard = async classes => {
      const images = classes.map(pool => show(numbersOf(pool.draw(random))));
      const labels = classes.map(({ label }) => label);
      const attacked = await hard.classifier.attack(images, labels, {
        epsilon: hard.epsilon,
        steps: ATTACK_STEPS,
        restarts: 1,
        seed: random.below(0x1_0000_0000),
        ...(signal && { signal }),
      });
      return attacked.map(({ image }) => image);
    };
  }
  return makers;
}

/** @throws RangeError when a network is for images of another size, or does not know a label */
function assertKnowsAll(
  { networks }: AugmentationPlan,
  { imageShape: [height, width] }: ImageDataset,
  pools: readonly ClassPool[],
): void {
  for (const [name, { labels, imageShape }] of Object.entries(networks)) {
    if (imageShape[0] !== height || imageShape[1] !== width) {
      throw new RangeError(
        `The images are ${width} × ${height} pixels, but ${name} is for ${imageShape[1]} × ${imageShape[0]}. Give both of one size.`,
      );
    }
    const unknown = pools.filter(({ label }) => !labels!.includes(label)).map(({ label }) => label);
    if (unknown.length === 0) continue;
    throw new RangeError(
      `${name} does not know ${unknown.join(', ')}, of which there are images. It knows ${labels!.join(', ')}.`,
    );
  }
}
