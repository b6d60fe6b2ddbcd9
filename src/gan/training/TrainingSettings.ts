/** What travels between a {@link GanTrainer} and its {@link TrainingSession}. Checked before it is sent. */

import type { BackendName } from '../backends/choose.ts';
import type { PortableSource } from '../data/DatasetSource.ts';
import type { GanTrainerEventMap, TrainerInfo, TrainerState } from '../GanTrainerTypes.ts';
import type { ModelDescription } from '../networks/layers.ts';
import type { Recipe } from '../recipes/Recipe.ts';
import type { GeneratorDescription } from '../sampling/SampleRequest.ts';

export interface TrainingSettings {
  readonly source: PortableSource;
  readonly model: Required<ModelDescription>;
  readonly recipe: Recipe;
  readonly seed: number;
  readonly sampleSeconds: number;
  readonly backend: BackendName | 'auto';
}

export interface OpenedTraining {
  readonly info: TrainerInfo;
  readonly generator: GeneratorDescription;
}

/** What a session raises: the trainer's events, and `failure` for what it cannot go on from. */
export interface TrainingEvents extends Pick<GanTrainerEventMap, 'progress' | 'step' | 'sample' | 'warning'> {
  state: { readonly state: TrainerState };
  failure: { readonly error: Error };
}

export type EmitTraining = <K extends keyof TrainingEvents>(type: K, detail: TrainingEvents[K]) => void;
