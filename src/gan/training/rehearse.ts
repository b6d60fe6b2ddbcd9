import type { ImageDataset } from '../data/ImageDataset.ts';
import { type ModelPlan, planModel } from '../networks/planModel.ts';
import { chooseByTime, fitsConv, type ModelChoice, PATIENCE, sizeReason } from './chooseModel.ts';
import { compileShaders } from './compileShaders.ts';
import { TrainingRun } from './TrainingRun.ts';
import type { EmitTraining, TrainingSettings } from './TrainingSettings.ts';
import { timeSteps } from './timeSteps.ts';

/** Networks that are ready to be trained: their shaders are compiled. */
export interface Rehearsed extends ModelChoice {
  readonly plan: ModelPlan;
}

/** The networks that were asked for or, for `auto`, the best ones that this machine is fast enough for. */
export async function rehearse(
  { model, recipe, seed }: TrainingSettings,
  dataset: ImageDataset,
  conditionSize: number,
  emit: EmitTraining,
): Promise<Rehearsed> {
  const { imageShape } = dataset;
  /** Does something with a run that is thrown away afterwards. */
  const onTrial = <T>(plan: ModelPlan, what: (run: TrainingRun) => Promise<T>): Promise<T> => {
    const trial = new TrainingRun(plan, dataset, recipe, seed);
    return what(trial).finally(() => trial.dispose());
  };
  const compile = async (choice: ModelChoice): Promise<Rehearsed> => {
    const plan = planModel(choice.model, imageShape, conditionSize);
    const report = (loaded: number, total: number) =>
      emit('progress', { loaded, total, unit: 'shaders', what: 'Shaders' });
    await onTrial(plan, trial => compileShaders(trial, report));
    return { ...choice, plan };
  };
  if (model !== 'auto') return compile({ model, reason: 'Networks as asked for.' });
  if (!fitsConv(imageShape)) return compile({ model: 'dense', reason: sizeReason(imageShape) });
  const conv = await compile({ model: 'conv', reason: '' });
  const what = 'Three steps, to see how fast this machine is';
  emit('progress', { loaded: 0, total: null, unit: 'steps', what });
  const choice = chooseByTime(await onTrial(conv.plan, trial => timeSteps(trial, PATIENCE)));
  return choice.model === 'conv' ? { ...conv, ...choice } : compile(choice);
}
