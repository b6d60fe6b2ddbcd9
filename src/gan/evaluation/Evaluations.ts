/** Scores of a training as it goes: what real images look like is worked out once, and again for another sample size. */

import type { EvaluationDetail } from '../GanTrainerTypes.ts';
import type { GeneratorShape } from '../sampling/SampleRequest.ts';
import type { TrainingRun } from '../training/TrainingRun.ts';
import type { VitalSigns } from '../watchdog/VitalSigns.ts';
import { Evaluator } from './Evaluator.ts';
import type { Examiner } from './Examiner.ts';

/** Generated images that are compared with every training image: a hundred tell the median well enough. */
const COMPARED_IMAGES = 100;

export class Evaluations {
  readonly #examiner: Examiner;
  readonly #vitalSigns: VitalSigns;
  #evaluator: { readonly samples: number; readonly by: Evaluator } | null = null;

  constructor(examiner: Examiner, vitalSigns: VitalSigns) {
    this.#examiner = examiner;
    this.#vitalSigns = vitalSigns;
  }

  /** @throws (rejects) Error without a classifier or held-out images. */
  async score(
    run: TrainingRun,
    described: GeneratorShape,
    seed: number,
    samples: number,
  ): Promise<EvaluationDetail> {
    const { classifier, heldOut, training } = await this.#examiner.open();
    if (!classifier || !heldOut) {
      const [missing, given] = classifier
        ? (['held-out images', '`heldOut`'] as const)
        : (['classifier', '`classifier`, the URL of one or its bytes'] as const);
      const reason = this.#examiner.reason(missing) ?? `Give ${given}, when the trainer is made.`;
      throw new Error(`An evaluation takes ${classifier ? missing : `a ${missing}`}. ${reason}`);
    }
    const { step } = run;
    const { trainingLogit, heldOutLogit } = await this.#vitalSigns.measure(run.game, step);
    if (this.#evaluator?.samples !== samples) {
      const compared = Math.min(samples, COMPARED_IMAGES);
      const by = await Evaluator.prepare(classifier, training, heldOut, samples, compared);
      this.#evaluator = { samples, by };
    }
    const scores = await this.#evaluator.by.score(run.shownGenerator, described, seed);
    return { ...scores, step, criticGap: trainingLogit - heldOutLogit! };
  }
}
