/** A generator's weights and what makes images of them: the working half of a loaded {@link Generator}. */

import type { PixelImage } from '../../image.ts';
import { attackLatents } from '../adversarial/attackLatents.ts';
import type { AttackedLatent, LatentAttackPlan } from '../adversarial/LatentAttack.ts';
import { activateBackend } from '../backends/activate.ts';
import { activateForSlopes } from '../backends/activateForSlopes.ts';
import { type BackendName, chooseSamplingBackend } from '../backends/choose.ts';
import { probeBackends } from '../backends/probe.ts';
import { download } from '../data/download.ts';
import type { ClassifierNetwork } from '../evaluation/ClassifierNetwork.ts';
import { type ClassifierSource, openClassifier } from '../evaluation/openClassifier.ts';
import type { ProgressDetail } from '../GanTrainerTypes.ts';
import { Network } from '../networks/Network.ts';
import { type Explanation, invert } from '../projection/invert.ts';
import type { SearchPlan } from '../projection/searchLatent.ts';
import { measureRobustness } from '../robustness/measureRobustness.ts';
import type { Robustness, RobustnessPlan } from '../robustness/Robustness.ts';
import { TextEncoder } from '../text/TextEncoder.ts';
import {
  type GeneratorFile,
  planGenerator,
  readGeneratorFile,
  writeGeneratorFile,
} from '../weights/generatorFile.ts';
import { Jobs } from '../worker/Jobs.ts';
import type { GeneratorDescription, SampleRequest } from './SampleRequest.ts';
import { sampleNetwork } from './sampleNetwork.ts';

interface Emit {
  (type: 'progress', detail: ProgressDetail & { readonly job?: number }): void;
  (type: 'image', detail: { readonly job: number; readonly image: PixelImage }): void;
}

export class SamplingSession {
  readonly #emit: Emit;
  readonly #jobs = new Jobs();
  #file: GeneratorFile | null = null;
  #network: Network | null = null;
  #encoder: TextEncoder | null = null;
  #backend: BackendName | 'auto' = 'auto';

  constructor(emit: Emit) {
    this.#emit = emit;
  }

  async open(
    weights: { readonly url: string } | { readonly bytes: Uint8Array },
    backend: BackendName | 'auto',
  ): Promise<GeneratorDescription> {
    const report = (loaded: number, total: number | null) =>
      this.#emit('progress', { loaded, total, unit: 'bytes', what: 'the generator' });
    const bytes =
      'bytes' in weights ? weights.bytes : await download(weights.url, 'Generator weights', report);
    const file = readGeneratorFile(bytes);
    await activateBackend(
      chooseSamplingBackend(backend, await probeBackends(backend === 'auto' ? 'cpu' : backend)).backend,
    );
    this.#backend = backend;
    this.#file = file;
    this.#network = Network.fromWeights(planGenerator(file), file.weights);
    this.#encoder = TextEncoder.fromFile(file);
    const { latentSize, imageShape, attributes, text, metadata } = file;
    return { latentSize, imageShape, attributes, vocabulary: text?.vocabulary ?? null, metadata };
  }

  sample(request: SampleRequest): Promise<PixelImage[]> {
    return sampleNetwork(this.#network!, request, this.#file!, this.#encoder);
  }

  /**
   * What the generator would have to be given to make this image.
   * @param isShown whether the nearest images on the way are wanted
   */
  async invert(
    image: PixelImage,
    plan: SearchPlan,
    seed: number,
    job: number,
    isShown: boolean,
  ): Promise<Explanation> {
    const breathe = this.#jobs.begin(job, (loaded, total) =>
      this.#emit('progress', { job, loaded, total, unit: 'steps', what: 'the search' }),
    );
    try {
      await activateForSlopes(this.#backend);
      const rest = (steps: number) => breathe(steps, plan.steps);
      const onImage = isShown ? (image: PixelImage) => this.#emit('image', { job, image }) : null;
      return await invert(this.#network!, this.#file!, image, plan, seed, rest, onImage);
    } finally {
      this.#jobs.end(job);
    }
  }

  /** How far its images move when latent vectors do. */
  robustness(source: ClassifierSource, plan: RobustnessPlan, job: number): Promise<Robustness> {
    return this.#beside(source, 'the measuring', job, (classifier, breathe) =>
      measureRobustness(this.#network!, this.#file!, classifier, plan, breathe),
    );
  }

  /** Latent vectors near those of the request whose images the classifier takes for something else. */
  attack(
    source: ClassifierSource,
    request: SampleRequest,
    plan: LatentAttackPlan,
    job: number,
  ): Promise<AttackedLatent[]> {
    return this.#beside(source, 'the attack', job, (classifier, breathe) =>
      attackLatents(this.#network!, this.#file!, classifier, request, plan, breathe),
    );
  }

  cancel(job: number): void {
    this.#jobs.cancel(job);
  }

  saveGenerator(options: {
    precision?: 'float32' | 'float16';
    metadata?: Readonly<Record<string, string>>;
  }): Uint8Array<ArrayBuffer> {
    const file = this.#file!;
    return writeGeneratorFile(
      { ...file, metadata: { ...file.metadata, ...options.metadata } },
      options.precision,
    );
  }

  dispose(): void {
    this.#network?.dispose();
    this.#encoder?.dispose();
  }

  /** Long work that a classifier looks at. */
  async #beside<T>(
    source: ClassifierSource,
    what: string,
    job: number,
    work: (
      classifier: ClassifierNetwork,
      breathe: (done: number, total: number) => Promise<void>,
    ) => Promise<T>,
  ): Promise<T> {
    const breathe = this.#jobs.begin(job, (loaded, total) =>
      this.#emit('progress', { job, loaded, total, unit: 'steps', what }),
    );
    try {
      const classifier = await openClassifier(source);
      try {
        await activateForSlopes(this.#backend);
        return await work(classifier, breathe);
      } finally {
        classifier.dispose();
      }
    } finally {
      this.#jobs.end(job);
    }
  }
}
