/** The encoder of texts that a generator learnt with: the numbers of words to the condition it draws under. */

import { Network } from '../networks/Network.ts';
import * as tf from '../tf.ts';
import { encoderWeights, type GeneratorFile, planEncoder } from '../weights/generatorFile.ts';

export class TextEncoder {
  readonly #network: Network;
  readonly #places: number;

  private constructor(network: Network, places: number) {
    this.#network = network;
    this.#places = places;
  }

  /** That of a generator's file; null where it is not told in words. */
  static fromFile({ text, weights }: GeneratorFile): TextEncoder | null {
    if (!text) return null;
    return new TextEncoder(Network.fromWeights(planEncoder(text), encoderWeights(weights)), text.places);
  }

  /** @param words their numbers, from 1 on. @returns the same condition `count` times, [count, size] */
  encode(words: readonly number[], count: number): tf.Tensor2D {
    return tf.tidy(() => {
      const numbers = new Float32Array(this.#places);
      numbers.set(words.slice(0, this.#places));
      const condition = this.#network.apply(tf.tensor2d(numbers, [1, this.#places]));
      return tf.tile(condition as tf.Tensor2D, [count, 1]);
    });
  }

  dispose(): void {
    this.#network.dispose();
  }
}
