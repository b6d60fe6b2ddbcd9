/** From a preset's name and the parts overridden by name to a complete, checked recipe. */

import { OBJECTIVE_NAMES } from '../objectives/names.ts';
import { PRESETS, type PresetName } from './presets.ts';
import type { Penalty, Recipe } from './Recipe.ts';

/** The parts of a recipe that can be overridden; `penalty` may leave out sigma. */
export type RecipeOverrides = { readonly [K in Exclude<keyof Recipe, 'penalty'>]?: Recipe[K] | undefined } & {
  readonly penalty?: { readonly gamma: number; readonly sigma?: number } | null | undefined;
};

const DEFAULT_SIGMA = 0.01;

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
  return penalty ? { sigma: DEFAULT_SIGMA, ...penalty } : null;
}

function assertRecipe(recipe: Recipe): void {
  if (!OBJECTIVE_NAMES.includes(recipe.objective)) {
    throw new TypeError(
      `There is no objective named ${JSON.stringify(recipe.objective)}. Known are ${OBJECTIVE_NAMES.join(', ')}.`,
    );
  }
  assertNumber('learningRate', recipe.learningRate, value => value > 0, 'above 0');
  assertNumber('beta1', recipe.beta1, value => value >= 0 && value < 1, 'from 0 to below 1');
  assertNumber('beta2', recipe.beta2, value => value >= 0 && value < 1, 'from 0 to below 1');
  assertNumber('epsilon', recipe.epsilon, value => value > 0, 'above 0');
  assertNumber('ema', recipe.ema, value => value >= 0, 'at least 0 (steps)');
  assertWhole('batchSize', recipe.batchSize);
  if (recipe.penalty) {
    assertNumber(
      'penalty.gamma',
      recipe.penalty.gamma,
      value => value > 0,
      'above 0 (or `penalty: null` for none)',
    );
    assertNumber('penalty.sigma', recipe.penalty.sigma, value => value > 0, 'above 0');
  }
}

function assertNumber(name: string, value: number, accepts: (value: number) => boolean, range: string): void {
  if (typeof value !== 'number' || !Number.isFinite(value) || !accepts(value)) {
    throw new RangeError(`${name} is ${value}. It must be a finite number ${range}.`);
  }
}

/** Throws unless `value` is a whole number of at least 1. */
export function assertWhole(name: string, value: number): void {
  assertNumber(name, value, number => Number.isInteger(number) && number >= 1, 'and whole, at least 1');
}
