import type { PixelImage } from '../../image.ts';
import { conditionSizeOf } from '../data/Attribute.ts';
import { numberOfLabel } from '../data/numberOfLabel.ts';
import { assertSameImages } from '../evaluation/assertSameImages.ts';
import type { ClassifierNetwork } from '../evaluation/ClassifierNetwork.ts';
import type { Network } from '../networks/Network.ts';
import { Random } from '../Random.ts';
import { drawConditions } from '../sampling/drawConditions.ts';
import { drawLatents } from '../sampling/drawLatents.ts';
import type { GeneratorShape, SampleRequest } from '../sampling/SampleRequest.ts';
import { toPixelImages } from '../sampling/toPixelImages.ts';
import * as tf from '../tf.ts';
import { Ball } from './Ball.ts';
import type { AttackedLatent, LatentAttackPlan } from './LatentAttack.ts';
import { differentiable, perturb } from './perturb.ts';

/** Images that go through the networks at once. */
const AT_A_TIME = 32;

/**
 * Adversarial examples that nobody has drawn over: the generator makes every one of them (Song et al. 2018, "Constructing
 * unrestricted adversarial examples with generative models"). Latent vectors move within a ball, and stay undisturbed by any
 * box.
 * @param breathe is awaited after every step with how many of all are done; what it throws ends the attack
 * @throws Error or RangeError when the classifier is for other images, knows several attributes or not the target
 */
export async function attackLatents(
  network: Network,
  shape: GeneratorShape,
  classifier: ClassifierNetwork,
  request: SampleRequest,
  { epsilon, plan, seed, target }: LatentAttackPlan,
  breathe: (done: number, total: number) => Promise<void> = async () => {},
): Promise<AttackedLatent[]> {
  assertSameImages(shape, classifier);
  const labels = onlyLabels(classifier);
  const aim = target === null ? null : numberOfLabel(labels, target);
  const random = new Random(seed, 'where attacks begin');
  const runs = Math.max(1, plan.restarts) * plan.steps;
  const starts = Array.from({ length: Math.ceil(request.count / AT_A_TIME) }, (_, i) => i * AT_A_TIME);
  const found: AttackedLatent[] = [];
  for (const [index, start] of starts.entries()) {
    const count = Math.min(AT_A_TIME, request.count - start);
    const seeds = request.seed === undefined ? {} : { seed: request.seed + start };
    const { latents, generate, dispose } = open(network, shape, { ...request, ...seeds, count });
    const rest = (steps: number) => breathe(index * runs + steps, starts.length * runs);
    let moved: tf.Tensor2D | null = null;
    try {
      const before = await see(classifier, generate, latents);
      const classes = tf.tensor1d(aim === null ? before.classes : before.classes.map(() => aim), 'int32');
      const victim = differentiable((z: tf.Tensor2D) => classifier.logits(generate(z)));
      const ball = new Ball('l2', epsilon, null);
      moved = await perturb(victim, latents, classes, ball, plan, random, rest).finally(() =>
        classes.dispose(),
      );
      const after = await see(classifier, generate, moved);
      const numbers = (await moved.data()) as Float32Array;
      const named = (place: number, { classes }: typeof after) => labels[classes[place]!]!;
      for (const [k, image] of after.images.entries()) {
        const latent = numbers.slice(k * shape.latentSize, (k + 1) * shape.latentSize);
        found.push({ latent, image, before: named(k, before), after: named(k, after) });
      }
    } finally {
      moved?.dispose();
      dispose();
    }
  }
  return found;
}

/** Latent vectors before truncation, and what makes images of them and of those near them. */
function open(
  network: Network,
  { latentSize, imageShape, attributes }: GeneratorShape,
  request: SampleRequest,
) {
  const { count, truncation } = request;
  const latents = tf.tensor2d(drawLatents({ ...request, truncation: 1 }, latentSize), [count, latentSize]);
  const condition =
    attributes && tf.tensor2d(drawConditions(request, attributes), [count, conditionSizeOf(attributes)]);
  return {
    latents,
    generate: (z: tf.Tensor2D) =>
      tf.reshape(network.apply(tf.mul(z, truncation), condition), [count, ...imageShape]) as tf.Tensor4D,
    dispose: () => tf.dispose([latents, condition ?? []]),
  };
}

async function see(
  classifier: ClassifierNetwork,
  generate: (latents: tf.Tensor2D) => tf.Tensor4D,
  latents: tf.Tensor2D,
): Promise<{ images: PixelImage[]; classes: number[] }> {
  const made = tf.tidy(() => generate(latents));
  try {
    const [, ...imageShape] = made.shape;
    const classes = await classifier.classes(made);
    return { images: toPixelImages((await made.data()) as Float32Array, imageShape), classes };
  } finally {
    made.dispose();
  }
}

function onlyLabels({ attributes }: ClassifierNetwork): readonly string[] {
  const [only, ...more] = attributes;
  if (more.length === 0) return only!.values;
  throw new TypeError(`The classifier knows ${attributes.length} attributes; an attack takes one of one.`);
}
