import type { PixelImage } from '../image.ts';
import {
  ATTACK_OPTIONS,
  type AttackOptions,
  type ResolvedAttack,
  resolveAttack,
} from './adversarial/AttackOptions.ts';
import type { ClassifierDescription, JobRequest, RawVerdict } from './adversarial/ClassifierRequest.ts';
import { assertKnown, inWords } from './assertKnown.ts';
import { assertWholeFrom } from './assertWholeFrom.ts';
import type { ValueAttribute } from './data/Attribute.ts';
import { assertPixels } from './data/assertPixels.ts';
import { numberOfLabel } from './data/numberOfLabel.ts';
import type { ImageShape } from './networks/models.ts';
import type { SearchPlan } from './projection/searchLatent.ts';
import { JobCalls, type JobOptions } from './worker/JobCalls.ts';

/** How a classifier is to look at images. */
export interface ClassifyOptions extends JobOptions {
  /**
   * Whether to look at the nearest image that the generator can make in place of the image itself, for classifiers loaded
   * with one: what an attacker put in is seldom within its range. @default false
   */
  readonly defended?: boolean | DefenceOptions;
}

/** How the nearest image is searched. */
export interface DefenceOptions {
  /** How many starts are followed, each of another class. @default 4 */
  readonly restarts?: number;
  /** How many steps each takes. @default 100 */
  readonly steps?: number;
}

/** What a classifier sees in an image. */
export interface Verdict {
  /** The likeliest value of each attribute, by its name. */
  readonly values: Readonly<Record<string, string>>;
  /** That of the only attribute; null where there are several. */
  readonly label: string | null;
  /** For each value of each attribute its probability, in the order of {@link Classifier.attributes}. */
  readonly probabilities: Float32Array;
  /** With `defended`, the image it looked at. */
  readonly projection: PixelImage | null;
}

/** An image that was changed so that a classifier errs. */
export interface AttackedImage {
  readonly image: PixelImage;
  /** What the classifier sees in it. */
  readonly verdict: Verdict;
}

/** Where the work is done. */
interface ClassifierPort {
  classify(images: readonly PixelImage[], search: SearchPlan | null, job: JobRequest): Promise<RawVerdict[]>;
  attack(
    images: readonly PixelImage[],
    labels: readonly number[],
    attack: ResolvedAttack,
    search: SearchPlan | null,
    job: JobRequest,
  ): Promise<{ images: PixelImage[]; verdicts: RawVerdict[] }>;
  cancel(job: number): void;
  dispose(): void;
}

/** A classifier ready to look at images and to be attacked, wherever its weights are. Made by {@link loadClassifier}. */
export class Classifier {
  /** What it tells apart, each attribute with its values. */
  readonly attributes: readonly ValueAttribute[];
  /** The values of its only attribute, or null where it knows several. */
  readonly labels: readonly string[] | null;
  /** [height, width, channels] of the images it sees. */
  readonly imageShape: ImageShape;
  /** Free words from the weights file: how it was trained, how often it is right. */
  readonly metadata: Readonly<Record<string, string>>;

  readonly #defended: boolean;
  readonly #port: ClassifierPort;
  readonly #jobs: JobCalls;
  #disposed = false;

  /** @internal */
  constructor(description: ClassifierDescription, port: ClassifierPort) {
    this.attributes = description.attributes;
    this.labels = description.attributes.length === 1 ? description.attributes[0]!.values : null;
    this.imageShape = description.imageShape;
    this.metadata = description.metadata;
    this.#defended = description.defended;
    this.#port = port;
    this.#jobs = new JobCalls(job => port.cancel(job));
  }

