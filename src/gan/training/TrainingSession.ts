/**
 * The working half of a {@link GanTrainer}: the data set, the game, and the loop that plays it. The same in a worker and
 * in the page's thread.
 */

import type { PixelImage } from '../../image.ts';
import { activateBackend } from '../backends/activate.ts';
import { chooseTrainingBackend } from '../backends/choose.ts';
import { probeBackends } from '../backends/probe.ts';
import { BatchOrder } from '../data/BatchOrder.ts';
import type { ImageDataset } from '../data/ImageDataset.ts';
import { openDataset } from '../data/openDataset.ts';
import type { StepDetail, TrainerState, TrainingPosition } from '../GanTrainerTypes.ts';
import { countParameters } from '../networks/layers.ts';
import { assertModelFits } from '../networks/models.ts';
import type { Recipe } from '../recipes/Recipe.ts';
import type { SampleRequest } from '../sampling/SampleRequest.ts';
import { sampleNetwork } from '../sampling/sampleNetwork.ts';
import * as tf from '../tf.ts';
import { writeGeneratorFile } from '../weights/generatorFile.ts';
import { AdversarialGame } from './AdversarialGame.ts';
import { LossReader } from './LossReader.ts';
import { nextTask } from './nextTask.ts';
import type { EmitTraining, OpenedTraining, TrainingSettings } from './TrainingSettings.ts';

type Position = Omit<StepDetail, 'discriminatorLoss' | 'generatorLoss'>;

interface Goal {
  readonly steps: number;
  readonly epochs: number;
  readonly resolve: (position: TrainingPosition) => void;
  readonly reject: (reason: Error) => void;
}

/** So long at a time the loop keeps the thread before messages and, in a page, frames get their turn. */
const BUDGET_MILLISECONDS = 8;

export class TrainingSession {
  #emit: EmitTraining;
  #settings!: TrainingSettings;
  #dataset!: ImageDataset;
  #game!: AdversarialGame;
  #order!: BatchOrder;
  #losses: LossReader<Position>;

  #step = 0;
  #imagesSeen = 0;
  #lastSample = 0;
  #goal: Goal | null = null;
  /** Steps and epochs at which the goal was set. */
  #start: TrainingPosition = { step: 0, epoch: 0 };
  #paused = false;
  #working = false;
  #disposed = false;

  constructor(emit: EmitTraining) {
    this.#emit = emit;
    this.#losses = new LossReader(({ position, ...losses }) => this.#report({ ...position, ...losses }));
  }

  async open(settings: TrainingSettings): Promise<OpenedTraining> {
    this.#settings = settings;
    const { model, recipe } = settings;
    const choice = chooseTrainingBackend(settings.backend, await probeBackends(settings.backend));
    await activateBackend(choice.backend);
    this.#watchContext();
    this.#dataset = await openDataset(settings.source, this.#throttledProgress());
    const { count, imageShape, valuesPerImage } = this.#dataset;
    assertModelFits(model, imageShape);
    this.#assertBatchSize(recipe);
    this.#begin();
    await this.#emitSample();
    return {
      info: {
        ...choice,
        parameterCount: {
          generator: countParameters(model.latentSize, model.generator),
          discriminator: countParameters(valuesPerImage, model.discriminator),
        },
        images: count,
        batchesPerEpoch: Math.floor(count / recipe.batchSize),
      },
      generator: { latentSize: model.latentSize, imageShape, metadata: {} },
    };
  }

  train(goal: {
    readonly steps?: number | undefined;
    readonly epochs?: number | undefined;
  }): Promise<TrainingPosition> {
    this.#endGoal(new Error('Another call of train took over.'));
    const { steps = Number.POSITIVE_INFINITY, epochs = Number.POSITIVE_INFINITY } = goal;
    this.#start = this.#position;
    return new Promise((resolve, reject) => {
      this.#goal = { steps, epochs, resolve, reject };
      this.#work();
    });
  }

  /** Gives up the goal. */
  stop(): void {
    this.#endGoal(new DOMException('The training was stopped.', 'AbortError'));
    this.#announceState();
  }

  async pause(): Promise<void> {
    this.#paused = true;
    this.#announceState();
    await this.#losses.finish();
  }

  resume(): void {
    this.#paused = false;
    this.#announceState();
    this.#work();
  }

  async step(): Promise<TrainingPosition> {
    this.#playStep();
    const position = this.#position;
    await this.#losses.finish();
    return position;
  }

  async restart(seed: number): Promise<void> {
    this.#settings = { ...this.#settings, seed };
    this.#game.dispose();
    this.#losses.discard();
    this.#begin();
    await this.#emitSample();
  }

  configure(recipe: Recipe, sampleSeconds: number): void {
    this.#assertBatchSize(recipe);
    this.#settings = { ...this.#settings, recipe, sampleSeconds };
    this.#game.recipe = recipe;
  }

