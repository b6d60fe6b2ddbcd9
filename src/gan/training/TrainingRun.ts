/** One training from its first step on: the game, the order of the images, and how far it has come. */

import { BatchOrder, type BatchOrderState } from '../data/BatchOrder.ts';
import { type RealBatch, toBatch } from '../data/drawBatch.ts';
import type { ImageDataset } from '../data/ImageDataset.ts';
import type { Network } from '../networks/Network.ts';
import type { ModelPlan } from '../networks/planModel.ts';
import { readTensors, type StoredTensors, writeTensors } from '../networks/storedTensors.ts';
import type { Recipe } from '../recipes/Recipe.ts';
import * as tf from '../tf.ts';
import { AdversarialGame, type GameCounters, packMeasures, type TurnMeasures } from './AdversarialGame.ts';
import { STEPS_BETWEEN_GRADIENTS } from './StepMeasures.ts';

/** All that a training is, beside model, data, recipe and seed: from here on, another run goes on in the same way. */
export interface RunState {
  readonly step: number;
  readonly imagesSeen: number;
  readonly order: BatchOrderState;
  readonly counters: GameCounters;
  readonly tensors: StoredTensors;
}

export class TrainingRun {
  step = 0;
  /** Real images shown to the discriminator since step 0. */
  imagesSeen = 0;

  readonly game: AdversarialGame;
  readonly #dataset: ImageDataset;
  readonly #order: BatchOrder;
  #recipe: Recipe;
  /** Of the discriminator's turn that was played by itself, until the generator's completes the step. */
  #halfStep: TurnMeasures | null = null;

  constructor(plan: ModelPlan, dataset: ImageDataset, recipe: Recipe, seed: number) {
    this.#dataset = dataset;
    this.#recipe = recipe;
    this.game = new AdversarialGame(plan, recipe, seed);
    this.#order = new BatchOrder(dataset.count, seed);
  }

  get epoch(): number {
    return this.#order.epoch;
  }

  /** Whether the next step would begin another pass over the images. */
  get isAtEndOfEpoch(): boolean {
    return this.#order.isAtEnd(this.#recipe.batchSize);
  }

  get shownGenerator(): Network {
    return this.game.shownGenerator;
  }

  /** Takes effect with the next step. */
  set recipe(recipe: Recipe) {
    this.#recipe = recipe;
    this.game.recipe = recipe;
  }

  /** One step of the game, on the next images. @returns its measures, to be disposed of by the caller */
  playStep(): tf.Tensor1D {
    const { batchSize, discriminatorSteps } = this.#recipe;
    const measuresGradients = this.step % STEPS_BETWEEN_GRADIENTS === 0;
    const measures = tf.tidy(() => {
      const batches = Array.from({ length: discriminatorSteps }, () => this.#nextBatch(batchSize));
      return this.game.step(batches, measuresGradients);
    });
    this.step++;
    this.imagesSeen += batchSize * discriminatorSteps;
    return measures;
  }

  /**
   * The turn of one player alone; that of the generator ends a step.
   * @returns the step's measures, where both have had their turn, to be disposed of by the caller
   */
  playTurn(player: 'discriminator' | 'generator'): tf.Tensor1D | null {
    const { batchSize } = this.#recipe;
    const before = this.#halfStep;
    const measures = tf.tidy(() => this.game.turn(player, this.#nextBatch(batchSize)));
    this.#halfStep = null;
    if (player === 'discriminator') {
      this.imagesSeen += batchSize;
      this.#halfStep = measures;
      if (before) tf.dispose(Object.values(before));
      return null;
    }
    this.step++;
    const step = before && packMeasures({ ...before, ...measures });
    tf.dispose(Object.values({ ...before, ...measures }));
    return step;
  }

  /** What is now, read back without holding up the steps that follow. */
  async readState(): Promise<RunState> {
    const { step, imagesSeen } = this;
    const [order, counters] = [this.#order.state, this.game.counters];
    return { step, imagesSeen, order, counters, tensors: await readTensors(this.game.tensors) };
  }

  /** Goes on from a state of a run with the same model, images and seed. */
  set state({ step, imagesSeen, order, counters, tensors }: RunState) {
    writeTensors(this.game.tensors, tensors);
    this.game.counters = counters;
    this.#order.state = order;
    this.step = step;
    this.imagesSeen = imagesSeen;
  }

  /** Back to the networks and optimisers of an earlier state; steps and images go on being counted. */
  rollBack({ counters, tensors }: RunState): void {
    writeTensors(this.game.tensors, tensors);
    // Other random numbers than last time, lest the same batch do the same harm.
    this.game.counters = { ...counters, randoms: this.game.counters.randoms };
  }

  dispose(): void {
    if (this.#halfStep) tf.dispose(Object.values(this.#halfStep));
    this.#halfStep = null;
    this.game.dispose();
  }

  #nextBatch(size: number): RealBatch {
    return toBatch(this.#dataset, this.#order.next(size), this.game.isConditional);
  }
}
