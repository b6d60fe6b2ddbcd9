import type { PixelImage } from '../image.ts';
import {
  type AttackedLatent,
  type LatentAttackOptions,
  type LatentAttackPlan,
  resolveLatentAttack,
} from './adversarial/LatentAttack.ts';
import { assertKnown, inWords } from './assertKnown.ts';
import { assertWholeFrom } from './assertWholeFrom.ts';
import { assertDecoders } from './chain/assertDecoders.ts';
import type { Decoder } from './chain/Decoder.ts';
import { type Attribute, isRange, valueInRange } from './data/Attribute.ts';
import { assertPixels } from './data/assertPixels.ts';
import type { ImageShape } from './networks/models.ts';
import type { Explanation } from './projection/invert.ts';
import type { SearchPlan } from './projection/searchLatent.ts';
import type { RobustnessPlan } from './robustness/Robustness.ts';
import { type Robustness, type RobustnessOptions, resolveRobustness } from './robustness/Robustness.ts';
import { drawLatents } from './sampling/drawLatents.ts';
import { interpolateLatents } from './sampling/interpolate.ts';
import { type AttributeWish, resolveLabels } from './sampling/resolveLabels.ts';
import type { GeneratorDescription, SampleRequest } from './sampling/SampleRequest.ts';
import { type ReadPrompt, readPrompt } from './text/readPrompt.ts';
import { toPortableWeights, type WeightsSource } from './weights/toPortableWeights.ts';
import { JobCalls, type JobOptions } from './worker/JobCalls.ts';

/** Which images a generator is to make. */
export interface SampleOptions {
  /** Which image: the same seed gives the same image. A whole number from 0; without it, another one every time. */
  readonly seed?: number;
  /**
   * Which class, for generators with {@link Generator.labels}: one of them, its index, or a mixture, as
   * `{ 3: 0.5, 8: 0.5 }` for what is half a three and half an eight. Without it, any.
   */
  readonly label?: AttributeWish;
  /**
   * For generators with several {@link Generator.attributes}: what each shall be, by name: a value, or a number of a
   * range, as `{ digit: '7', slant: -10 }`. What is left out may be any. A mixture is in between, as
   * `{ mouth: { happy: 0.3, sad: 0.7 } }`.
   */
  readonly attributes?: Readonly<Record<string, AttributeWish>>;
  /**
   * What to draw, in words, for generators with a {@link Generator.vocabulary}. What it does not name may be anything;
   * words that the generator does not know are passed over, see {@link Generator.readPrompt}.
   */
  readonly prompt?: string;
  /** The latent vector itself in place of a seed: {@link Generator.latentSize} numbers, usually normally distributed. */
  readonly latent?: Float32Array;
  /**
   * Factor on the latent vector, above 0: below 1 images come nearer to the average one, plainer and less varied.
   * @default 1
   */
  readonly truncation?: number;
  /**
   * How many images, at least 1. Then the answer is a list, whose k-th image is that of `seed + k`.
   */
  readonly count?: number;
  /**
   * What every image goes through before it is an image, one after the other: decoders, each of which makes sure that what
   * is known beforehand is so, exactly. They run where the generator does.
   * @default []
   */
  readonly enhance?: readonly Decoder[];
}

