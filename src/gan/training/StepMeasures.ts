/** What steps are measured by, in the order in which the numbers come back from the backend. */
export const STEP_MEASURES = [
  'discriminatorLoss',
  'generatorLoss',
  'realLogit',
  'fakeLogit',
  'discriminatorGradient',
  'generatorGradient',
] as const;

/**
 * How often the lengths of the gradients are measured: adding up the squares of half a million numbers twice takes a
 * tenth of a step.
 */
export const STEPS_BETWEEN_GRADIENTS = 10;

/** Stands for a length that was not measured; no length is below 0. */
export const UNMEASURED = -1;

/** What a step of training is measured by. */
export interface StepMeasures {
  /** Of the discriminator, penalty included, before its update. */
  readonly discriminatorLoss: number;
  /** Of the generator, before its update. */
  readonly generatorLoss: number;
  /** Mean of D(x) over the real images: the logit of the probability that they are real. */
  readonly realLogit: number;
  /** Mean of D(G(z)) over the generated images. */
  readonly fakeLogit: number;
  /**
   * Length of the gradient of the discriminator's loss by all its weights. Measured at step 1 and every tenth after it,
   * and at steps that are played turn by turn.
   */
  readonly discriminatorGradient?: number;
  /** Length of the gradient of the generator's loss by all its weights. Measured at the same steps. */
  readonly generatorGradient?: number;
}
