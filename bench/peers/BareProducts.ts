import * as tf from '@tensorflow/tfjs';

/** Sides of the operands as they lie in memory, and which of them are transposed. */
type Product = readonly [a: [number, number], b: [number, number], transposeA: boolean, transposeB: boolean];

/**
 * The matrix products of one training step of two dense networks and nothing else: what a step cannot be faster than
 * as long as its products are TensorFlow.js'. Their operands are the same numbers every time.
 */
export class BareProducts {
  readonly #operands: (readonly [a: tf.Tensor2D, b: tf.Tensor2D, transposeA: boolean, transposeB: boolean])[];

  /** @param generator units of its layers, from the latent vector on; @param discriminator those of its, from the image on */
  constructor(batch: number, generator: readonly number[], discriminator: readonly number[]) {
    const products = [
      // The discriminator's turn: images are generated and judged beside real ones; the way back ends at its weights.
      ...forward(batch, generator),
      ...forward(2 * batch, discriminator),
      ...byWeights(2 * batch, discriminator),
      ...byInputs(2 * batch, discriminator.slice(1)),
      // The generator's: through both networks and back, without the discriminator's weights.
      ...forward(batch, generator),
      ...forward(batch, discriminator),
      ...byInputs(batch, discriminator),
      ...byWeights(batch, generator),
      ...byInputs(batch, generator.slice(1)),
    ];
    this.#operands = products.map(([a, b, ...transpose]) => [
      tf.randomUniform(a, -0.1, 0.1),
      tf.randomUniform(b, -0.1, 0.1),
      ...transpose,
    ]);
  }

  get count(): number {
    return this.#operands.length;
  }

  /** @returns the last product, to be waited for and disposed of by the caller */
  step(): tf.Tensor {
    return tf.tidy(() => {
      const results = this.#operands.map(operands => tf.matMul(...operands));
      return tf.slice(results.at(-1)!, [0, 0], [1, 1]);
    });
  }

  dispose(): void {
    for (const [a, b] of this.#operands) tf.dispose([a, b]);
  }
}

function pairs(units: readonly number[]): [inputs: number, outputs: number][] {
  return units.slice(1).map((outputs, index) => [units[index]!, outputs]);
}

/** x·W */
function forward(rows: number, units: readonly number[]): Product[] {
  return pairs(units).map(([inputs, outputs]) => [[rows, inputs], [inputs, outputs], false, false]);
}

/** xᵀ·dy */
function byWeights(rows: number, units: readonly number[]): Product[] {
  return pairs(units).map(([inputs, outputs]) => [[rows, inputs], [rows, outputs], true, false]);
}

/** dy·Wᵀ */
function byInputs(rows: number, units: readonly number[]): Product[] {
  return pairs(units).map(([inputs, outputs]) => [[rows, outputs], [inputs, outputs], false, true]);
}
