/**
 * The working half of a {@link GanTrainer}: the data, the run, the loop that plays it, and what looks after it. The same
 * in a worker and in the page's thread.
 */

import type { PixelImage } from '../../image.ts';
import { activateBackend } from '../backends/activate.ts';
import { chooseTrainingBackend } from '../backends/choose.ts';
import { probeBackends } from '../backends/probe.ts';
import { keepTraining } from '../checkpoints/CheckpointStore.ts';
import {
  type Fingerprint,
  fingerprintOf,
  readCheckpoint,
  writeCheckpoint,
} from '../checkpoints/checkpointFile.ts';
import { conditionSizeOf } from '../data/Attribute.ts';
import { defaultShare } from '../data/heldOut.ts';
import type { ImageDataset } from '../data/ImageDataset.ts';
import { type OnNamedProgress, openDataset } from '../data/openDataset.ts';
import { type Critique, critique } from '../evaluation/critique.ts';
import { Evaluator } from '../evaluation/Evaluator.ts';
import { Examiner } from '../evaluation/Examiner.ts';
import type { EvaluationDetail, StepDetail, TrainingPosition } from '../GanTrainerTypes.ts';
import { countWeights } from '../networks/layers/planLayers.ts';
import { type ModelPlan, planModel } from '../networks/planModel.ts';
import { readTensors } from '../networks/storedTensors.ts';
import type { Recipe } from '../recipes/Recipe.ts';
import type { GeneratorDescription, SampleRequest } from '../sampling/SampleRequest.ts';
import { sampleNetwork } from '../sampling/sampleNetwork.ts';
import * as tf from '../tf.ts';
import { VitalSigns } from '../watchdog/VitalSigns.ts';
import { Watch } from '../watchdog/Watch.ts';
import { writeGeneratorFile } from '../weights/generatorFile.ts';
import { chooseByTime, fitsConv, type ModelChoice, PATIENCE, sizeReason } from './chooseModel.ts';
import { MeasureReader } from './MeasureReader.ts';
import type { StepMeasures } from './StepMeasures.ts';
import { TrainingLoop } from './TrainingLoop.ts';
import { type RunState, TrainingRun } from './TrainingRun.ts';
import type { EmitTraining, OpenedTraining, TrainingSettings } from './TrainingSettings.ts';
import { timeSteps } from './timeSteps.ts';

type Position = Omit<StepDetail, keyof StepMeasures>;

const SECONDS_BETWEEN_SAVES = 30;
/** Generated images that are compared with every training image: a hundred tell the median well enough. */
const COMPARED_IMAGES = 100;
const SECONDS_BETWEEN_SNAPSHOTS = 10;
const SAMPLES_ON_THE_WAY = 1000;

export class TrainingSession {
  #emit: EmitTraining;
  #settings!: TrainingSettings;
  #dataset!: ImageDataset;
  #plan!: ModelPlan;
  #run!: TrainingRun;
  #examiner!: Examiner;
  #watch!: Watch;
  #loop: TrainingLoop;
  #measures: MeasureReader<Position>;
  /** For so many samples. */
  #evaluator: { readonly samples: number; readonly by: Evaluator } | null = null;
  #lastSample = 0;
  #lastSave = performance.now();
  #lastSnapshot = 0;
  #lastEvaluation = performance.now();
  #snapshot: RunState | null = null;
  /** What computes, on WebGL. */
  #gl: WebGLRenderingContext | null = null;
  #isLost = false;
  #disposed = false;

