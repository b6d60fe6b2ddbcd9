/**
 * `genesis-particles/gan`: training a generative adversarial network in the browser, and sampling from one.
 * Names only; importing this file runs nothing and loads no TensorFlow.js.
 */

export type { PixelImage } from '../image.ts';
export type { BackendChoice, BackendName } from './backends/choose.ts';
export type { DatasetSource, RawImages } from './data/DatasetSource.ts';
export { GanTrainer } from './GanTrainer.ts';
export type {
  ErrorDetail,
  GanTrainerEventMap,
  GanTrainerOptions,
  ProgressDetail,
  SampleDetail,
  StepDetail,
  TrainerInfo,
  TrainerState,
  TrainingGoal,
  TrainingPosition,
  WarningDetail,
} from './GanTrainerTypes.ts';
export { Generator, type GeneratorSaveOptions, type SampleOptions } from './Generator.ts';
export { type LoadGeneratorOptions, loadGenerator } from './loadGenerator.ts';
export type { Activation, LayerDescription, ModelDescription } from './networks/layers.ts';
export type { ObjectiveName } from './objectives/names.ts';
export type { Penalty, Recipe } from './recipes/Recipe.ts';
