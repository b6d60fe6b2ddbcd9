/**
 * What steps are measured by, in the order in which the numbers come back from the backend. The lengths of the gradients
 * come last: they are measured now and then, because adding up the squares of half a million numbers twice takes a
 * tenth of a step.
 */
export const STEP_MEASURES = [
  'discriminatorLoss',
  'generatorLoss',
  'realLogit',
  'fakeLogit',
  'discriminatorGradient',
  'generatorGradient',
] as const;

export interface StepMeasures {
  /** Of the discriminator, penalty included, before its update. */
  readonly discriminatorLoss: number;
  /** Of the generator, before its update. */
  readonly generatorLoss: number;
  /** Mean of D(x) over the real images: the logit of the probability that they are real. */
  readonly realLogit: number;
  /** Mean of D(G(z)) over the generated images. */
  readonly fakeLogit: number;
  /** Length of the gradient of the discriminator's loss by all its weights; measured at step 1 and every tenth after it. */
  readonly discriminatorGradient?: number;
  /** Length of the gradient of the generator's loss by all its weights; measured at step 1 and every tenth after it. */
  readonly generatorGradient?: number;
}
