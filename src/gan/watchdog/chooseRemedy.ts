/** What to do about a training that goes wrong. Pure. */

import type { Recipe } from '../recipes/Recipe.ts';
import type { Trouble } from './Trouble.ts';

export interface Remedy {
  readonly recipe: Recipe;
  /** What was changed, in words. */
  readonly actions: readonly string[];
}

/**
 * For recipes without a penalty. With relativistic pairing and no momentum it brought the article's networks all ten digits
 * within 300 steps, where its own recipe made one kind.
 */
const FIRST_PENALTY = { kind: 'r1+r2', gamma: 1, method: 'exact', sigma: 0.01 } as const;
const MOST_GAMMA = 100;
/** D(x) − D(G(z)) that no learning leads to, only steps that are too long. */
const ABSURD_GAP = 100;
const LEAST_RATE = 1e-6;

/**
 * @param repeat how often training had to be mended just before: what did not help is done more thoroughly
 */
export function chooseRemedy(
  { kind, numbers }: Pick<Trouble, 'kind' | 'numbers'>,
  recipe: Recipe,
  repeat: number,
): Remedy {
  const changes: Partial<Recipe>[] = [];
  const actions: string[] = [];
  const change = (part: Partial<Recipe>, words: string) => {
    changes.push(part);
    actions.push(words);
  };

  const hasRunAway = kind === 'not-finite' || (numbers.logitGap ?? 0) > ABSURD_GAP;
  if (hasRunAway || repeat > 0) {
    // A tenth: steps that end in infinity are too long by far, and halving would take many rounds.
    const learningRate = Math.max(LEAST_RATE, recipe.learningRate * 0.1);
    change(
      { learningRate },
      `lowered the learning rate from ${short(recipe.learningRate)} to ${short(learningRate)}`,
    );
  }
  if (!hasRunAway) {
    const { penalty } = recipe;
    const gamma = Math.min(MOST_GAMMA, penalty ? penalty.gamma * 10 : FIRST_PENALTY.gamma);
    if (!penalty) change({ penalty: FIRST_PENALTY }, `added the penalty r1+r2 with gamma ${gamma}`);
    else if (gamma > penalty.gamma) {
      change(
        { penalty: { ...penalty, gamma } },
        `strengthened the penalty from gamma ${short(penalty.gamma)} to ${short(gamma)}`,
      );
    }
  }
  if (kind === 'vanishing-gradients') {
    const { discriminatorSteps, generatorLearningRate, learningRate } = recipe;
    if (discriminatorSteps > 1) {
      change(
        { discriminatorSteps: 1 },
        `went from ${discriminatorSteps} updates of the discriminator a step to 1`,
      );
    }
    if (generatorLearningRate !== null && generatorLearningRate < learningRate) {
      change(
        { generatorLearningRate: null },
        `raised the generator's learning rate from ${short(generatorLearningRate)} to the discriminator's`,
      );
    }
  }
  if (kind === 'mode-collapse' && recipe.objective !== 'relativistic') {
    // Images compared in pairs: no kind of them can be given up without a price.
    change(
      { objective: 'relativistic', beta1: 0, beta2: 0.99 },
      'went over to relativistic pairing without momentum',
    );
  }
  if (kind === 'overfitting' && recipe.augment.length === 0) {
    change({ augment: ['translation', 'cutout'] }, 'let the discriminator see shifted and covered images');
  }
  return { recipe: Object.assign({}, recipe, ...changes), actions };
}

function short(value: number): string {
  return String(Number(value.toPrecision(2)));
}
