/**
 * The working half of a {@link GanTrainer}: the data, the run, the loop that plays it, and what looks after it. The same
 * in a worker and in the page's thread.
 */

import type { PixelImage } from '../../image.ts';
import { activateBackend } from '../backends/activate.ts';
import { chooseTrainingBackend } from '../backends/choose.ts';
import { probeBackends } from '../backends/probe.ts';
import { Autosave } from '../checkpoints/Autosave.ts';
import {
  type Fingerprint,
  fingerprintOf,
  readCheckpoint,
  writeCheckpoint,
} from '../checkpoints/checkpointFile.ts';
import { conditionSizeOf } from '../data/Attribute.ts';
import { defaultShare } from '../data/heldOut.ts';
import type { ImageDataset } from '../data/ImageDataset.ts';
import { openDataset } from '../data/openDataset.ts';
import { type Critique, critique } from '../evaluation/critique.ts';
import { Evaluations } from '../evaluation/Evaluations.ts';
import { Examiner } from '../evaluation/Examiner.ts';
import type { EvaluationDetail, StepDetail, TrainingPosition } from '../GanTrainerTypes.ts';
import { countWeights } from '../networks/layers/planLayers.ts';
import type { ModelPlan } from '../networks/planModel.ts';
import { readTensors } from '../networks/storedTensors.ts';
import { tryOut } from '../objectives/tryOut.ts';
import type { Recipe } from '../recipes/Recipe.ts';
import { overrideRecipe, type RecipeOverrides } from '../recipes/resolveRecipe.ts';
import type { GeneratorShape, SampleRequest } from '../sampling/SampleRequest.ts';
import { sampleNetwork } from '../sampling/sampleNetwork.ts';
import type * as tf from '../tf.ts';
import { VitalSigns } from '../watchdog/VitalSigns.ts';
import { Watch } from '../watchdog/Watch.ts';
import { writeGeneratorFile } from '../weights/generatorFile.ts';
import { assertBatchSize, fitBatchSize } from './batchSize.ts';
import { ContextGuard } from './ContextGuard.ts';
import { Interval } from './Interval.ts';
import { MeasureReader } from './MeasureReader.ts';
import { rehearse } from './rehearse.ts';
import type { StepMeasures } from './StepMeasures.ts';
import { TrainingLoop } from './TrainingLoop.ts';
import { type RunState, TrainingRun } from './TrainingRun.ts';
import type { EmitTraining, OpenedTraining, TrainingSettings } from './TrainingSettings.ts';

type Position = Omit<StepDetail, keyof StepMeasures>;

const SAMPLES_ON_THE_WAY = 1000;

