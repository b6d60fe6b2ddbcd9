/** How the generators were trained that are shaken, where each is, and how its caption begins. */
export const RECIPES = {
  stable: {
    weights: 'data/digits-stable',
    caption: 'Digits by the *stable recipe*',
  },
  article: {
    weights: 'data/digits-article',
    caption: 'Digits by the *article’s recipe*',
  },
  smooth: {
    weights: 'data/digits-smooth',
    caption: 'Digits by a network *kept from being steep*',
  },
  told: {
    weights: 'models/digits',
    caption: 'Digits by a network that is *told which to draw*',
  },
} as const;

export type RecipeName = keyof typeof RECIPES;

export const RECIPE_NAMES = Object.keys(RECIPES) as RecipeName[];
