/**
 * A generative adversarial network in training. This class is the face; the work is done by a
 * {@link TrainingSession}, in a worker unless told otherwise, with the same behaviour either way.
 */

import type { PixelImage } from '../image.ts';
import { assertKnown, inWords } from './assertKnown.ts';
import type { Critique } from './evaluation/critique.ts';
import type {
  CritiqueOptions,
  ErrorDetail,
  EvaluationDetail,
  GanTrainerEventMap,
  GanTrainerOptions,
  RecipeChanges,
  TrainerInfo,
  TrainerState,
  TrainingGoal,
  TrainingPosition,
} from './GanTrainerTypes.ts';
import { Generator, type GeneratorSaveOptions, type SampleOptions } from './Generator.ts';
import type { Recipe } from './recipes/Recipe.ts';
import { assertWhole, overrideRecipe } from './recipes/resolveRecipe.ts';
import { TypedEventTarget } from './TypedEventTarget.ts';
import { HiddenPause } from './training/HiddenPause.ts';
import {
  assertPortable,
  assertSampleSeconds,
  assertSeed,
  assertWhenHidden,
  resolveSettings,
} from './training/resolveSettings.ts';
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
  #worker: boolean;
  #state: TrainerState = 'loading';
  #connect: () => Connection<'training'>;
  #connection: Connection<'training'>;
  /** Under way after the GPU context was lost: resolves to where training goes on. */
  #recovery: Promise<TrainingPosition> | null = null;
  #generator: Generator | null = null;
  #hiddenPause: HiddenPause | null = null;

  /** @throws TypeError or RangeError at once when an option is unknown or out of its range. */
  constructor(options: GanTrainerOptions) {
    super();
    this.#settings = resolveSettings(options);
    const { worker = true, workerUrl, whenHidden = 'train' } = options;
    this.#worker = worker;
    assertWhenHidden(whenHidden);
    if (whenHidden === 'pause') this.#hiddenPause = this.#restWhileHidden();
    this.#connect = () =>
      connect('training', {
        worker,
        workerUrl,
        onEvent: (type, detail) => this.#relay(type as keyof TrainingEvents, detail as never),
        onFailure: error => this.#fail(error),
      });
    this.#connection = this.#connect();
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
    this.#hiddenPause?.forget();
    return handled(this.#call('pause'));
  }

  /** Goes on after {@link pause}. */
  resume(): Promise<void> {
    this.#hiddenPause?.forget();
    return handled(this.#call('resume'));
  }

  /** Does exactly one step, even while paused. */
  step(): Promise<TrainingPosition> {
    return handled(this.#call('step'));
  }

  /**
   * One player's half of a step, to watch it by itself; for a paused trainer. The generator's turn ends the step, which
   * is raised as such where the discriminator had its turn before.
   */
  turn(player: 'discriminator' | 'generator'): Promise<void> {
    if (player !== 'discriminator' && player !== 'generator') {
      throw new TypeError(
        `There is no player ${JSON.stringify(player)}. It is 'discriminator' or 'generator'.`,
      );
    }
    return handled(this.#call('turn', player));
  }

  /**
   * Scores what the generator makes now, against held-out images, with floors; raises it as `evaluation` too. Takes some
   * seconds, the first time longer.
   * @param options `samples`: images to generate, at most as many as are held out; 1000 unless told otherwise.
   * @throws (rejects) Error when the trainer was made without a `classifier`, or nothing is held out
   */
  evaluate({ samples = 1000 }: { samples?: number } = {}): Promise<EvaluationDetail> {
    assertWhole('samples', samples);
    return handled(this.#call('evaluate', samples));
  }

  /** What the discriminator says of the image that `options` ask for, and of a real one of the same class beside it. */
  critique({ averaged = true, ...options }: CritiqueOptions = {}): Promise<Critique> {
    return handled(
      this.ready.then(() =>
        this.#call('critique', this.generator.toRequest({ ...options, count: 1 }), averaged),
      ),
    );
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

  /**
   * Changes the recipe while it runs; takes effect with the next step, and is raised as `recipe`.
   * @throws TypeError or RangeError, or rejects with one; then nothing was changed
   */
  configure(changes: RecipeChanges): Promise<void> {
    this.#assertAlive();
    assertKnown('configure', changes, ['learningRate', 'batchSize', 'objective', 'sampleSeconds']);
    const { sampleSeconds = this.#settings.sampleSeconds, ...parts } = changes;
    assertSampleSeconds(sampleSeconds);
    const before = this.#settings;
    const recipe = overrideRecipe(before.recipe, parts);
    assertPortable(recipe, this.#worker);
    this.#settings = { ...before, recipe, sampleSeconds };
    return handled(
      this.#call('configure', parts, sampleSeconds).catch(error => {
        this.#settings = {
          ...this.#settings,
          recipe: before.recipe,
          sampleSeconds: before.sampleSeconds,
        };
        throw error;
      }),
    );
  }

  /** Images of the newest weights: short for `generator.sample`, and waits for {@link ready}. */
  sample(options: SampleOptions & { count: number }): Promise<PixelImage[]>;
  sample(options?: SampleOptions): Promise<PixelImage>;
  sample(options: SampleOptions = {}): Promise<PixelImage[] | PixelImage> {
    return handled(this.ready.then(() => this.generator.sample(options)));
  }

  /** The generator's newest weights as a file for {@link loadGenerator}: see {@link Generator.save}. */
  saveGenerator(options: GeneratorSaveOptions = {}): Promise<Uint8Array<ArrayBuffer>> {
    return handled(this.ready.then(() => this.generator.save(options)));
  }

  /** The whole training as a file, to go on from with {@link load}: weights, optimisers, random numbers. */
  save(): Promise<Uint8Array<ArrayBuffer>> {
    return handled(this.#call('save'));
  }

  /**
   * Puts a file of {@link save} in the place of what was trained so far, with its recipe and seed. A training under way,
   * or the next {@link train}, goes on as the saved one would have: the same losses, step by step. Takes a file's bytes,
   * or the file. @throws (rejects) Error when it is damaged, or was saved with another model or images of another shape
   * or number; then nothing was changed
   */
  load(file: Uint8Array | ArrayBuffer | Blob): Promise<TrainingPosition> {
    return handled(
      (async () => {
        if (![Uint8Array, ArrayBuffer, Blob].some(kind => file instanceof kind)) {
          throw new TypeError(
            `load was given ${inWords(file)}. Give the bytes of a file of save(), or the file; of what findTraining finds, its bytes.`,
          );
        }
        const bytes = file instanceof Blob ? await file.arrayBuffer() : file;
        const asBytes = bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes);
        const { position, seed } = await this.#call('load', asBytes);
        this.#settings = { ...this.#settings, seed };
        return position;
      })(),
    );
  }

  /** Ends worker and training, frees everything. Pending promises reject. May be called twice. */
  dispose(): void {
    if (this.#state === 'disposed') return;
    this.#setState('disposed');
    this.#hiddenPause?.dispose();
    this.#connection.dispose(new Error('The trainer was disposed of.'));
  }

  async #open(): Promise<TrainerInfo> {
    try {
      const { info, generator } = await this.#connection.call('open', this.#settings);
      this.#generator = new Generator(generator, {
        sample: request => this.#call('sample', request),
        save: options => this.#call('saveGenerator', options),
        invert: async () => {
          throw new TypeError(
            "A trainer's generator goes on learning while it is looked through. Load what its save() gives, and invert that.",
          );
        },
        attack: async () => {
          throw new TypeError(
            "A trainer's generator goes on learning while it is attacked. Load what its save() gives, and attack that.",
          );
        },
        robustness: async () => {
          throw new TypeError(
            "A trainer's generator goes on learning while it is measured. Load what its save() gives, and measure that.",
          );
        },
        cancel: () => {},
        dispose: () => {},
      });
      this.#setState('ready');
      return info;
    } catch (error) {
      this.#fail(error as Error);
      throw error;
    }
  }

  async #train(goal: TrainingGoal): Promise<TrainingPosition> {
    assertKnown('train', goal, ['steps', 'epochs', 'signal']);
    const { steps, epochs, signal } = goal;
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
      return await this.#trainThrough({ steps, epochs });
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  }

  /** Trains to the goal, however often the GPU context is lost on the way. */
  async #trainThrough({ steps, epochs }: Omit<TrainingGoal, 'signal'>): Promise<TrainingPosition> {
    const start = await this.#call('position');
    let position = start;
    for (;;) {
      const goal = {
        steps: steps && steps - (position.step - start.step),
        epochs: epochs && epochs - (position.epoch - start.epoch),
      };
      try {
        return await this.#call('train', goal);
      } catch (error) {
        if (!(error instanceof ContextLostError) || !this.#recovery) throw error;
        position = await this.#recovery;
      }
    }
  }

  #restWhileHidden(): HiddenPause {
    const trainer = this;
    return new HiddenPause({
      get state() {
        return trainer.state;
      },
      pause: () => handled(trainer.#call('pause')),
      resume: () => handled(trainer.#call('resume')),
    });
  }

  get #call(): Connection<'training'>['call'] {
    return async (method, ...args) => {
      this.#assertAlive();
      // Calls made while loading wait, so that nobody has to know how far the data set is.
      await this.ready;
      await this.#recovery;
      return this.#connection.call(method, ...args);
    };
  }

  #relay<K extends keyof TrainingEvents>(type: K, detail: TrainingEvents[K]): void {
    if (this.#state === 'disposed' || this.#state === 'failed') return;
    if (type === 'recipe') this.#settings = { ...this.#settings, recipe: detail as TrainingEvents['recipe'] };
    if (type === 'state') this.#setState((detail as TrainingEvents['state']).state);
    else if (type === 'lost') this.#recover((detail as TrainingEvents['lost']).checkpoint);
    else if (type === 'failure') this.#fail((detail as TrainingEvents['failure']).error);
    else this.#raise(type as keyof GanTrainerEventMap, detail as never);
  }

  /** The GPU context was lost, and every tensor with it: another worker goes on from the last snapshot. */
  #recover(checkpoint: Uint8Array): void {
    this.#setState('loading');
    this.#connection.dispose(new ContextLostError('The GPU context was lost.'));
    this.#connection = this.#connect();
    const goOn = async () => {
      await this.#connection.call('open', this.#settings);
      const { position } = await this.#connection.call('load', checkpoint);
      this.#setState('ready');
      this.#raise('warning', {
        message: `The GPU context was lost. Training goes on from its last snapshot, at step ${position.step}.`,
        step: position.step,
      });
      return position;
    };
    this.#recovery = handled(
      goOn().catch((error: Error) => {
        this.#fail(error);
        throw error;
      }),
    );
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
    this.#hiddenPause?.look();
  }

  #raise<K extends keyof GanTrainerEventMap>(type: K, detail: GanTrainerEventMap[K]): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  #assertAlive(): void {
    if (this.#state === 'disposed') throw new Error('The trainer was disposed of. Make a new GanTrainer.');
  }
}

/** Why calls under way end when the GPU context is lost. */
class ContextLostError extends Error {}

/** The same promise, marked as looked after: a caller who does not await it gets no unhandled rejection. */
function handled<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}