export class TrainingSession {
  #emit: EmitTraining;
  #settings!: TrainingSettings;
  #dataset!: ImageDataset;
  #plan!: ModelPlan;
  #run!: TrainingRun;
  #examiner!: Examiner;
  #watch!: Watch;
  #evaluations!: Evaluations;
  #autosave!: Autosave;
  #guard!: ContextGuard;
  #loop: TrainingLoop;
  #measures: MeasureReader<Position>;
  #samples = new Interval('now');
  #scores = new Interval('later');
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
      finish: () => this.#conclude(),
      onState: state => this.#emit('state', { state }),
      onFailure: error => this.#onFailure(error),
    });
  }

  async open(settings: TrainingSettings): Promise<OpenedTraining> {
    this.#settings = settings;
    const choice = chooseTrainingBackend(settings.backend, await probeBackends(settings.backend));
    await activateBackend(choice.backend);
    tryOut(settings.recipe.objective);
    this.#guard = new ContextGuard(snapshot => this.#onContextLost(snapshot));
    this.#autosave = new Autosave(settings.autosave, {
      save: () => this.save(),
      onSaved: detail => this.#emit('saved', detail),
      onWarning: message => this.#emit('warning', { message }),
    });
    const onWarning = (message: string) => this.#emit('warning', { message });
    this.#divide(await openDataset(settings.source, this.#reportBytes(), onWarning));
    const { count } = this.#dataset;
    this.#fitBatchSize();
    const { plan, model, reason } = await rehearse(
      this.#settings,
      this.#dataset,
      this.#conditionSize,
      this.#emit,
    );
    this.#plan = plan;
    this.#begin();
    await this.#guard.copy(this.#run);
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
        batchesPerEpoch: Math.floor(count / this.#settings.recipe.batchSize),
      },
      generator: { ...this.#described, vocabulary: null, metadata: {} },
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
    await this.#autosave.save(this.#run.step);
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

  /** One player's half of a step; the generator's, after one of the discriminator's, completes it. */
  async turn(player: 'discriminator' | 'generator'): Promise<void> {
    this.#add(this.#run.playTurn(player));
    await this.#measures.finish();
  }

  critique(request: SampleRequest, averaged: boolean): Promise<Critique> {
    return critique(this.#run, this.#dataset, request, averaged);
  }

  /** Scores what the generator makes now; the first time, real images too. @throws Error without a classifier. */
  evaluate(samples: number): Promise<EvaluationDetail> {
    return this.#loop.whenFree(() => this.#evaluate(samples));
  }

  async #evaluate(samples: number): Promise<EvaluationDetail> {
    const { seed } = this.#settings;
    const report = (loaded: number) =>
      this.#emit('progress', { loaded, total: samples, unit: 'images', what: 'Examining what it makes' });
    report(0);
    try {
      const detail = await this.#evaluations.score(this.#run, this.#described, seed, samples);
      this.#emit('evaluation', detail);
      return detail;
    } finally {
      report(samples);
    }
  }

  restart(seed: number): Promise<void> {
    return this.#loop.whenFree(async () => {
      this.#settings = { ...this.#settings, seed };
      this.#begin();
      await this.#emitSample();
    });
  }

  /** @throws TypeError or RangeError; then nothing was changed. */
  configure(changes: RecipeOverrides, sampleSeconds: number): void {
    const recipe = overrideRecipe(this.#settings.recipe, changes);
    assertBatchSize(recipe, this.#dataset.count);
    tryOut(recipe.objective);
    this.#settings = { ...this.#settings, sampleSeconds };
    this.#adopt(recipe);
  }

  #adopt(recipe: Recipe): void {
    this.#settings = { ...this.#settings, recipe };
    this.#run.recipe = recipe;
    this.#emit('recipe', recipe);
  }

  sample(request: SampleRequest): Promise<PixelImage[]> {
    return sampleNetwork(this.#run.shownGenerator, request, this.#described);
  }

  async saveGenerator(options: {
    readonly precision?: 'float32' | 'float16';
    readonly metadata?: Readonly<Record<string, string>>;
  }): Promise<Uint8Array<ArrayBuffer>> {
    const { recipe, seed } = this.#settings;
    const how = { step: String(this.#run.step), seed: String(seed), recipe: JSON.stringify(recipe) };
    return writeGeneratorFile(
      {
        ...this.#described,
        layers: this.#plan.generator.map(({ description }) => description),
        weights: await readTensors(this.#run.shownGenerator.named),
        metadata: { ...options.metadata, ...how },
      },
      options.precision,
    );
  }

  /** The whole training as a file. */
  async save(): Promise<Uint8Array<ArrayBuffer>> {
    const { recipe, seed } = this.#settings;
    return writeCheckpoint({
      fingerprint: this.#fingerprint,
      recipe,
      seed,
      state: await this.#run.readState(),
    });
  }

  /** Goes on from a file of {@link save}. @throws Error when it is damaged or of another model; then nothing was changed. */
  load(bytes: Uint8Array): Promise<{ position: TrainingPosition; seed: number }> {
    return this.#loop.whenFree(() => this.#load(bytes));
  }

  async #load(bytes: Uint8Array): Promise<{ position: TrainingPosition; seed: number }> {
    const { recipe, seed, state } = readCheckpoint(bytes, this.#fingerprint);
    assertBatchSize(recipe, this.#dataset.count);
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
    return { position: this.#loop.position, seed };
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

  get #described(): GeneratorShape {
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

  /** Holds images out, where they come from the training set itself. */
  #divide(all: ImageDataset): void {
    const { heldOut, classifier, conditional, watchdog } = this.#settings;
    const source = typeof heldOut === 'number' ? null : heldOut;
    const share = typeof heldOut === 'number' ? heldOut : heldOut ? 0 : defaultShare(all.count);
    const [training, rest] = share > 0 ? all.split(Math.round(1 / share)) : [all, null];
    this.#dataset = training;
    const onWarning = (message: string) => this.#emit('warning', { message });
    this.#examiner = new Examiner(training, rest ?? source, classifier, conditional, onWarning);
    const vitalSigns = new VitalSigns(this.#examiner);
    this.#evaluations = new Evaluations(this.#examiner, vitalSigns);
    this.#watch = new Watch(watchdog, vitalSigns, {
      onWarning: detail => this.#emit('warning', detail),
      onVitals: vitals => this.#emit('vitals', vitals),
      onMended: recipe => {
        this.#measures.discard();
        this.#adopt(recipe);
      },
    });
  }

  #playStep(): void {
    this.#add(this.#run.playStep());
  }

  /** Measures of the step that was just done, if it was. */
  #add(measures: tf.Tensor1D | null): void {
    const { imagesSeen } = this.#run;
    if (measures) this.#measures.add({ ...this.#loop.position, imagesSeen }, measures);
  }

  async #lookAfter(): Promise<void> {
    const { recipe, sampleSeconds, evaluateSeconds } = this.#settings;
    await this.#measures.keepUp();
    await this.#watch.attend(this.#run, recipe);
    if (this.#samples.isOver(sampleSeconds)) await this.#emitSample();
    if (this.#scores.isOver(evaluateSeconds)) {
      await this.#evaluate(SAMPLES_ON_THE_WAY).catch(error =>
        this.#emit('warning', { message: error.message }),
      );
    }
    await this.#guard.keepUp(this.#run);
    await this.#autosave.keepUp(this.#run.step);
  }

  /** A goal is reached: its last steps are raised, so is an image, unless none are wanted, and the training is kept. */
  async #conclude(): Promise<void> {
    await this.#measures.finish();
    if (Number.isFinite(this.#settings.sampleSeconds)) await this.#emitSample();
    await this.#autosave.save(this.#run.step);
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
    this.#samples.mark();
    const request = { seed: this.#settings.seed, count: 1, truncation: 1, labels: [] };
    const [image] = await this.sample(request);
    if (run === this.#run) this.#emit('sample', { step, image: image! });
  }

  /** The preset's batch is made for thousands of images; a visitor may bring twelve. */
  #fitBatchSize(): void {
    const { recipe, batchFits } = this.#settings;
    const { count } = this.#dataset;
    if (!batchFits) assertBatchSize(recipe, count);
    const fitting = fitBatchSize(recipe, count);
    if (fitting === recipe) return;
    this.#settings = { ...this.#settings, recipe: fitting };
    this.#emit('recipe', fitting);
  }

  #reportBytes(): (loaded: number, total: number | null, what: string) => void {
    let last = Number.NEGATIVE_INFINITY;
    return (loaded, total, what) => {
      if (loaded !== total && performance.now() - last < 50) return;
      last = performance.now();
      this.#emit('progress', { loaded, total, unit: 'bytes', what });
    };
  }

  /** A step that fails in a context that was lost says less than that it was lost. */
  #onFailure(error: Error): void {
    if (!this.#guard.isToBlame()) this.#emit('failure', { error });
  }

  #onContextLost(state: RunState | null): void {
    const { recipe, seed } = this.#settings;
    // In the page's own thread TensorFlow.js keeps the dead backend for good.
    if (state && typeof document === 'undefined') {
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
