/** How the generators were trained that are shaken, where each is, and what it is said to be. */
export const RECIPES = {
  stable: {
    weights: 'data/digits-stable',
    caption: 'Digits by the *stable recipe*, shaken by noise.',
  },
  article: {
    weights: 'data/digits-article',
    caption: 'Digits by the *article’s recipe*, shaken by noise.',
  },
  smooth: {
    weights: 'data/digits-smooth',
    caption: 'Digits by a network *kept from being steep*, shaken by noise.',
  },
  told: {
    weights: 'models/digits',
    caption: 'Digits by a network that is *told which to draw*, shaken by noise.',
  },
} as const;

export type RecipeName = keyof typeof RECIPES;

export const RECIPE_NAMES = Object.keys(RECIPES) as RecipeName[];
