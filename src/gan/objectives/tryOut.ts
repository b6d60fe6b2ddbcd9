import { inWords } from '../assertKnown.ts';
import type { Recipe } from '../recipes/Recipe.ts';
import * as tf from '../tf.ts';

/**
 * A pair of functions of somebody's own, asked once about logits of zero: better now than in the midst of a step, where
 * TensorFlow.js would keep the tensors of the way that far.
 * @throws TypeError unless both give a scalar; or whatever they throw
 */
export function tryOut(objective: Recipe['objective']): void {
  if (typeof objective === 'string') return;
  const { discriminatorLoss, generatorLoss, generatorSeesReal } = objective;
  tf.tidy(() => {
    const [real, fake] = [tf.zeros([2, 1]), tf.zeros([2, 1])] as [tf.Tensor2D, tf.Tensor2D];
    const losses = {
      discriminatorLoss: discriminatorLoss(real, fake, 1),
      generatorLoss: generatorLoss(fake, generatorSeesReal ? real : null),
    };
    for (const [name, loss] of Object.entries<unknown>(losses)) {
      if (loss instanceof tf.Tensor && loss.rank === 0) continue;
      const given = loss instanceof tf.Tensor ? `a tensor of [${loss.shape}]` : inWords(loss);
      throw new TypeError(
        `The objective's ${name} gave ${given}. It has to give a scalar: a mean over the batch.`,
      );
    }
  });
}