  /**
   * What it sees in each image, all of the size of {@link imageShape}.
   * @throws (rejects) RangeError when an image is of another size, TypeError on an option that is none; the reason of
   *   `signal` when that aborts.
   */
  async classify(images: readonly PixelImage[], options: ClassifyOptions = {}): Promise<Verdict[]> {
    assertKnown('classify', options, ['defended', 'signal', 'onProgress']);
    assertImages(images);
    const search = this.#searchOf(options.defended);
    const verdicts = await this.#work(options, 0, job => this.#port.classify(images, search, job));
    return verdicts.map(verdict => this.#toVerdict(verdict));
  }

  /**
   * Changes images within a bound so that this classifier takes them for something else (with `target`, for just that). The
   * answer holds bytes like every picture, rounded so that the bound is kept. With `defended` the attacker knows of the
   * projection and goes through it, and so do the verdicts.
   * @param labels of each image the class it really is, a label or its number
   * @throws (rejects) TypeError or RangeError on options out of their range; the reason of `signal` when that aborts.
   */
  async attack(
    images: readonly PixelImage[],
    labels: readonly (string | number)[],
    options: AttackOptions & ClassifyOptions = {},
  ): Promise<AttackedImage[]> {
    const { defended, signal, onProgress, ...attack } = options;
    assertKnown('attack', options, [...ATTACK_OPTIONS, 'defended', 'signal', 'onProgress']);
    assertImages(images);
    const resolved = resolveAttack(attack);
    const known = this.labels;
    if (!known)
      throw new TypeError(
        `This classifier knows ${this.attributes.length} attributes; an attack takes one of one.`,
      );
    if (!Array.isArray(labels) || labels.length !== images.length) {
      const given = Array.isArray(labels) ? `${labels.length} for ${images.length} images` : inWords(labels);
      throw new TypeError(`The labels are ${given}. Give a list of one label an image, as ['7'].`);
    }
    const { target } = attack;
    const wanted = images.map((_, index) => numberOfLabel(known, target ?? labels[index]!));
    const search = this.#searchOf(defended);
    const found = await this.#work(options, resolved.seed, job =>
      this.#port.attack(images, wanted, resolved, search, job),
    );
    return found.images.map((image, index) => ({ image, verdict: this.#toVerdict(found.verdicts[index]!) }));
  }

  /** Frees worker and weights. May be called twice. */
  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#port.dispose();
  }

  /** @internal Of the job of that number. */
  report(job: number, share: number): void {
    this.#jobs.report(job, share);
  }

  #work<T>(options: ClassifyOptions, seed: number, start: (job: JobRequest) => Promise<T>): Promise<T> {
    if (this.#disposed) return Promise.reject(new Error('The classifier was disposed of. Load it again.'));
    return this.#jobs.run(options, id => start({ id, seed }));
  }

  #searchOf(defended: ClassifyOptions['defended'] = false): SearchPlan | null {
    if (defended === false) return null;
    if (!this.#defended) {
      throw new TypeError(
        'defended was asked for, but this classifier was loaded without a generator. Give loadClassifier one as `defence`.',
      );
    }
    if (defended === true) return { restarts: 4, steps: 100 };
    assertKnown('defended', defended, ['restarts', 'steps']);
    const { restarts = 4, steps = 100 } = defended;
    assertWholeFrom(1, { restarts, steps });
    return { restarts, steps };
  }

  #toVerdict({ probabilities, image }: RawVerdict): Verdict {
    let end = 0;
    const values = this.attributes.map(({ name, values }) => {
      end += values.length;
      const mine = probabilities.subarray(end - values.length, end);
      return [name, values[mine.indexOf(Math.max(...mine))]!] as const;
    });
    return {
      values: Object.fromEntries(values),
      label: this.labels ? values[0]![1] : null,
      probabilities,
      projection: image,
    };
  }
}

function assertImages(images: readonly PixelImage[]): void {
  if (!Array.isArray(images) || images.length === 0) {
    throw new TypeError(
      `The images are ${Array.isArray(images) ? 'none' : inWords(images)}. Give a list of at least one.`,
    );
  }
  assertPixels(images);
}
