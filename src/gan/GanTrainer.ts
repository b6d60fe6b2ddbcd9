/**
 * A generative adversarial network in training. This class is the face; the work is done by a
 * {@link TrainingSession}, in a worker unless told otherwise, with the same behaviour either way.
 */

import type { PixelImage } from '../image.ts';
import { assertBackendName } from './backends/choose.ts';
import { toPortableSource } from './data/DatasetSource.ts';
import type {
  ErrorDetail,
  GanTrainerEventMap,
  GanTrainerOptions,
  TrainerInfo,
  TrainerState,
  TrainingGoal,
  TrainingPosition,
} from './GanTrainerTypes.ts';
import { Generator, type GeneratorSaveOptions, type SampleOptions } from './Generator.ts';
import { resolveModel } from './networks/models.ts';
import type { Recipe } from './recipes/Recipe.ts';
import { assertWhole, overrideRecipe, type RecipeOverrides, resolveRecipe } from './recipes/resolveRecipe.ts';
import { TypedEventTarget } from './TypedEventTarget.ts';
import type { TrainingEvents, TrainingSettings } from './training/TrainingSettings.ts';
import { type Connection, connect } from './worker/connect.ts';

/**
 * ```ts
 * const trainer = new GanTrainer({ dataset: 'mnist' });
 * trainer.addEventListener('sample', ({ detail }) => swarm.form(detail.image));
 * await trainer.train({ epochs: 50 });
 * ```
 *
 * Promises of a trainer may be left unawaited: a failure is also raised as an `error` event and never becomes an
 * unhandled rejection.
 */
export class GanTrainer extends TypedEventTarget<GanTrainerEventMap> {
  /**
   * Resolves once the data set is loaded, the networks are built and the first `sample` was raised; rejects when that
   * fails or the trainer is disposed before.
   */
  readonly ready: Promise<TrainerInfo>;

  #settings: TrainingSettings;
  #state: TrainerState = 'loading';
  #connection: Connection<'training'>;
  #generator: Generator | null = null;

