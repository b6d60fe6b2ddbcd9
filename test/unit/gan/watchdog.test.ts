import { describe, expect, it } from 'vitest';
import { resolveRecipe } from '../../../src/gan/recipes/resolveRecipe.ts';
import type { StepMeasures } from '../../../src/gan/training/StepMeasures.ts';
import { chooseRemedy } from '../../../src/gan/watchdog/chooseRemedy.ts';
import type { TroubleKind } from '../../../src/gan/watchdog/Trouble.ts';
import type { Vitals } from '../../../src/gan/watchdog/Vitals.ts';
import { LIMITS, Watchdog } from '../../../src/gan/watchdog/Watchdog.ts';

const healthy: StepMeasures = {
  discriminatorLoss: 0.6,
  generatorLoss: 0.9,
  realLogit: 1,
  fakeLogit: -1,
  discriminatorGradient: 0.5,
  generatorGradient: 0.4,
};
const lively: Vitals = {
  step: 500,
  age: 500,
  classEntropy: 0.95,
  diversity: 0.9,
  trainingLogit: 1,
  heldOutLogit: 0.9,
  generatedLogit: -1,
};

/** What the watchdog says of a measure that lasts for so many steps. */
function lasting(steps: number, measures: Partial<StepMeasures>, watchdog = new Watchdog()) {
  let trouble = null;
  for (let step = 1; step <= steps && !trouble; step++) {
    trouble = watchdog.observeStep(step, { ...healthy, ...measures });
  }
  return trouble;
}

function lastingLooks(looks: number, vitals: Partial<Vitals>, watchdog = new Watchdog()) {
  let trouble = null;
  for (let look = 0; look < looks && !trouble; look++)
    trouble = watchdog.observeVitals({ ...lively, ...vitals });
  return trouble;
}

describe('the watchdog', () => {
  it('has nothing to say of a healthy training', () => {
    expect(lasting(1000, {})).toBeNull();
    expect(lastingLooks(20, {})).toBeNull();
  });

  it.each([
    ['discriminatorLoss', Number.NaN],
    ['generatorGradient', Number.POSITIVE_INFINITY],
  ] as const)('hears at once that %s is %s', (name, value) => {
    expect(lasting(1, { [name]: value })).toMatchObject({
      kind: 'not-finite',
      step: 1,
      numbers: { [name]: value },
    });
  });

  it('waits a while before it calls a discriminator the winner', () => {
    const winning = { realLogit: 16, fakeLogit: -8 };
    expect(lasting(LIMITS.winningSteps - 1, winning)).toBeNull();
    expect(lasting(LIMITS.winningSteps, winning)).toMatchObject({
      kind: 'vanishing-gradients',
      numbers: { logitGap: 24 },
    });
    expect(lasting(LIMITS.winningSteps, { generatorGradient: 1e-5 })?.kind).toBe('vanishing-gradients');
  });

  it('goes by the last gradient that was measured', () => {
    const watchdog = new Watchdog();
    const { generatorGradient: _, ...unmeasured } = healthy;
    const feel = (step: number, generatorGradient: number) =>
      watchdog.observeStep(step, step % 10 === 1 ? { ...healthy, generatorGradient } : unmeasured);
    const found = Array.from({ length: 40 }, (_, index) => feel(index + 1, 1e-5));
    expect(found.findIndex(Boolean)).toBe(LIMITS.winningSteps - 1);
    watchdog.reset();
    for (let step = 1; step <= 20; step++) feel(step, 1e-5);
    for (let step = 21; step <= 60; step++) expect(feel(step, 0.4)).toBeNull();
  });

  it('begins to count anew when the generator catches up', () => {
    const watchdog = new Watchdog();
    const winning = { realLogit: 16, fakeLogit: -8 };
    expect(lasting(LIMITS.winningSteps - 1, winning, watchdog)).toBeNull();
    expect(lasting(1, {}, watchdog)).toBeNull();
    expect(lasting(LIMITS.winningSteps - 1, winning, watchdog)).toBeNull();
  });

  it('sees few kinds of images, but not in a generator that is still blank', () => {
    expect(lastingLooks(2, { classEntropy: 0.3 })).toMatchObject({
      kind: 'mode-collapse',
      numbers: { classEntropy: 0.3, diversity: 0.9 },
    });
    expect(lastingLooks(2, { diversity: 0.2 })?.kind).toBe('mode-collapse');
    expect(lastingLooks(1, { classEntropy: 0.3 })).toBeNull();
    expect(lastingLooks(5, { classEntropy: 0.3, age: LIMITS.infancy - 1 })).toBeNull();
    expect(lastingLooks(5, { classEntropy: null, diversity: null })).toBeNull();
  });

  it('sees a discriminator that knows its images by heart', () => {
    const learnt = { trainingLogit: 4, heldOutLogit: -2, generatedLogit: -4 };
    expect(lastingLooks(2, learnt)).toBeNull();
    expect(lastingLooks(3, learnt)).toMatchObject({ kind: 'overfitting', numbers: { criticGap: 0.75 } });
    // Where it hardly tells anything apart, shares mean nothing.
    expect(lastingLooks(9, { trainingLogit: 0.1, heldOutLogit: -0.1, generatedLogit: -0.2 })).toBeNull();
    expect(lastingLooks(9, { ...learnt, heldOutLogit: null })).toBeNull();
  });
});

