/** A classifier's weights, and those of a generator that may stand before it: the working half of a loaded {@link Classifier}. */

import type { PixelImage } from '../../image.ts';
import { activateForSlopes } from '../backends/activateForSlopes.ts';
import type { BackendName } from '../backends/choose.ts';
import type { ImageFunction } from '../chain/ImageFunction.ts';
import { conditionSizeOf, isRange } from '../data/Attribute.ts';
import { download } from '../data/download.ts';
import { fromPixelImages } from '../data/fromPixelImages.ts';
import { assertSameImages } from '../evaluation/assertSameImages.ts';
import { ClassifierNetwork } from '../evaluation/ClassifierNetwork.ts';
import type { ProgressDetail } from '../GanTrainerTypes.ts';
import { Network } from '../networks/Network.ts';
import { projector } from '../projection/projector.ts';
import type { Range, SearchPlan } from '../projection/searchLatent.ts';
import { Random } from '../Random.ts';
import { toPixelImages } from '../sampling/toPixelImages.ts';
import * as tf from '../tf.ts';
import { type GeneratorFile, planGenerator, readGeneratorFile } from '../weights/generatorFile.ts';
import type { WeightsSource } from '../weights/toPortableWeights.ts';
import { Jobs } from '../worker/Jobs.ts';
import type { ResolvedAttack } from './AttackOptions.ts';
import { adversary } from './adversary.ts';
import { Ball } from './Ball.ts';
import type { ClassifierDescription, JobRequest, RawVerdict } from './ClassifierRequest.ts';
import { differentiable } from './perturb.ts';
import { throughProjection } from './throughProjection.ts';
import { towardsOriginal } from './towardsOriginal.ts';

type Emit = (type: 'progress', detail: ProgressDetail & { readonly job?: number }) => void;

export class ClassifierSession {
  readonly #emit: Emit;
  readonly #jobs = new Jobs();
  #classifier: ClassifierNetwork | null = null;
  #generator: { readonly file: GeneratorFile; readonly network: Network } | null = null;

  constructor(emit: Emit) {
    this.#emit = emit;
  }

  async open(
    weights: WeightsSource,
    defence: WeightsSource | null,
    backend: BackendName | 'auto',
  ): Promise<ClassifierDescription> {
    const [bytes, generatorBytes] = await Promise.all([
      this.#load(weights, 'the classifier'),
      defence && this.#load(defence, 'the generator'),
    ]);
    await activateForSlopes(backend);
    const classifier = ClassifierNetwork.fromBytes(bytes);
    this.#classifier = classifier;
    if (generatorBytes) this.#generator = openRange(generatorBytes, classifier);
    const { attributes, imageShape, metadata } = classifier;
    return { attributes, imageShape, metadata, defended: generatorBytes !== null };
  }

  /** What it sees in images; with a search, in their projections. */
  async classify(
    images: readonly PixelImage[],
    search: SearchPlan | null,
    job: JobRequest,
  ): Promise<RawVerdict[]> {
    const breathe = this.#jobs.begin(job.id, (done, total) => this.#report(job, done, total));
    const numbers = this.#tensor(fromPixelImages(images, this.#classifier!.imageShape));
    try {
      return await this.#verdicts(numbers, search, job.seed, steps => breathe(steps, search?.steps ?? 1));
    } finally {
      numbers.dispose();
      this.#jobs.end(job.id);
    }
  }

