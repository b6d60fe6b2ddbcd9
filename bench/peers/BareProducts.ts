import * as tf from '@tensorflow/tfjs';

interface Product {
  /** Sides of the operands as they lie in memory. */
  readonly a: [number, number];
  readonly b: [number, number];
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/**
 * The matrix products of one training step of two dense networks and nothing else: what a step cannot be faster than
 * as long as its products are TensorFlow.js'. Their operands are the same numbers every time.
 */
export class BareProducts {
  readonly #products: { readonly a: tf.Tensor2D; readonly b: tf.Tensor2D; readonly product: Product }[];

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
    this.#products = products.map(product => ({
      a: tf.randomUniform(product.a, -0.1, 0.1),
      b: tf.randomUniform(product.b, -0.1, 0.1),
      product,
    }));
  }

  get count(): number {
    return this.#products.length;
  }

  /** @returns the last product, to be waited for and disposed of by the caller */
  step(): tf.Tensor {
    return tf.tidy(() => {
      const results = this.#products.map(({ a, b, product: { transposeA, transposeB } }) =>
        tf.matMul(a, b, transposeA, transposeB),
      );
      return tf.slice(results.at(-1)!, [0, 0], [1, 1]);
    });
  }

  dispose(): void {
    for (const { a, b } of this.#products) tf.dispose([a, b]);
  }
}

function pairs(units: readonly number[]): [inputs: number, outputs: number][] {
  return units.slice(1).map((outputs, index) => [units[index]!, outputs]);
}

/** x·W */
function forward(rows: number, units: readonly number[]): Product[] {
  return pairs(units).map(([inputs, outputs]) => ({
    a: [rows, inputs],
    b: [inputs, outputs],
    transposeA: false,
    transposeB: false,
  }));
}

/** xᵀ·dy */
function byWeights(rows: number, units: readonly number[]): Product[] {
  return pairs(units).map(([inputs, outputs]) => ({
    a: [rows, inputs],
    b: [rows, outputs],
    transposeA: true,
    transposeB: false,
  }));
}

/** dy·Wᵀ */
function byInputs(rows: number, units: readonly number[]): Product[] {
  return pairs(units).map(([inputs, outputs]) => ({
    a: [rows, outputs],
    b: [inputs, outputs],
    transposeA: false,
    transposeB: true,
  }));
}