  /** @throws TypeError or RangeError at once when an option is unknown or out of its range. */
  constructor(options: GanTrainerOptions) {
    super();
    const {
      dataset,
      preset = 'article',
      model = 'article',
      seed = 1,
      sampleSeconds = 4,
      backend = 'auto',
    } = options;
    assertSeed(seed);
    assertSampleSeconds(sampleSeconds);
    assertBackendName(backend);
    this.#settings = {
      source: toPortableSource(dataset),
      model: resolveModel(model),
      recipe: resolveRecipe(preset, options),
      seed,
      sampleSeconds,
      backend,
    };
    this.#connection = connect('training', {
      worker: options.worker ?? true,
      workerUrl: options.workerUrl,
      onEvent: (type, detail) => this.#relay(type as keyof TrainingEvents, detail as never),
      onFailure: error => this.#fail(error),
    });
    this.ready = handled(this.#open());
  }

  /** What the trainer is doing. */
  get state(): TrainerState {
    return this.#state;
  }

  /** The recipe and the other settings now in force. */
  get settings(): Readonly<Recipe & Pick<TrainingSettings, 'model' | 'seed' | 'sampleSeconds' | 'backend'>> {
    const { recipe, model, seed, sampleSeconds, backend } = this.#settings;
    return { ...recipe, model, seed, sampleSeconds, backend };
  }

  /** The generator in training: it makes images of the newest weights. @throws Error before {@link ready}. */
  get generator(): Generator {
    this.#assertAlive();
    if (!this.#generator)
      throw new Error('The generator does not exist yet: wait for `await trainer.ready`.');
    return this.#generator;
  }

  /**
   * Trains on from where it stands. Resolves when the goal is reached; rejects when `signal` aborts (with its reason),
   * when the losses stop being finite, when another `train` takes over, or on `dispose()`. While paused it waits.
   */
  train(goal: TrainingGoal = {}): Promise<TrainingPosition> {
    return handled(this.#train(goal));
  }

  /** Resolves when no further step will start and every finished one has been raised. Does nothing when paused. */
  pause(): Promise<void> {
    return handled(this.#call('pause'));
  }

  /** Goes on after {@link pause}. */
  resume(): Promise<void> {
    return handled(this.#call('resume'));
  }

  /** Does exactly one step, even while paused. */
  step(): Promise<TrainingPosition> {
    return handled(this.#call('step'));
  }

  /**
   * Back to step 0 with fresh weights, from another seed if one is given, and a `sample` of step 0; the recipe stays as
   * it is. A training under way goes on towards its goal from there.
   */
  restart(seed?: number): Promise<void> {
    if (seed !== undefined) {
      assertSeed(seed);
      this.#settings = { ...this.#settings, seed };
    }
    return handled(this.#call('restart', this.#settings.seed));
  }

  /** Changes the recipe while it runs; takes effect with the next step. @throws RangeError, then nothing was changed. */
  configure(
    changes: Pick<RecipeOverrides, 'learningRate' | 'batchSize' | 'objective'> & { sampleSeconds?: number },
  ): Promise<void> {
    this.#assertAlive();
    const { sampleSeconds = this.#settings.sampleSeconds, learningRate, batchSize, objective } = changes;
    assertSampleSeconds(sampleSeconds);
    const recipe = overrideRecipe(this.#settings.recipe, { learningRate, batchSize, objective });
    this.#settings = { ...this.#settings, recipe, sampleSeconds };
    return handled(this.#call('configure', recipe, sampleSeconds));
  }

  /** Images of the newest weights: short for `generator.sample`, and waits for {@link ready}. */
  sample(options: SampleOptions & { count: number }): Promise<PixelImage[]>;
  sample(options?: SampleOptions): Promise<PixelImage>;
  sample(options: SampleOptions = {}): Promise<PixelImage[] | PixelImage> {
    return handled(this.ready.then(() => this.generator.sample(options)));
  }

  /** The generator's newest weights as a file for {@link loadGenerator}: see {@link Generator.save}. */
  saveGenerator(options: GeneratorSaveOptions = {}): Promise<Uint8Array> {
    return handled(this.ready.then(() => this.generator.save(options)));
  }

  /** Ends worker and training, frees everything. Pending promises reject. May be called twice. */
  dispose(): void {
    if (this.#state === 'disposed') return;
    this.#setState('disposed');
    this.#connection.dispose(new Error('The trainer was disposed of.'));
  }

  async #open(): Promise<TrainerInfo> {
    try {
      const { info, generator } = await this.#connection.call('open', this.#settings);
      this.#generator = new Generator(generator, {
        sample: request => this.#call('sample', request),
        save: options => this.#call('saveGenerator', options),
        dispose: () => {},
      });
      this.#setState('ready');
      return info;
    } catch (error) {
      this.#fail(error as Error);
      throw error;
    }
  }

  async #train({ steps, epochs, signal }: TrainingGoal): Promise<TrainingPosition> {
    if (steps !== undefined) assertWhole('steps', steps);
    if (epochs !== undefined) assertWhole('epochs', epochs);
    if (steps !== undefined && epochs !== undefined) {
      throw new TypeError('train was given steps and epochs. Give one of them.');
    }
    this.#assertAlive();
    signal?.throwIfAborted();
    await this.ready;
    const stop = () => void this.#call('stop').catch(() => {});
    signal?.throwIfAborted();
    signal?.addEventListener('abort', stop, { once: true });
    try {
      return await this.#call('train', { steps, epochs });
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  }

  get #call(): Connection<'training'>['call'] {
    return async (method, ...args) => {
      this.#assertAlive();
      // Calls made while loading wait, so that nobody has to know how far the data set is.
      await this.ready;
      return this.#connection.call(method, ...args);
    };
  }

  #relay<K extends keyof TrainingEvents>(type: K, detail: TrainingEvents[K]): void {
    if (this.#state === 'disposed' || this.#state === 'failed') return;
    if (type === 'state') this.#setState((detail as TrainingEvents['state']).state);
    else if (type === 'failure') this.#fail((detail as TrainingEvents['failure']).error);
    else this.#raise(type as keyof GanTrainerEventMap, detail as never);
  }

  #fail(error: Error): void {
    if (this.#state === 'disposed' || this.#state === 'failed') return;
    this.#setState('failed');
    this.#raise('error', { message: error.message, error } satisfies ErrorDetail);
    this.#connection?.dispose(error);
  }

  #setState(state: TrainerState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#raise('state', { state });
  }

  #raise<K extends keyof GanTrainerEventMap>(type: K, detail: GanTrainerEventMap[K]): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  #assertAlive(): void {
    if (this.#state === 'disposed') throw new Error('The trainer was disposed of. Make a new GanTrainer.');
  }
}

/** The same promise, marked as looked after: a caller who does not await it gets no unhandled rejection. */
function handled<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}

function assertSeed(seed: number): void {
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffff_ffff) {
    throw new RangeError(`The seed is ${seed}. It must be a whole number from 0 to 4294967295.`);
  }
}

function assertSampleSeconds(seconds: number): void {
  if (typeof seconds !== 'number' || !(seconds > 0)) {
    throw new RangeError(
      `sampleSeconds is ${seconds}. It must be above 0, in seconds; Infinity for no samples.`,
    );
  }
}