  /**
   * Images changed so that they are taken for something else, as bytes, and what is seen in those.
   * @param labels of each image the class it is, or for a targeted attack the one it shall be
   * @param search where the attack knows of the projection and goes through it
   */
  async attack(
    images: readonly PixelImage[],
    labels: readonly number[],
    { norm, epsilon, plan, seed }: ResolvedAttack,
    search: SearchPlan | null,
    job: JobRequest,
  ): Promise<{ images: PixelImage[]; verdicts: RawVerdict[] }> {
    const total = Math.max(1, plan.restarts) * plan.steps;
    const breathe = this.#jobs.begin(job.id, (done, all) => this.#report(job, done, all));
    const { imageShape } = this.#classifier!;
    const original = fromPixelImages(images, imageShape);
    const [numbers, wanted] = [this.#tensor(original), tf.tensor1d([...labels], 'int32')];
    try {
      const plain = differentiable((x: tf.Tensor4D) => this.#classifier!.logits(x));
      let done = 0;
      const victim = search
        ? throughProjection(
            plain,
            this.#projector(search, seed, () => breathe(done, total)),
          )
        : plain;
      // Pixels in [0, 1] are half as far apart as the numbers in [-1, 1].
      const ball = new Ball(norm, 2 * epsilon, [-1, 1]);
      const random = new Random(seed, 'where attacks begin');
      const attack = {
        ball,
        plan,
        random,
        breathe: (steps: number) => {
          done = steps;
          return breathe(steps, total);
        },
      };
      const changed = await adversary(victim, attack, wanted)(numbers);
      const kept = towardsOriginal(new Float32Array(await changed.data()), original);
      changed.dispose();
      const seen = this.#tensor(kept);
      try {
        const verdicts = await this.#verdicts(seen, search, seed, () => breathe(total, total));
        return { images: toPixelImages(kept, imageShape), verdicts };
      } finally {
        seen.dispose();
      }
    } finally {
      tf.dispose([numbers, wanted]);
      this.#jobs.end(job.id);
    }
  }

  cancel(id: number): void {
    this.#jobs.cancel(id);
  }

  dispose(): void {
    this.#classifier?.dispose();
    this.#generator?.network.dispose();
  }

  async #verdicts(
    images: tf.Tensor4D,
    search: SearchPlan | null,
    seed: number,
    breathe: (steps: number) => Promise<void>,
  ): Promise<RawVerdict[]> {
    const projection = search && (await this.#projector(search, seed, breathe)(images));
    try {
      const { probabilities } = await this.#classifier!.see(projection ?? images);
      const size = conditionSizeOf(this.#classifier!.attributes);
      const shown =
        projection && toPixelImages((await projection.data()) as Float32Array, this.#classifier!.imageShape);
      return Array.from({ length: images.shape[0] }, (_, index) => ({
        probabilities: probabilities.slice(index * size, (index + 1) * size),
        image: shown?.[index] ?? null,
      }));
    } finally {
      projection?.dispose();
    }
  }

  #projector(search: SearchPlan, seed: number, breathe: (steps: number) => Promise<void>): ImageFunction {
    const { file, network } = this.#generator!;
    const classes = file.attributes && conditionSizeOf(file.attributes);
    return async images => {
      const range: Range = {
        latentSize: file.latentSize,
        conditions: classes ? tf.tidy(() => tf.eye(classes) as tf.Tensor2D) : null,
        generate: (latents, condition) =>
          tf.reshape(network.apply(latents, condition), [-1, ...file.imageShape]) as tf.Tensor4D,
      };
      try {
        return await projector(range, search, seed, breathe)(images);
      } finally {
        range.conditions?.dispose();
      }
    };
  }

  #tensor(numbers: Float32Array): tf.Tensor4D {
    const [height, width, channels] = this.#classifier!.imageShape;
    const count = numbers.length / (height * width * channels);
    return tf.tidy(() => tf.tensor4d(numbers, [count, height, width, channels]));
  }

  #report({ id }: JobRequest, done: number, total: number): void {
    this.#emit('progress', { job: id, loaded: done, total, unit: 'steps', what: 'the attack' });
  }

  #load(source: WeightsSource, what: string): Promise<Uint8Array> {
    if ('bytes' in source) return Promise.resolve(source.bytes);
    return download(source.url, `Weights of ${what}`, (loaded, total) =>
      this.#emit('progress', { loaded, total, unit: 'bytes', what }),
    );
  }
}

/** @throws Error when the generator makes other images than the classifier sees, or under conditions that cannot be searched. */
function openRange(bytes: Uint8Array, classifier: ClassifierNetwork) {
  const file = readGeneratorFile(bytes);
  assertSameImages(file, classifier);
  const { attributes } = file;
  if (attributes && (attributes.length > 1 || isRange(attributes[0]!))) {
    const known = attributes.map(({ name }) => name).join(', ');
    throw new Error(
      `The generator knows ${known}. A search takes one that knows nothing but classes, or is unconditional.`,
    );
  }
  return { file, network: Network.fromWeights(planGenerator(file), file.weights) };
}