  constructor(emit: EmitTraining) {
    this.#emit = (type, detail) => {
      if (!this.#disposed) emit(type, detail);
    };
    this.#measures = new MeasureReader(({ position, measures }) =>
      this.#report({ ...position, ...measures }),
    );
    this.#loop = new TrainingLoop({
      run: () => this.#run,
      playStep: () => this.#playStep(),
      between: () => this.#lookAfter(),
      finish: () => this.#measures.finish(),
      onState: state => this.#emit('state', { state }),
      onFailure: error => this.#onFailure(error),
    });
  }

  async open(settings: TrainingSettings): Promise<OpenedTraining> {
    this.#settings = settings;
    const choice = chooseTrainingBackend(settings.backend, await probeBackends(settings.backend));
    await activateBackend(choice.backend);
    this.#watchContext();
    const onProgress = this.#throttledProgress();
    const onWarning = (message: string) => this.#emit('warning', { message });
    this.#divide(await openDataset(settings.source, onProgress, onWarning));
    const { count, imageShape } = this.#dataset;
    this.#assertBatchSize(settings.recipe);
    const { model, reason } = await this.#chooseModel(onProgress);
    this.#plan = planModel(model, imageShape, this.#conditionSize);
    this.#begin();
    await this.#snapshotNow();
    await this.#emitSample();
    return {
      info: {
        ...choice,
        model: typeof model === 'string' ? model : 'custom',
        modelReason: reason,
        parameterCount: {
          generator: countWeights(this.#plan.generator),
          discriminator: countWeights(this.#plan.discriminator),
        },
        images: count,
        batchesPerEpoch: Math.floor(count / settings.recipe.batchSize),
      },
      generator: { ...this.#described, metadata: {} },
    };
  }

  train(goal: {
    readonly steps?: number | undefined;
    readonly epochs?: number | undefined;
  }): Promise<TrainingPosition> {
    return this.#loop.train(goal);
  }

  position(): TrainingPosition {
    return this.#loop.position;
  }

  /** Gives up the goal. */
  stop(): void {
    this.#loop.giveUp(new DOMException('The training was stopped.', 'AbortError'));
  }

  async pause(): Promise<void> {
    this.#loop.pause();
    await this.#measures.finish();
    await this.#autosave();
  }

  resume(): void {
    this.#loop.resume();
  }

  async step(): Promise<TrainingPosition> {
    this.#playStep();
    const { position } = this.#loop;
    await this.#measures.finish();
    return position;
  }

  /** One player's half of a step. */
  turn(player: 'discriminator' | 'generator'): void {
    this.#run.playTurn(player);
  }

  critique(request: SampleRequest): Promise<Critique> {
    return critique(this.#run, this.#dataset, request);
  }

  /** Scores what the generator makes now; the first time, real images too. @throws Error without a classifier. */
  async evaluate(samples: number): Promise<EvaluationDetail> {
    const { classifier, heldOut, training } = await this.#examiner.open();
    if (!classifier || !heldOut) {
      const missing = classifier ? 'held-out images: give heldOut' : 'a classifier: give one';
      throw new Error(`An evaluation takes ${missing} when the trainer is made.`);
    }
    const { step } = this.#run;
    const vitals = await new VitalSigns({ classifier, heldOut, training }).measure(this.#run.game, step);
    if (this.#evaluator?.samples !== samples) {
      const compared = Math.min(samples, COMPARED_IMAGES);
      this.#evaluator = {
        samples,
        by: await Evaluator.prepare(classifier, training, heldOut, samples, compared),
      };
    }
    const scores = await this.#evaluator.by.score(
      this.#run.shownGenerator,
      this.#described,
      this.#settings.seed,
    );
    const criticGap = vitals.trainingLogit - vitals.heldOutLogit!;
    const detail = { ...scores, step, criticGap };
    this.#emit('evaluation', detail);
    return detail;
  }

  async restart(seed: number): Promise<void> {
    this.#settings = { ...this.#settings, seed };
    this.#begin();
    await this.#emitSample();
  }

  configure(recipe: Recipe, sampleSeconds: number): void {
    this.#assertBatchSize(recipe);
    this.#settings = { ...this.#settings, recipe, sampleSeconds };
    this.#run.recipe = recipe;
  }

  sample(request: SampleRequest): Promise<PixelImage[]> {
    return sampleNetwork(this.#run.shownGenerator, request, this.#described);
  }

  async saveGenerator(options: {
    readonly precision?: 'float32' | 'float16';
    readonly metadata?: Readonly<Record<string, string>>;
  }): Promise<Uint8Array> {
    const { recipe, seed } = this.#settings;
    const how = { step: String(this.#run.step), seed: String(seed), recipe: JSON.stringify(recipe) };
    return writeGeneratorFile(
      {
        ...this.#described,
        layers: this.#plan.generator.map(({ description }) => description),
        weights: await readTensors(this.#run.shownGenerator.named),
        metadata: { ...how, ...options.metadata },
      },
      options.precision,
    );
  }

  /** The whole training as a file. */
  async save(): Promise<Uint8Array> {
    const { recipe, seed } = this.#settings;
    return writeCheckpoint({
      fingerprint: this.#fingerprint,
      recipe,
      seed,
      state: await this.#run.readState(),
    });
  }

  /** Goes on from a file of {@link save}. @throws Error when it is damaged or of another model; then nothing was changed. */
  async load(bytes: Uint8Array): Promise<TrainingPosition> {
    const { recipe, seed, state } = readCheckpoint(bytes, this.#fingerprint);
    this.#assertBatchSize(recipe);
    const run = new TrainingRun(this.#plan, this.#dataset, recipe, seed);
    try {
      run.state = state;
    } catch (error) {
      run.dispose();
      throw error;
    }
    this.#settings = { ...this.#settings, recipe, seed };
    this.#replaceRun(run);
    this.#emit('recipe', recipe);
    await this.#emitSample();
    return this.#loop.position;
  }

  dispose(): void {
    this.#loop.end(new Error('The trainer was disposed of.'));
    this.#disposed = true;
    this.#measures.discard();
    this.#examiner?.dispose();
    this.#run?.dispose();
  }

  get #conditionSize(): number {
    const { attributes } = this.#dataset;
    return attributes && this.#settings.conditional ? conditionSizeOf(attributes) : 0;
  }

  get #described(): Omit<GeneratorDescription, 'metadata'> {
    const { latentSize, imageShape, conditionSize } = this.#plan;
    return { latentSize, imageShape, attributes: conditionSize > 0 ? this.#dataset.attributes : null };
  }

  get #fingerprint(): Fingerprint {
    return fingerprintOf(this.#plan, this.#dataset.count);
  }

  #begin(): void {
    const { recipe, seed } = this.#settings;
    this.#replaceRun(new TrainingRun(this.#plan, this.#dataset, recipe, seed));
  }

  #replaceRun(run: TrainingRun): void {
    this.#run?.dispose();
    this.#measures.discard();
    this.#run = run;
    this.#watch.startAnew();
    this.#loop.startAnew();
  }

  /** The networks that were asked for or, for `auto`, the best ones that this machine is fast enough for. */
  async #chooseModel(onProgress: OnNamedProgress): Promise<ModelChoice> {
    const { model, recipe, seed } = this.#settings;
    if (model !== 'auto') return { model, reason: 'Networks as asked for.' };
    const { imageShape } = this.#dataset;
    if (!fitsConv(imageShape)) return { model: 'dense', reason: sizeReason(imageShape) };
    onProgress(0, null, 'three steps, to see how fast this machine is');
    const plan = planModel('conv', imageShape, this.#conditionSize);
    const trial = new TrainingRun(plan, this.#dataset, recipe, seed);
    const milliseconds = await timeSteps(trial, PATIENCE, tf.getBackend() === 'webgl').finally(() =>
      trial.dispose(),
    );
    return chooseByTime(milliseconds);
  }

  /** Holds images out, where they come from the training set itself. */
  #divide(all: ImageDataset): void {
    const { heldOut, classifier, watchdog } = this.#settings;
    const source = typeof heldOut === 'number' ? null : heldOut;
    const share = typeof heldOut === 'number' ? heldOut : heldOut ? 0 : defaultShare(all.count);
    const [training, rest] = share > 0 ? all.split(Math.round(1 / share)) : [all, null];
    this.#dataset = training;
    this.#examiner = new Examiner(training, rest ?? source, classifier, ({ message }) =>
      this.#emit('warning', { message }),
    );
    this.#watch = new Watch(watchdog, this.#examiner, {
      onWarning: detail => this.#emit('warning', detail),
      onVitals: vitals => this.#emit('vitals', vitals),
      onMended: recipe => {
        this.#measures.discard();
        this.configure(recipe, this.#settings.sampleSeconds);
        this.#emit('recipe', recipe);
      },
    });
  }

  #playStep(): void {
    const measures = this.#run.playStep();
    this.#measures.add({ ...this.#loop.position, imagesSeen: this.#run.imagesSeen }, measures);
  }

  async #lookAfter(): Promise<void> {
    await this.#measures.keepUp();
    await this.#watch.attend(this.#run, this.#settings.recipe);
    if (performance.now() - this.#lastSample >= this.#settings.sampleSeconds * 1000) await this.#emitSample();
    if (performance.now() - this.#lastEvaluation >= this.#settings.evaluateSeconds * 1000) {
      this.#lastEvaluation = performance.now();
      await this.evaluate(SAMPLES_ON_THE_WAY).catch(error =>
        this.#emit('warning', { message: error.message }),
      );
    }
    if (performance.now() - this.#lastSnapshot >= SECONDS_BETWEEN_SNAPSHOTS * 1000) await this.#snapshotNow();
    if (performance.now() - this.#lastSave >= SECONDS_BETWEEN_SAVES * 1000) await this.#autosave();
  }

  /** Into the browser's database. Storage that is full or forbidden is said once, and training goes on. */
  async #autosave(): Promise<void> {
    const { autosave } = this.#settings;
    this.#lastSave = performance.now();
    if (autosave === null) return;
    const { step } = this.#run;
    try {
      await keepTraining({ name: autosave, step, time: Date.now(), bytes: await this.save() });
      this.#emit('saved', { name: autosave, step });
    } catch (error) {
      this.#settings = { ...this.#settings, autosave: null };
      this.#emit('warning', { message: `The training is not saved as it goes: ${(error as Error).message}` });
    }
  }

  #report(detail: StepDetail): void {
    this.#emit('step', detail);
    this.#watch.observe(detail.step, detail);
    const { discriminatorLoss, generatorLoss, step } = detail;
    if (Number.isFinite(discriminatorLoss + generatorLoss) || this.#settings.watchdog === 'act') return;
    const message =
      `The losses are no longer finite numbers at step ${step}: training has run away. Restart it, with a lower ` +
      "learning rate, the preset stable, or watchdog: 'act'.";
    const numbers = { discriminatorLoss, generatorLoss };
    if (this.#loop.hasGoal)
      this.#emit('warning', { kind: 'not-finite', step, numbers, message, actions: [] });
    this.#loop.giveUp(new Error(message));
  }

  async #emitSample(): Promise<void> {
    const run = this.#run;
    const { step } = run;
    this.#lastSample = performance.now();
    const request = { seed: this.#settings.seed, count: 1, truncation: 1, labels: [] };
    const [image] = await this.sample(request);
    if (run === this.#run) this.#emit('sample', { step, image: image! });
  }

  #assertBatchSize({ batchSize }: Recipe): void {
    if (batchSize > this.#dataset.count) {
      throw new RangeError(
        `batchSize is ${batchSize}, but the data set has ${this.#dataset.count} images. Take a smaller one.`,
      );
    }
  }

  #throttledProgress(): (loaded: number, total: number | null, what: string) => void {
    let last = Number.NEGATIVE_INFINITY;
    return (loaded, total, what) => {
      if (loaded !== total && performance.now() - last < 50) return;
      last = performance.now();
      this.#emit('progress', { loaded, total, what });
    };
  }

  /** Keeps a copy of all weights outside of the GPU, for the case that its context is lost. */
  async #snapshotNow(): Promise<void> {
    this.#lastSnapshot = performance.now();
    if (tf.getBackend() === 'webgl') this.#snapshot = await this.#run.readState();
  }

  #watchContext(): void {
    if (tf.getBackend() !== 'webgl') return;
    this.#gl = (tf.backend() as tf.MathBackendWebGL).gpgpu.gl;
    this.#gl.canvas.addEventListener('webglcontextlost', () => this.#onContextLost());
  }

  /** A step that fails in a context that was lost says less than that it was lost; the event may come later. */
  #onFailure(error: Error): void {
    if (this.#gl?.isContextLost()) this.#onContextLost();
    else this.#emit('failure', { error });
  }

  #onContextLost(): void {
    if (this.#isLost) return;
    this.#isLost = true;
    const { recipe, seed } = this.#settings;
    // In the page's own thread TensorFlow.js keeps the dead backend for good.
    if (this.#snapshot && typeof document === 'undefined') {
      const state = this.#snapshot;
      const checkpoint = writeCheckpoint({ fingerprint: this.#fingerprint, recipe, seed, state });
      this.#emit('lost', { checkpoint });
      return;
    }
    const error = new Error(
      'The GPU context that trained was lost, and the weights with it. Make a new GanTrainer, and load what was saved.',
    );
    this.#emit('failure', { error });
  }
}
