import { oneOf, query } from '../stage/address.ts';
import { addChips } from '../stage/chips.ts';
import { RECIPE_NAMES, type RecipeName } from './recipes.ts';
import { MOVERS, type Wish } from './shake.ts';

const TRUNCATIONS = ['1', '0.7', '0.5'] as const;

/** The page's controls. */
export interface Choices {
  readonly recipe: () => RecipeName;
  readonly wish: () => Wish;
}

/** @param react what happens after something else was chosen */
export function addChoices(react: Readonly<Record<'recipe' | 'truncation' | 'mover', () => void>>): Choices {
  const slider = document.getElementById('noise') as HTMLInputElement;
  const output = document.getElementById('size') as HTMLOutputElement;
  let [recipe, truncation] = [oneOf(RECIPE_NAMES, 'recipe'), oneOf(TRUNCATIONS, 'truncation')];
  let mover = oneOf(MOVERS, 'mover');
  addChips(
    'recipes',
    RECIPE_NAMES,
    () => recipe,
    name => {
      recipe = name;
      react.recipe();
    },
  );
  addChips(
    'movers',
    MOVERS,
    () => mover,
    name => {
      mover = name;
      react.mover();
    },
  );
  addChips(
    'truncations',
    TRUNCATIONS,
    () => truncation,
    name => {
      truncation = name;
      react.truncation();
    },
  );
  slider.value = query.get('noise') ?? slider.value;
  const tell = () => {
    output.textContent = slider.valueAsNumber.toFixed(2);
  };
  slider.addEventListener('input', tell);
  tell();
  return {
    recipe: () => recipe,
    wish: () => ({ mover, size: slider.valueAsNumber, truncation: Number(truncation) }),
  };
}
