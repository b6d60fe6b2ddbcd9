/** What a worker, or in its place this thread, can be asked to do. Loads TensorFlow.js. */

import { ClassifierSession } from '../adversarial/ClassifierSession.ts';
import { SamplingSession } from '../sampling/SamplingSession.ts';
import { TrainingSession } from '../training/TrainingSession.ts';
import type { EmitTraining } from '../training/TrainingSettings.ts';

/** Calls `type` and `detail` of every event. */
export type Emit = (type: string, detail: unknown) => void;

export interface Services {
  training: TrainingSession;
  sampling: SamplingSession;
  classifier: ClassifierSession;
}

export const services: { readonly [K in keyof Services]: (emit: Emit) => Services[K] } = {
  training: emit => new TrainingSession(emit as EmitTraining),
  sampling: emit => new SamplingSession(emit),
  classifier: emit => new ClassifierSession(emit),
};
