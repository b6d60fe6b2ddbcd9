import type { Recipe } from '../recipes/Recipe.ts';

/** @throws RangeError when a batch would be larger than the data set. */
export function assertBatchSize({ batchSize }: Recipe, images: number): void {
  if (batchSize <= images) return;
  throw new RangeError(
    `batchSize is ${batchSize}, but the data set has ${images} images. Take a smaller one.`,
  );
}

/** The recipe itself or, with fewer images than a batch of it, one with all of them in a batch. */
export const fitBatchSize = (recipe: Recipe, images: number): Recipe =>
  recipe.batchSize <= images ? recipe : { ...recipe, batchSize: images };
