/** What goes into a {@link GanTrainer} and what comes out of it. */

import type { PixelImage } from '../image.ts';
import type { BackendName } from './backends/choose.ts';
import type { DatasetSource } from './data/DatasetSource.ts';
import type { ImageSide } from './data/pictures/PictureOptions.ts';
import type { SampleOptions } from './Generator.ts';
import type { Scores } from './metrics/Scores.ts';
import type { ModelDescription } from './networks/layers/LayerDescription.ts';
import type { ModelName } from './networks/models.ts';
import type { PresetName } from './recipes/presets.ts';
import type { Recipe } from './recipes/Recipe.ts';
import type { RecipeOverrides } from './recipes/resolveRecipe.ts';
import type { StepMeasures } from './training/StepMeasures.ts';
import type { TroubleKind } from './watchdog/Trouble.ts';
import type { Vitals } from './watchdog/Vitals.ts';
import type { WatchMode } from './watchdog/WatchMode.ts';

/** Every part of the preset's recipe can be overridden here by its name: see {@link Recipe}. */
export interface GanTrainerOptions extends RecipeOverrides {
  /** The images to learn. */
  readonly dataset: DatasetSource;
  /** Pixels a side that pictures (PNG, JPEG, …) are brought to; other data sets stay as they are. @default 32 */
  readonly imageSide?: ImageSide;
  /**
   * Every picture is a sheet of square cells, `cell` pixels a side, each of which is an image to learn.
   * @default a single picture is cut where the borders of its cells stand out, with a `warning`; others are left whole
   */
  readonly sheet?: { readonly cell: number };
  /** The recipe to start from: `article` (plain binary cross-entropy) or `stable`. @default 'article' */
  readonly preset?: PresetName;
  /**
   * The two networks: `article`, `dense` or `conv` (square images of 16, 28, 32 or 64 pixels), or layers as data; `auto`
   * takes `conv` where a step of it takes at most 150 ms, else `dense`, and says why in {@link TrainerInfo.modelReason}.
   * @default 'article'
   */
  readonly model?: ModelName | 'auto' | ModelDescription;
  /** Whether `dense` and `conv` take the images' labels as a condition, where there are labels. @default true */
  readonly conditional?: boolean;
  /**
   * Images that no step sees, which tell whether the discriminator learns the others by heart: a source of their own, or
   * the share of `dataset` to hold out, from 0 to 0.5. @default MNIST's test images; 0.05 of other sets of at least 400
   */
  readonly heldOut?: DatasetSource | number;
  /** A classifier's weights file, its address or its bytes, by which images are judged; `null` for none. @default null */
  readonly classifier?: URL | Uint8Array | null;
  /**
   * Whether trainings that go wrong are mended (`act`: rolled back, with a stronger penalty or a lower learning rate),
   * only raise a `warning` (`warn`), or are left alone (`off`). @default 'act'
   */
  readonly watchdog?: WatchMode;
  /**
   * A name under which the training is saved in the browser's database every 30 seconds, and by a pause;
   * `findTraining(name)` finds it after a reload, for {@link GanTrainer.load}. @default null, not saved
   */
  readonly autosave?: string | null;
  /**
   * Whether training goes on while the page is in a hidden tab (`train`) or rests until it is seen again (`pause`), which
   * spares a laptop's battery. @default 'train'
   */
  readonly whenHidden?: 'train' | 'pause';
  /** Fixes first weights, order of the images and every latent vector. @default 1 */
  readonly seed?: number;
  /** Seconds between two `sample` events while training; `Infinity` for none but step 0's. @default 4 */
  readonly sampleSeconds?: number;
  /** Seconds between two `evaluation` events while training, each of which takes a few; needs a `classifier`. @default Infinity */
  readonly evaluateSeconds?: number;
  /** What computes; `auto` decides and says why in {@link TrainerInfo.reason}. @default 'auto' */
  readonly backend?: BackendName | 'auto';
  /** Train in a worker (`true`) or in this thread, which needs `@tensorflow/tfjs` installed. @default true */
  readonly worker?: boolean;
  /** Where the worker's one file is, if not beside the library's own files. */
  readonly workerUrl?: string | URL;
}

/** What is known once the data set is loaded and the networks are built. */
export interface TrainerInfo {
  readonly backend: BackendName;
  /** One sentence for the reader of the page: which backend computes, and why that one. */
  readonly reason: string;
  /** Which networks are trained: a model's name, or `custom`. */
  readonly model: ModelName | 'custom';
  /** One sentence for the reader of the page: why these. */
  readonly modelReason: string;
  readonly parameterCount: { readonly generator: number; readonly discriminator: number };
  /** Images in the data set. */
  readonly images: number;
  /** Full batches in one pass over the data set. */
  readonly batchesPerEpoch: number;
}

