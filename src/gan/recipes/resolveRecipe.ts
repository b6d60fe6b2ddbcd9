/** From a preset's name and the parts overridden by name to a complete, checked recipe. */

import { inWords } from '../assertKnown.ts';
import { OBJECTIVE_NAMES } from '../objectives/names.ts';
import type { Objective } from '../objectives/Objective.ts';
import { PENALTY_KINDS, PENALTY_METHODS, type Penalty } from '../penalties/Penalty.ts';
import { AUGMENTATIONS } from '../stabilisers/augmentations.ts';
import { PRESETS, type PresetName } from './presets.ts';
import type { Recipe } from './Recipe.ts';

/** The parts of a recipe that can be overridden; a `penalty` may leave out all but gamma. */
export type RecipeOverrides = { readonly [K in keyof Omit<Recipe, 'penalty'>]?: Recipe[K] | undefined } & {
  readonly penalty?: (Partial<Penalty> & Pick<Penalty, 'gamma'>) | null | undefined;
};

/** The names of all parts of a recipe. */
export const RECIPE_PARTS = Object.keys(PRESETS.article) as readonly (keyof Recipe)[];

/** @throws TypeError on an unknown name, RangeError on a number out of its range. */
export function resolveRecipe(preset: PresetName, overrides: RecipeOverrides = {}): Recipe {
  if (!Object.hasOwn(PRESETS, preset)) {
    throw new TypeError(
      `There is no preset named ${JSON.stringify(preset)}. Known are ${Object.keys(PRESETS).join(', ')}.`,
    );
  }
  return overrideRecipe(PRESETS[preset], overrides);
}

/** `recipe` with the given parts replaced; parts that are `undefined` stay. */
export function overrideRecipe(recipe: Recipe, overrides: RecipeOverrides): Recipe {
  const given = Object.fromEntries(
    (Object.keys(recipe) as (keyof Recipe)[])
      .filter(key => overrides[key] !== undefined)
      .map(key => [key, overrides[key]]),
  );
  const merged = { ...recipe, ...given } as Recipe;
  const resolved: Recipe = { ...merged, penalty: resolvePenalty(merged.penalty) };
  assertRecipe(resolved);
  return resolved;
}

function resolvePenalty(penalty: RecipeOverrides['penalty']): Penalty | null {
  if (penalty === null || penalty === undefined) return null;
  if (typeof penalty !== 'object') {
    throw new TypeError(
      `penalty is ${inWords(penalty)}. Give { kind, gamma }, such as { kind: 'r1+r2', gamma: 1 }, or null for none.`,
    );
  }
  const { kind = 'r1+r2', gamma, sigma = 0.01 } = penalty;
  const method = penalty.method ?? (kind === 'gradient-penalty' ? 'exact' : 'finite-difference');
  return { kind, gamma, method, sigma };
}

function assertRecipe(recipe: Recipe): void {
  const { objective, penalty, augment, generatorLearningRate } = recipe;
  assertObjective(objective);
  assertNumber('learningRate', recipe.learningRate, value => value > 0, 'above 0');
  if (generatorLearningRate !== null) {
    const range = 'above 0 (or null for the learningRate of both)';
    assertNumber('generatorLearningRate', generatorLearningRate, value => value > 0, range);
  }
  assertNumber('beta1', recipe.beta1, value => value >= 0 && value < 1, 'from 0 to below 1');
  assertNumber('beta2', recipe.beta2, value => value >= 0 && value < 1, 'from 0 to below 1');
  assertNumber('epsilon', recipe.epsilon, value => value > 0, 'above 0');
  assertNumber('ema', recipe.ema, value => value >= 0, 'at least 0 (steps)');
  assertWhole('batchSize', recipe.batchSize);
  assertWhole('discriminatorSteps', recipe.discriminatorSteps);
  assertNumber('labelSmoothing', recipe.labelSmoothing, value => value >= 0 && value <= 0.5, 'from 0 to 0.5');
  assertNumber('instanceNoise', recipe.instanceNoise, value => value >= 0, 'at least 0');
  assertNumber('featureMatching', recipe.featureMatching, value => value >= 0, 'at least 0');
  assertNumber('smoothness', recipe.smoothness, value => value >= 0, 'at least 0');
  if (typeof recipe.spectralNorm !== 'boolean') {
    throw new TypeError(`spectralNorm is ${JSON.stringify(recipe.spectralNorm)}. It is true or false.`);
  }
  if (!Array.isArray(augment))
    throw new TypeError(`augment is ${inWords(augment)}. Give a list of names: ${AUGMENTATIONS.join(', ')}.`);
  for (const name of augment) assertName('augmentation', name, AUGMENTATIONS);
  if (penalty) assertPenalty(penalty);
  if (recipe.labelSmoothing > 0 && TARGETLESS.includes(objective)) {
    throw new RangeError(
      `labelSmoothing is ${recipe.labelSmoothing}, but the objective ${objective} has no probabilities to smooth. Leave it out.`,
    );
  }
}

/** Objectives that draw the logits of real images to no certain value. */
const TARGETLESS: readonly Recipe['objective'][] = ['hinge', 'wasserstein'];

function assertObjective(objective: Recipe['objective']): void {
  if (typeof objective === 'object' && objective !== null) {
    for (const name of ['discriminatorLoss', 'generatorLoss'] satisfies (keyof Objective)[]) {
      if (typeof objective[name] === 'function') continue;
      throw new TypeError(
        `The objective of one's own has no function ${name}. Give { discriminatorLoss, generatorLoss }.`,
      );
    }
    return;
  }
  assertName('objective', objective, OBJECTIVE_NAMES);
}

function assertPenalty({ kind, gamma, method, sigma }: Penalty): void {
  assertName('penalty', kind, PENALTY_KINDS);
  assertName('method of a penalty', method, PENALTY_METHODS);
  assertNumber('penalty.gamma', gamma, value => value > 0, 'above 0 (or `penalty: null` for none)');
  assertNumber('penalty.sigma', sigma, value => value > 0, 'above 0');
  if (kind !== 'gradient-penalty' || method === 'exact') return;
  throw new RangeError(
    "A penalty of the kind 'gradient-penalty' takes the length of each gradient, which finite differences overestimate. " +
      "Leave the method out, or take 'exact'.",
  );
}

function assertName(what: string, name: string, known: readonly string[]): void {
  if (known.includes(name)) return;
  throw new TypeError(`There is no ${what} named ${JSON.stringify(name)}. Known are ${known.join(', ')}.`);
}

function assertNumber(name: string, value: number, accepts: (value: number) => boolean, range: string): void {
  if (typeof value !== 'number' || !Number.isFinite(value) || !accepts(value)) {
    throw new RangeError(`${name} is ${inWords(value)}. It must be a finite number ${range}.`);
  }
}

/** Throws unless `value` is a whole number of at least 1. */
export function assertWhole(name: string, value: number): void {
  assertNumber(name, value, number => Number.isInteger(number) && number >= 1, 'and whole, at least 1');
}
