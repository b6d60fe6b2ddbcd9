/** What travels between a {@link GanTrainer} and its {@link TrainingSession}. Checked before it is sent. */

import type { BackendName } from '../backends/choose.ts';
import type { PortableSource } from '../data/DatasetSource.ts';
import type { ClassifierSource } from '../evaluation/openClassifier.ts';
import type { GanTrainerEventMap, TrainerInfo, TrainerState } from '../GanTrainerTypes.ts';
import type { ModelDescription } from '../networks/layers/LayerDescription.ts';
import type { ModelName } from '../networks/models.ts';
import type { Recipe } from '../recipes/Recipe.ts';
import type { GeneratorDescription } from '../sampling/SampleRequest.ts';
import type { WatchMode } from '../watchdog/WatchMode.ts';

export interface TrainingSettings {
  readonly source: PortableSource;
  readonly model: ModelName | 'auto' | ModelDescription;
  readonly conditional: boolean;
  readonly recipe: Recipe;
  /** Whether the batch size is the preset's own, which a small data set may bring down. */
  readonly batchFits: boolean;
  readonly heldOut: PortableSource | number | null;
  readonly classifier: ClassifierSource | null;
  readonly watchdog: WatchMode;
  readonly autosave: string | null;
  readonly seed: number;
  readonly sampleSeconds: number;
  readonly evaluateSeconds: number;
  readonly backend: BackendName | 'auto';
}

export interface OpenedTraining {
  readonly info: TrainerInfo;
  readonly generator: GeneratorDescription;
}

/** What a session raises: the trainer's events, and `failure` for what it cannot go on from. */
export interface TrainingEvents
  extends Pick<
    GanTrainerEventMap,
    'progress' | 'step' | 'sample' | 'warning' | 'vitals' | 'recipe' | 'saved' | 'evaluation'
  > {
  state: { readonly state: TrainerState };
  failure: { readonly error: Error };
  /** The GPU context was lost; this is the last snapshot, from which another worker can go on. */
  lost: { readonly checkpoint: Uint8Array };
}

export type EmitTraining = <K extends keyof TrainingEvents>(type: K, detail: TrainingEvents[K]) => void;
