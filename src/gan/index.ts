/**
 * Training a generative adversarial network in the browser, and sampling from one. Names only; importing this file runs
 * nothing and loads no TensorFlow.js.
 * @module genesis-particles/gan
 */

export type { PixelImage } from '../image.ts';
export type { AttackOptions } from './adversarial/AttackOptions.ts';
export type { AttackNorm } from './adversarial/Ball.ts';
export type { AttackedLatent, LatentAttackOptions } from './adversarial/LatentAttack.ts';
export {
  type AugmentationSource,
  type AugmentDatasetOptions,
  type AugmentedDataset,
  type AugmentedImage,
  augmentDataset,
  type ConfidenceFilter,
  type HardExamples,
} from './augmentation/augmentDataset.ts';
export type { ClassicalChanges } from './augmentation/ClassicalChanges.ts';
export type { BackendChoice, BackendName } from './backends/choose.ts';
export {
  type AttackedImage,
  Classifier,
  type ClassifyOptions,
  type DefenceOptions,
  type Verdict,
} from './Classifier.ts';
export type { Decoder, MirrorDecoder, PaletteDecoder, SilhouetteDecoder } from './chain/Decoder.ts';
export { findTraining, forgetTraining, type SavedTraining } from './checkpoints/CheckpointStore.ts';
export { isCheckpoint } from './checkpoints/isCheckpoint.ts';
export type { Attribute, RangeAttribute, ValueAttribute } from './data/Attribute.ts';
export type { DatasetSource, IdxAddresses, PlacedFile, RawImages } from './data/DatasetSource.ts';
export type { ImageSide } from './data/pictures/PictureOptions.ts';
export type { Critique, Judged } from './evaluation/critique.ts';
export { GanTrainer } from './GanTrainer.ts';
export type {
  CritiqueOptions,
  ErrorDetail,
  EvaluationDetail,
  GanTrainerEventMap,
  GanTrainerOptions,
  ProgressDetail,
  RecipeChanges,
  SampleDetail,
  StepDetail,
  TrainerInfo,
  TrainerState,
  TrainingGoal,
  TrainingPosition,
  WarningDetail,
} from './GanTrainerTypes.ts';
export {
  Generator,
  type GeneratorSaveOptions,
  type Inversion,
  type InvertOptions,
  type SampleOptions,
} from './Generator.ts';
export { type HistoryRow, TrainingHistory } from './history/TrainingHistory.ts';
export { toCsv } from './history/toCsv.ts';
export { toJson } from './history/toJson.ts';
export { toTensorBoard } from './history/toTensorBoard.ts';
export { type LoadClassifierOptions, loadClassifier } from './loadClassifier.ts';
export { type LoadGeneratorOptions, loadGenerator } from './loadGenerator.ts';
export type { AttributeScores, ClassScores, FeatureScores, Score, Scores } from './metrics/Scores.ts';
export { scoreTable } from './metrics/scoreTable.ts';
export type {
  Activation,
  ConditionDescription,
  ConvDescription,
  DenseDescription,
  EmbeddingDescription,
  LargestDescription,
  LayerDescription,
  ModelDescription,
  PhraseDescription,
  ProjectionDescription,
  ReshapeDescription,
  TransposedConvDescription,
} from './networks/layers/LayerDescription.ts';
export type { ImageShape, ModelName } from './networks/models.ts';
export type { ObjectiveName } from './objectives/names.ts';
export type { Objective } from './objectives/Objective.ts';
export type { Penalty, PenaltyKind, PenaltyMethod } from './penalties/Penalty.ts';
export type { Recipe } from './recipes/Recipe.ts';
export type { NoiseEffect, Robustness, RobustnessOptions } from './robustness/Robustness.ts';
export { ImageRing, type ImageRingOptions } from './sampling/ImageRing.ts';
export type { AttributeWish } from './sampling/resolveLabels.ts';
export { type Walk, type Walkable, type WalkOptions, type WalkWish, walk } from './sampling/walk.ts';
export type { Augmentation } from './stabilisers/augmentations.ts';
export type { ReadPrompt } from './text/readPrompt.ts';
export type { StepMeasures } from './training/StepMeasures.ts';
export type { TroubleKind } from './watchdog/Trouble.ts';
export type { Vitals } from './watchdog/Vitals.ts';
export type { WatchMode } from './watchdog/WatchMode.ts';
export type { JobOptions, OnShare } from './worker/JobCalls.ts';
