/**
 * Recognises trainings that go wrong, by what is measured at every step and, every so often, on fresh samples. Pure: it
 * is told numbers and tells what they mean; acting on it is {@link chooseRemedy}'s.
 *
 * Each limit has to be passed for a while, so that one bad batch raises no alarm.
 */

import type { StepMeasures } from '../training/StepMeasures.ts';
import type { Trouble } from './Trouble.ts';
import type { Vitals } from './Vitals.ts';

export const LIMITS = {
  /** D(x) − D(G(z)), in logits: at 20 the discriminator is wrong once in 500 million. Above it, … */
  logitGap: 20,
  /** … and below this length of the generator's gradient, it learns nothing any more. */
  generatorGradient: 1e-3,
  /** Steps for which either of these has to last; of gradients, which are measured now and then, three in a row. */
  winningSteps: 25,
  /** Share of the greatest possible class entropy: a third of the classes, equally often, have about half of it. */
  classEntropy: 0.5,
  /** Share of the real images' diversity. */
  diversity: 0.3,
  /** Looks at the samples in a row that have to find it below. */
  poorLooks: 2,
  /** Updates before which a generator is still blank: of few kinds, because of none yet. */
  infancy: 300,
  /** Share of the way from generated to training images by which the discriminator puts held-out images lower. */
  criticGap: 0.5,
  /** A distance between them in logits below which that share means nothing. */
  tellingApart: 1,
  /** Looks in a row that have to find it above. */
  overfittedLooks: 3,
} as const;

export class Watchdog {
  /** As it was measured last. */
  #generatorGradient = Number.POSITIVE_INFINITY;
  #winning = 0;
  #poor = 0;
  #overfitted = 0;
  #isLively = false;

  /** To be told of every step, in order. */
  observeStep(step: number, measures: StepMeasures): Trouble | null {
    const broken = Object.entries(measures).filter(([, value]) => !Number.isFinite(value));
    if (broken.length > 0) {
      return {
        kind: 'not-finite',
        step,
        numbers: Object.fromEntries(broken),
        message: `At step ${step}, ${broken.map(([name]) => name).join(', ')} became NaN or infinite: training has run away.`,
      };
    }
    return this.#observeWinning(step, measures);
  }

  /** To be told of the samples every so often. */
  observeVitals(vitals: Vitals): Trouble | null {
    return this.#observeCollapse(vitals) ?? this.#observeOverfitting(vitals);
  }

  /** Whether nothing at all is wrong, not even for one look, and the generator no longer blank. */
  get isCalm(): boolean {
    return this.#isLively && this.#winning + this.#overfitted === 0;
  }

  /** Forgets what it has been told: after a remedy, or a fresh start. */
  reset(): void {
    this.#generatorGradient = Number.POSITIVE_INFINITY;
    this.#winning = 0;
    this.#poor = 0;
    this.#overfitted = 0;
  }

  #observeWinning(step: number, { realLogit, fakeLogit, ...rare }: StepMeasures): Trouble | null {
    this.#generatorGradient = rare.generatorGradient ?? this.#generatorGradient;
    const generatorGradient = this.#generatorGradient;
    const logitGap = realLogit - fakeLogit;
    const wins = logitGap > LIMITS.logitGap || generatorGradient < LIMITS.generatorGradient;
    this.#winning = wins ? this.#winning + 1 : 0;
    if (this.#winning < LIMITS.winningSteps) return null;
    return {
      kind: 'vanishing-gradients',
      step,
      numbers: { logitGap, generatorGradient },
      message:
        `The discriminator wins outright: for ${this.#winning} steps it has told real and generated images apart by ` +
        `more than ${LIMITS.logitGap} logits, or left a gradient below ${LIMITS.generatorGradient} (now ` +
        `${logitGap.toFixed(1)} and ${generatorGradient.toExponential(1)}).`,
    };
  }

  #observeCollapse({ step, age, classEntropy, diversity }: Vitals): Trouble | null {
    const isPoor =
      (classEntropy !== null && classEntropy < LIMITS.classEntropy) ||
      (diversity !== null && diversity < LIMITS.diversity);
    this.#isLively = !isPoor;
    this.#poor = isPoor && age >= LIMITS.infancy ? this.#poor + 1 : 0;
    if (this.#poor < LIMITS.poorLooks) return null;
    const found = {
      ...(classEntropy !== null && { classEntropy }),
      ...(diversity !== null && { diversity }),
    };
    const words = [
      classEntropy !== null && `the entropy of its classes is ${percent(classEntropy)} of the most possible`,
      diversity !== null && `its images differ ${percent(diversity)} as much as real ones`,
    ].filter(Boolean);
    return {
      kind: 'mode-collapse',
      step,
      numbers: found,
      message: `The generator makes few kinds of images: ${words.join(', ')}.`,
    };
  }

  #observeOverfitting({ step, trainingLogit, heldOutLogit, generatedLogit }: Vitals): Trouble | null {
    if (heldOutLogit === null) return null;
    const apart = trainingLogit - generatedLogit;
    const criticGap = (trainingLogit - heldOutLogit) / apart;
    const isOverfitted = apart > LIMITS.tellingApart && criticGap > LIMITS.criticGap;
    this.#overfitted = isOverfitted ? this.#overfitted + 1 : 0;
    if (this.#overfitted < LIMITS.overfittedLooks) return null;
    return {
      kind: 'overfitting',
      step,
      numbers: { criticGap, trainingLogit, heldOutLogit, generatedLogit },
      message:
        `The discriminator knows the training images by heart: it puts held-out images ${percent(criticGap)} of the way ` +
        'down to generated ones.',
    };
  }
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
