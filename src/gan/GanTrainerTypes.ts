/** What goes into a {@link GanTrainer} and what comes out of it. */

import type { PixelImage } from '../image.ts';
import type { BackendName } from './backends/choose.ts';
import type { DatasetSource } from './data/DatasetSource.ts';
import type { ModelDescription } from './networks/layers.ts';
import type { PresetName } from './recipes/presets.ts';
import type { RecipeOverrides } from './recipes/resolveRecipe.ts';

/** Every part of the preset's recipe can be overridden here by its name: see {@link Recipe}. */
export interface GanTrainerOptions extends RecipeOverrides {
  /** The images to learn. */
  readonly dataset: DatasetSource;
  /** The recipe to start from: `article` (plain binary cross-entropy) or `stable`. @default 'article' */
  readonly preset?: PresetName;
  /** The two networks: a name or layers as data. @default 'article' */
  readonly model?: 'article' | ModelDescription;
  /** Fixes first weights, order of the images and every latent vector. @default 1 */
  readonly seed?: number;
  /** Seconds between two `sample` events while training; `Infinity` for none but step 0's. @default 4 */
  readonly sampleSeconds?: number;
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

/** How far to train: `steps` or `epochs` more from here. Without either, until stopped. */
export interface TrainingGoal {
  readonly steps?: number;
  readonly epochs?: number;
  /** Ends the training early: the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

export type TrainerState = 'loading' | 'ready' | 'training' | 'paused' | 'disposed' | 'failed';

export interface ProgressDetail {
  /** Bytes so far. */
  readonly loaded: number;
  /** Bytes in all, or null where the server does not say. */
  readonly total: number | null;
  /** What is being loaded, for the reader of the page. */
  readonly what: string;
}

export interface StepDetail extends TrainingPosition {
  /** Real images shown to the discriminator since step 0. */
  readonly imagesSeen: number;
  readonly discriminatorLoss: number;
  readonly generatorLoss: number;
}

export interface SampleDetail {
  readonly step: number;
  /** The image that the generator makes, at this step, of the trainer's one fixed latent vector. */
  readonly image: PixelImage;
}

export interface WarningDetail {
  readonly message: string;
}

export interface ErrorDetail {
  readonly message: string;
  readonly error: Error;
}

/** Events of a trainer; each one's `detail` is as listed. */
export interface GanTrainerEventMap {
  /** The data set is on its way. */
  progress: ProgressDetail;
  /** A step was done. Raised once for every step, in order, but in small bundles on a GPU. */
  step: StepDetail;
  /** A new image: at step 0, before any training, and then every `sampleSeconds` while training. */
  sample: SampleDetail;
  /** Something is off, but training goes on or can go on. */
  warning: WarningDetail;
  /** The trainer failed and cannot go on. */
  error: ErrorDetail;
  /** {@link GanTrainer.state} changed. */
  state: { readonly state: TrainerState };
}