describe('a remedy', () => {
  const article = resolveRecipe('article');
  const stable = resolveRecipe('stable');
  const of = (kind: TroubleKind, numbers: Record<string, number> = {}) => ({ kind, numbers });

  it('for what is not finite are shorter steps', () => {
    const { recipe, actions } = chooseRemedy(of('not-finite'), article, 0);
    expect(recipe).toEqual({ ...article, learningRate: article.learningRate / 10 });
    expect(actions).toEqual(['lowered the learning rate from 0.0002 to 0.00002']);
  });

  it('for logits that no learning leads to are shorter steps too', () => {
    const { recipe } = chooseRemedy(of('vanishing-gradients', { logitGap: 700 }), article, 3);
    expect(recipe).toEqual({ ...article, learningRate: article.learningRate / 10 });
  });

  it('for a discriminator that wins is a penalty, and no more turns than the generator has', () => {
    const unfair = resolveRecipe('article', { discriminatorSteps: 20, generatorLearningRate: 1e-6 });
    const { recipe, actions } = chooseRemedy(of('vanishing-gradients'), unfair, 0);
    expect(recipe).toMatchObject({
      penalty: { kind: 'r1+r2', gamma: 1, method: 'exact' },
      discriminatorSteps: 1,
      generatorLearningRate: null,
      learningRate: unfair.learningRate,
    });
    expect(actions).toHaveLength(3);
  });

  it('strengthens the penalty that is there, up to a limit, and shortens the steps when that did not help', () => {
    const once = chooseRemedy(of('mode-collapse'), stable, 0).recipe;
    expect(once.penalty?.gamma).toBeCloseTo(1);
    expect(once.learningRate).toBe(stable.learningRate);
    const twice = chooseRemedy(of('mode-collapse'), once, 1).recipe;
    expect(twice.penalty?.gamma).toBeCloseTo(10);
    expect(twice.learningRate).toBeCloseTo(stable.learningRate / 10);
    let last = twice;
    for (let repeat = 2; repeat < 30; repeat++) last = chooseRemedy(of('mode-collapse'), last, repeat).recipe;
    expect(last.penalty?.gamma).toBe(100);
    expect(last.learningRate).toBeGreaterThanOrEqual(1e-6);
  });

  it('for few kinds of images is a game in which each has its price', () => {
    const { recipe, actions } = chooseRemedy(of('mode-collapse'), article, 0);
    expect(recipe).toMatchObject({ objective: 'relativistic', beta1: 0, penalty: { kind: 'r1+r2' } });
    expect(recipe.learningRate).toBe(article.learningRate);
    expect(actions).toHaveLength(2);
  });

  it('for images known by heart shows others', () => {
    expect(chooseRemedy(of('overfitting'), stable, 0).recipe.augment).toEqual(['translation', 'cutout']);
    const augmented = resolveRecipe('stable', { augment: ['color'] });
    expect(chooseRemedy(of('overfitting'), augmented, 0).recipe.augment).toEqual(['color']);
  });
});