  sample(request: SampleRequest): Promise<PixelImage[]> {
    return sampleNetwork(
      this.#game.shownGenerator,
      request,
      this.#settings.model.latentSize,
      this.#dataset.imageShape,
    );
  }

  async saveGenerator(options: {
    readonly precision?: 'float32' | 'float16';
    readonly metadata?: Readonly<Record<string, string>>;
  }): Promise<Uint8Array> {
    const { model, recipe, seed } = this.#settings;
    const how = { step: String(this.#step), seed: String(seed), recipe: JSON.stringify(recipe) };
    return writeGeneratorFile(
      {
        latentSize: model.latentSize,
        imageShape: this.#dataset.imageShape,
        layers: model.generator,
        weights: await this.#game.shownGenerator.readWeights(),
        metadata: { ...how, ...options.metadata },
      },
      options.precision,
    );
  }

  dispose(): void {
    this.#disposed = true;
    this.#endGoal(new Error('The trainer was disposed of.'));
    this.#losses.discard();
    this.#game?.dispose();
  }

  get #position(): TrainingPosition {
    return { step: this.#step, epoch: this.#order.epoch };
  }

  #begin(): void {
    const { model, recipe, seed } = this.#settings;
    this.#game = new AdversarialGame(model, this.#dataset.valuesPerImage, recipe, seed);
    this.#order = new BatchOrder(this.#dataset.count, seed);
    this.#step = 0;
    this.#imagesSeen = 0;
    this.#start = this.#position;
  }

  /** The loop. Runs while there is a goal and no pause; there is never more than one. */
  async #work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    this.#announceState();
    try {
      while (this.#goal && !this.#paused) {
        const deadline = performance.now() + BUDGET_MILLISECONDS;
        while (!this.#isReached(this.#goal) && performance.now() < deadline) this.#playStep();
        await this.#losses.keepUp();
        if (performance.now() - this.#lastSample >= this.#settings.sampleSeconds * 1000)
          await this.#emitSample();
        if (this.#goal && this.#isReached(this.#goal)) await this.#fulfil(this.#goal);
        else await nextTask();
      }
    } catch (error) {
      if (!this.#disposed) this.#emit('failure', { error: error as Error });
    } finally {
      this.#working = false;
      if (!this.#disposed) this.#announceState();
    }
  }

  #playStep(): void {
    const { batchSize } = this.#settings.recipe;
    const values = this.#dataset.gather(this.#order.next(batchSize));
    const real = tf.tensor2d(values, [batchSize, this.#dataset.valuesPerImage]);
    const losses = this.#game.step(real);
    real.dispose();
    this.#step++;
    this.#imagesSeen += batchSize;
    this.#losses.add({ ...this.#position, imagesSeen: this.#imagesSeen }, losses);
  }

  #isReached({ steps, epochs }: Goal): boolean {
    if (this.#step - this.#start.step >= steps) return true;
    const { epoch } = this.#order;
    return epoch - this.#start.epoch >= epochs && this.#order.isAtEnd(this.#settings.recipe.batchSize);
  }

  async #fulfil(goal: Goal): Promise<void> {
    await this.#losses.finish();
    // A restart or another goal may have come in between.
    if (this.#goal !== goal || !this.#isReached(goal)) return;
    this.#goal = null;
    this.#announceState();
    goal.resolve(this.#position);
  }

  #endGoal(reason: Error): void {
    this.#goal?.reject(reason);
    this.#goal = null;
  }

  #report(detail: StepDetail): void {
    if (this.#disposed) return;
    this.#emit('step', detail);
    if (Number.isFinite(detail.discriminatorLoss) && Number.isFinite(detail.generatorLoss)) return;
    const message =
      `The losses are no longer finite numbers at step ${detail.step}: training has run away. Restart it, with a lower ` +
      'learning rate or the preset stable.';
    if (this.#goal) this.#emit('warning', { message });
    this.#endGoal(new Error(message));
    this.#announceState();
  }

  async #emitSample(): Promise<void> {
    const step = this.#step;
    const game = this.#game;
    this.#lastSample = performance.now();
    const [image] = await this.sample({ seed: this.#settings.seed, count: 1, truncation: 1 });
    if (!this.#disposed && game === this.#game) this.#emit('sample', { step, image: image! });
  }

  #announceState(): void {
    const state: TrainerState = this.#paused ? 'paused' : this.#goal ? 'training' : 'ready';
    this.#emit('state', { state });
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

  #watchContext(): void {
    if (tf.getBackend() !== 'webgl') return;
    const { canvas } = (tf.backend() as tf.MathBackendWebGL).gpgpu.gl;
    canvas.addEventListener('webglcontextlost', () => {
      const error = new Error(
        'The GPU context that trained was lost, and the weights with it. Make a new GanTrainer.',
      );
      if (!this.#disposed) this.#emit('failure', { error });
    });
  }
}