/** How a generator is to be written. */
export interface GeneratorSaveOptions {
  /** How each weight is stored. Half precision halves the file and moves pixels by a grey level or so. @default 'float32' */
  readonly precision?: 'float32' | 'float16';
  /** Free words to keep beside the weights; {@link Generator.metadata} of the loaded file. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** How the latent vector of an image is looked for. */
export interface InvertOptions extends JobOptions {
  /** Starts that are followed, at least 1; the best end is kept. @default 4 */
  readonly restarts?: number;
  /** Steps of each, at least 1. @default 100 */
  readonly steps?: number;
  /** Where the search begins. A whole number from 0. @default 0 */
  readonly seed?: number;
  /** Called about ten times on the way, with the nearest image that has been found by then. */
  readonly onImage?: (image: PixelImage) => void;
}

/** What explains an image best: `sample({ latent, attributes })` makes the nearest image that the generator can. */
export interface Inversion {
  readonly latent: Float32Array;
  /** The value of each attribute by its name, of a range a number; null for an unconditional generator. */
  readonly attributes: Readonly<Record<string, string | number>> | null;
  /** The nearest image. */
  readonly image: PixelImage;
  /** How far it is from what was given: root of the mean squared difference of values from 0 to 1. */
  readonly error: number;
}

/** Where the work is done. */
interface GeneratorPort {
  invert(
    image: PixelImage,
    plan: SearchPlan,
    seed: number,
    job: number,
    isShown: boolean,
  ): Promise<Explanation>;
  robustness(classifier: WeightsSource, plan: RobustnessPlan, job: number): Promise<Robustness>;
  attack(
    classifier: WeightsSource,
    request: SampleRequest,
    plan: LatentAttackPlan,
    job: number,
  ): Promise<AttackedLatent[]>;
  cancel(job: number): void;
  sample(request: SampleRequest): Promise<PixelImage[]>;
  save(options: GeneratorSaveOptions): Promise<Uint8Array<ArrayBuffer>>;
  dispose(): void;
}

const SAMPLE_OPTIONS = [
  'seed',
  'label',
  'attributes',
  'prompt',
  'latent',
  'truncation',
  'count',
  'enhance',
] as const satisfies (keyof SampleOptions)[];

/** A generator ready to make images, wherever its weights are: in a trainer, in a worker or in this thread. */
export class Generator {
  /** Numbers in a latent vector. */
  readonly latentSize: number;
  /** [height, width, channels] of the images as the network makes them, before they become RGBA. */
  readonly imageShape: ImageShape;
  /** Names of the classes, or null when the generator knows none, or more than one {@link attributes attribute}. */
  readonly labels: readonly string[] | null;
  /** What can be asked for, each attribute with its values or its range, or null when the generator is unconditional. */
  readonly attributes: readonly Attribute[] | null;
  /** The words that it can be told in, the most frequent first; null when it cannot be told in words. */
  readonly vocabulary: readonly string[] | null;
  /** Free words from the weights file: how it was trained, on what, by whom. */
  readonly metadata: Readonly<Record<string, string>>;

  #port: GeneratorPort;
  readonly #jobs: JobCalls;
  /** Who looks at searches, by their numbers. */
  readonly #viewers = new Map<number, (image: PixelImage) => void>();
  #disposed = false;

  /** @internal Made by {@link loadGenerator} and by a trainer. */
  constructor(description: GeneratorDescription, port: GeneratorPort) {
    this.latentSize = description.latentSize;
    this.imageShape = description.imageShape;
    this.attributes = description.attributes;
    const [only, ...more] = description.attributes ?? [];
    this.labels = only && more.length === 0 && !isRange(only) ? only.values : null;
    this.vocabulary = description.vocabulary;
    this.metadata = description.metadata;
    this.#port = port;
    this.#jobs = new JobCalls(job => port.cancel(job));
  }

  /**
   * Makes one image or, with `count`, a list of them. Grey images come out as opaque grey RGBA.
   * @throws (rejects) TypeError or RangeError when an option is out of its range.
   */
  sample(options: SampleOptions & { count: number }): Promise<PixelImage[]>;
  sample(options?: SampleOptions): Promise<PixelImage>;
  async sample(options: SampleOptions = {}): Promise<PixelImage[] | PixelImage> {
    this.#assertAlive();
    const images = await this.#port.sample(this.toRequest(options));
    return options.count === undefined ? images[0]! : images;
  }

  /**
   * The latent vector that `sample({ seed })` draws: where to begin, to go from one seed's image to another's, or to change it.
   * @throws RangeError unless the seed is a whole number from 0.
   */
  latentOf(seed: number): Float32Array {
    assertWholeFrom(0, { seed });
    return drawLatents({ seed, count: 1, truncation: 1, labels: [] }, this.latentSize);
  }

  /**
   * The point between two latent vectors, `t` = 0 at `a`, 1 at `b`, along the arc between them (Shoemake 1985): normal
   * vectors of many dimensions lie near a sphere, and a straight line would leave it.
   */
  interpolate(a: Float32Array, b: Float32Array, t: number): Float32Array {
    this.#assertLatent(a);
    this.#assertLatent(b);
    if (!Number.isFinite(t)) {
      throw new RangeError(`t is ${inWords(t)}. It must be a finite number: 0 is a, 1 is b.`);
    }
    return interpolateLatents(a, b, t);
  }

