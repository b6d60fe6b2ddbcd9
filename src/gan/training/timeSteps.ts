import type { TrainingRun } from './TrainingRun.ts';

const STEPS = 3;

/**
 * Milliseconds that a step of this run takes here: the mean of three, after one that compiles shaders if `warmUp`. Stops
 * early when the mean must be above `limit`.
 */
export async function timeSteps(run: TrainingRun, limit: number, warmUp: boolean): Promise<number> {
  const timeStep = async () => {
    const start = performance.now();
    const measures = run.playStep();
    await measures.data().finally(() => measures.dispose());
    return performance.now() - start;
  };
  if (warmUp) await timeStep();
  let total = 0;
  for (let count = 1; count <= STEPS; count++) {
    total += await timeStep();
    if (total > limit * STEPS) return total / count;
  }
  return total / STEPS;
}