/** `epoch` counts the passes over the data from 1, and is 0 before the first step. */
export interface TrainingPosition {
  readonly step: number;
  readonly epoch: number;
}

/** The image that the discriminator is asked about: as the network makes it. */
export interface CritiqueOptions extends Omit<SampleOptions, 'count' | 'enhance'> {
  /**
   * Whether the averaged weights make it, as they make samples where the recipe averages, or the ones in training, which
   * every turn of the generator changes visibly.
   * @default true
   */
  readonly averaged?: boolean;
}

/** What can be changed of a training under way. */
export interface RecipeChanges extends Pick<RecipeOverrides, 'learningRate' | 'batchSize' | 'objective'> {
  /** Seconds from one `sample` to the next; `Infinity` for none. */
  readonly sampleSeconds?: number;
}

/** How far to train: `steps` or `epochs` more from here. Without either, until stopped. */
export interface TrainingGoal {
  readonly steps?: number;
  readonly epochs?: number;
  /** Ends the training early: the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** What a trainer is doing: see {@link GanTrainer.state}. */
export type TrainerState = 'loading' | 'ready' | 'training' | 'paused' | 'disposed' | 'failed';

/** How far a trainer has come on the way to {@link GanTrainer.ready}. */
export interface ProgressDetail {
  /** How much is done. */
  readonly loaded: number;
  /** How much there is in all, or null where nobody can say. */
  readonly total: number | null;
  /**
   * What both count: bytes of the data set, then shaders that are compiled and, for `model: 'auto'`, trial steps; later
   * the images of an evaluation, for which training waits: none when it begins, all when it is over.
   */
  readonly unit: 'bytes' | 'shaders' | 'steps' | 'images';
  /** What is being done, for the reader of the page. */
  readonly what: string;
}

/** `discriminatorLoss`, `generatorLoss` and what else a step is measured by: see {@link StepMeasures}. */
export interface StepDetail extends TrainingPosition, StepMeasures {
  /** Real images shown to the discriminator since step 0. */
  readonly imagesSeen: number;
}

/** An image of the generator in training. */
export interface SampleDetail {
  readonly step: number;
  /** The image that the generator makes, at this step, of the trainer's one fixed latent vector. */
  readonly image: PixelImage;
}

/** The scores themselves, each with its floor, and when they were taken. */
export interface EvaluationDetail extends Scores {
  readonly step: number;
  /** Mean of D(x) over training images less that over held-out ones, in logits: far above 0, D knows the former by heart. */
  readonly criticGap: number;
}

/** What is off about a training that goes on. */
export interface WarningDetail {
  /** In a sentence: what is wrong, and what was done. */
  readonly message: string;
  /** What the watchdog found; without it, the warning is about something else. */
  readonly kind?: TroubleKind;
  readonly step?: number;
  /** What was measured, by name. */
  readonly numbers?: Readonly<Record<string, number>>;
  /** What the watchdog did, in words; empty where it only warns. */
  readonly actions?: readonly string[];
}

/** Why a trainer cannot go on. */
export interface ErrorDetail {
  readonly message: string;
  readonly error: Error;
}

/** Events of a trainer; each one's `detail` is as listed. */
export interface GanTrainerEventMap {
  /** On the way to {@link GanTrainer.ready}. */
  progress: ProgressDetail;
  /** A step was done. Raised once for every step, in order, but in small bundles on a GPU. */
  step: StepDetail;
  /** A new image: at step 0, before any training, and then every `sampleSeconds` while training. */
  sample: SampleDetail;
  /** Something is off, but training goes on or can go on. */
  warning: WarningDetail;
  /** Scores of fresh samples: every {@link GanTrainerOptions.evaluateSeconds}, and by {@link GanTrainer.evaluate}. */
  evaluation: EvaluationDetail;
  /** What the watchdog sees in fresh samples, every 50 steps. */
  vitals: Vitals;
  /** The recipe changed: by the watchdog, or by {@link GanTrainer.configure}. */
  recipe: Recipe;
  /** The training was saved in the browser's database: see {@link GanTrainerOptions.autosave}. */
  saved: { readonly name: string; readonly step: number };
  /** The trainer failed and cannot go on. */
  error: ErrorDetail;
  /** {@link GanTrainer.state} changed. */
  state: { readonly state: TrainerState };
}