  /**
   * What it reads of a text: which words it knows, and which known ones are nearest to those it does not.
   * @throws TypeError when this generator cannot be told in words.
   */
  readPrompt(prompt: string): ReadPrompt {
    if (!this.vocabulary) {
      throw new TypeError(
        'This generator cannot be told in words: it was trained without captions. Leave the prompt out.',
      );
    }
    if (typeof prompt !== 'string')
      throw new TypeError(`The prompt is ${inWords(prompt)}. It must be a string.`);
    return readPrompt(prompt, this.vocabulary);
  }

  /**
   * Looks for what the generator would have to be given to make this image: a drawing, a photograph, an image of another
   * network. With what it finds the image can be changed as if it had been made here: other attributes with the same
   * latent vector, half the way to another one, sums and differences of latent vectors.
   * @param image of the size of {@link imageShape}
   * @throws (rejects) TypeError or RangeError when an option is out of its range; the reason of `signal` when that aborts.
   */
  async invert(image: PixelImage, options: InvertOptions = {}): Promise<Inversion> {
    this.#assertAlive();
    assertPixels([image]);
    assertKnown('invert', options, ['restarts', 'steps', 'seed', 'onImage', 'signal', 'onProgress']);
    const { restarts = 4, steps = 100, seed = 0, onImage } = options;
    assertWholeFrom(1, { restarts, steps });
    assertWholeFrom(0, { seed });
    if (this.vocabulary) {
      throw new TypeError(
        'This generator is told in words: what it was told cannot be looked for. Take one with attributes.',
      );
    }
    const found = await this.#jobs.run(options, id => {
      if (onImage) this.#viewers.set(id, onImage);
      const search = this.#port.invert(image, { restarts, steps }, seed, id, onImage !== undefined);
      return search.finally(() => this.#viewers.delete(id));
    });
    const named = this.attributes?.map((attribute, index) => {
      const label = found.labels[index]!;
      const value = isRange(attribute) ? valueInRange(attribute, label) : attribute.values[label]!;
      return [attribute.name, value] as const;
    });
    const attributes = named ? Object.fromEntries(named) : null;
    const nearest = await this.sample({ latent: found.latent, ...(attributes && { attributes }) });
    return { latent: found.latent, attributes, image: nearest, error: Math.sqrt(found.error) / 2 };
  }

  /**
   * How far its images move when its latent vectors do, and whether they still show the same class: path length, steepest
   * slope, and what noise of growing size leaves as it was. A generator whose images are all alike comes out best; look at
   * its scores beside these numbers.
   * @throws (rejects) TypeError or RangeError when an option is out of its range; Error when the classifier is missing,
   *   damaged or for other images; the reason of `signal` when that aborts.
   */
  async robustness(options: RobustnessOptions): Promise<Robustness> {
    this.#assertAlive();
    const plan = resolveRobustness(options);
    const classifier = toPortableWeights(options.classifier, 'classifier');
    this.#assertWordless();
    return this.#jobs.run(options, id => this.#port.robustness(classifier, plan, id));
  }

  /**
   * Moves latent vectors within a bound so that a classifier errs about their images: adversarial examples that are the
   * generator's own, with nothing drawn over them. A classifier that tells made from real images is misled the same way.
   * @returns as many as `count` (1 without it)
   * @throws (rejects) TypeError or RangeError when an option is out of its range, or the classifier knows several attributes;
   *   Error when it is missing, damaged or for other images; the reason of `signal` when that aborts.
   */
  async attack(options: LatentAttackOptions): Promise<AttackedLatent[]> {
    this.#assertAlive();
    const plan = resolveLatentAttack(options);
    const classifier = toPortableWeights(options.classifier, 'classifier');
    this.#assertWordless();
    const { seed, latent, label, attributes, truncation, count } = options;
    const request = this.toRequest({ seed, latent, label, attributes, truncation, count }, 'attack');
    return this.#jobs.run(options, id => this.#port.attack(classifier, request, plan, id));
  }

