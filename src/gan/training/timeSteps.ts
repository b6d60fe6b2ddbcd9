import type { TrainingRun } from './TrainingRun.ts';

const STEPS = 3;

/**
 * Milliseconds that a step of this run takes here: the mean of three. Stops early when the mean must be above `limit`.
 * On WebGL its shaders should have been compiled.
 */
export async function timeSteps(run: TrainingRun, limit: number): Promise<number> {
  const timeStep = async () => {
    const start = performance.now();
    const measures = run.playStep();
    await measures.data().finally(() => measures.dispose());
    return performance.now() - start;
  };
  let total = 0;
  for (let count = 1; count <= STEPS; count++) {
    total += await timeStep();
    if (total > limit * STEPS) return total / count;
  }
  return total / STEPS;
}
