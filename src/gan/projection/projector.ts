import type { ImageFunction } from '../chain/ImageFunction.ts';
import { Random } from '../Random.ts';
import * as tf from '../tf.ts';
import { type Breathe, drawCandidates, type Range, type SearchPlan, searchLatent } from './searchLatent.ts';

/** To each image the nearest one in the range, always found from the same beginnings. */
export function projector(
  range: Range,
  plan: SearchPlan,
  seed: number,
  breathe: Breathe = async () => {},
): ImageFunction {
  return async given => {
    const candidates = drawCandidates(range, new Random(seed, 'where searches begin'));
    try {
      const { images, latents, classes, errors } = await searchLatent(
        range,
        given,
        plan,
        candidates,
        breathe,
      );
      tf.dispose([latents, classes, errors]);
      return images;
    } finally {
      candidates.dispose();
    }
  };
}