  /** @internal How far the job of that number is. */
  report(job: number, share: number): void {
    this.#jobs.report(job, share);
  }

  /** @internal What the search of that number has found by now. */
  present(job: number, image: PixelImage): void {
    this.#viewers.get(job)?.(image);
  }

  /** The weights, the architecture and `metadata` as one safetensors file for {@link loadGenerator}. */
  async save(options: GeneratorSaveOptions = {}): Promise<Uint8Array<ArrayBuffer>> {
    this.#assertAlive();
    const { precision = 'float32', metadata = {} } = options;
    if (precision !== 'float32' && precision !== 'float16') {
      throw new TypeError(`precision is ${JSON.stringify(precision)}. It must be 'float32' or 'float16'.`);
    }
    assertMetadata(metadata);
    return this.#port.save({ precision, metadata });
  }

  /** Frees worker and weights; a trainer's generator belongs to its trainer, which goes on. May be called twice. */
  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#port.dispose();
  }

  /** @internal Checks options, for the trainer too. */
  toRequest(options: SampleOptions, call = 'sample'): SampleRequest {
    assertKnown(call, options, SAMPLE_OPTIONS);
    const { seed, latent, truncation = 1, count = 1, enhance = [] } = options;
    const labels = resolveLabels(this.attributes, options);
    const words = this.#wordsOf(options.prompt);
    if (seed !== undefined && latent !== undefined) {
      throw new TypeError(`${call} was given a seed and a latent vector. Give one of them.`);
    }
    if (!Number.isInteger(count) || count < 1) {
      throw new RangeError(`count is ${count}. It must be a whole number of at least 1.`);
    }
    if (!Number.isFinite(truncation) || truncation <= 0) {
      throw new RangeError(
        `truncation is ${truncation}. It must be a finite number above 0; 1 leaves images as they are.`,
      );
    }
    assertDecoders(enhance);
    if (latent) {
      if (count > 1)
        throw new TypeError(`${call} was given one latent vector and count: ${count}. Leave count out.`);
      this.#assertLatent(latent);
      return { latent, count, truncation, labels, words, enhance };
    }
    if (seed !== undefined && (!Number.isInteger(seed) || seed < 0)) {
      throw new RangeError(`The seed is ${seed}. It must be a whole number of at least 0.`);
    }
    return {
      seed: seed ?? Math.floor(Math.random() * 0x1_0000_0000),
      count,
      truncation,
      labels,
      words,
      enhance,
    };
  }

  /** Numbers of words. Without a prompt none: anything. */
  #wordsOf(prompt: string | undefined): number[] {
    if (prompt === undefined) return [];
    const { known } = this.readPrompt(prompt);
    return known.map(word => this.vocabulary!.indexOf(word) + 1);
  }

  #assertLatent(latent: Float32Array): void {
    if (!(latent instanceof Float32Array) || latent.length !== this.latentSize) {
      const given = latent instanceof Float32Array ? `${latent.length} numbers` : inWords(latent);
      const hint = typeof latent === 'number' ? ' latentOf gives that of a seed.' : '';
      throw new RangeError(
        `The latent vector is ${given}. It must be a Float32Array of ${this.latentSize} numbers.${hint}`,
      );
    }
    if (!latent.every(Number.isFinite)) {
      throw new RangeError('The latent vector holds values that are not finite (NaN or Infinity).');
    }
  }

  #assertWordless(): void {
    if (!this.vocabulary) return;
    throw new TypeError(
      'This generator is told in words. Take one with attributes, as portraits.safetensors, or an unconditional one.',
    );
  }

  #assertAlive(): void {
    if (this.#disposed) throw new Error('The generator was disposed of. Load it again.');
  }
}

function assertMetadata(metadata: Readonly<Record<string, string>>): void {
  const isRecord = typeof metadata === 'object' && metadata !== null && !Array.isArray(metadata);
  const wrong = isRecord ? Object.entries(metadata).find(([, value]) => typeof value !== 'string') : null;
  if (isRecord && !wrong) return;
  const given = wrong ? `has ${wrong[0]}: ${inWords(wrong[1])}` : `is ${inWords(metadata)}`;
  throw new TypeError(`metadata ${given}. Give an object of strings, as { epochs: '50' }.`);
}
