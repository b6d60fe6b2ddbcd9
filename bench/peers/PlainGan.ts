import * as tf from '@tensorflow/tfjs';
import type { AdamSettings } from '../../src/gan/optimisers/Adam.ts';

/**
 * The same game in the plain idiom of TensorFlow.js: `tf.layers` models, `tf.train.adam`, `tf.losses`, and
 * `optimizer.minimize` for each player in turn. Generated images are predicted outside of the gradient, joined to the
 * real ones and judged in one pass, as in the official example (tensorflow/tfjs-examples, `mnist-acgan/gan.js`).
 */
export class PlainGan {
  readonly generator: tf.Sequential = tf.sequential({
    layers: [
      tf.layers.dense({ units: 256, activation: 'relu', inputShape: [100] }),
      tf.layers.dense({ units: 512, activation: 'relu' }),
      tf.layers.dense({ units: 784, activation: 'tanh' }),
    ],
  });
  readonly discriminator: tf.Sequential = tf.sequential({
    layers: [
      tf.layers.dense({ units: 512, activation: 'relu', inputShape: [784] }),
      tf.layers.dense({ units: 256, activation: 'relu' }),
      tf.layers.dense({ units: 1 }),
    ],
  });
  /** Latent vectors for one turn, [batch, 100]. */
  drawLatents: () => tf.Tensor2D;

  private readonly generatorAdam: tf.Optimizer;
  private readonly discriminatorAdam: tf.Optimizer;
  private readonly real: tf.Tensor2D;
  private readonly realThenGenerated: tf.Tensor2D;

  constructor(batchSize: number, { learningRate, beta1, beta2, epsilon }: AdamSettings) {
    this.generatorAdam = tf.train.adam(learningRate, beta1, beta2, epsilon);
    this.discriminatorAdam = tf.train.adam(learningRate, beta1, beta2, epsilon);
    this.real = tf.ones([batchSize, 1]);
    this.realThenGenerated = tf.tidy(() => tf.concat([this.real, tf.zerosLike(this.real)]));
    this.drawLatents = () => tf.randomNormal([batchSize, 100]);
  }

  /** One update of the discriminator, then one of the generator; both losses before it, discriminator's first. */
  step(images: tf.Tensor2D): [tf.Scalar, tf.Scalar] {
    return tf.tidy(() => {
      const { generator, discriminator } = this;
      const generated = generator.predictOnBatch(this.drawLatents()) as tf.Tensor2D;
      const judged = tf.concat([images, generated]);
      const discriminatorLoss = this.discriminatorAdam.minimize(
        () => tf.losses.sigmoidCrossEntropy(this.realThenGenerated, discriminator.apply(judged) as tf.Tensor),
        true,
        discriminator.getWeights() as tf.Variable[],
      );
      const latents = this.drawLatents();
      const generatorLoss = this.generatorAdam.minimize(
        () =>
          tf.losses.sigmoidCrossEntropy(
            this.real,
            discriminator.apply(generator.apply(latents) as tf.Tensor) as tf.Tensor,
          ),
        true,
        generator.getWeights() as tf.Variable[],
      );
      return [discriminatorLoss!, generatorLoss!];
    });
  }

  dispose(): void {
    for (const owned of [this.generator, this.discriminator, this.generatorAdam, this.discriminatorAdam])
      owned.dispose();
    tf.dispose([this.real, this.realThenGenerated]);
  }
}
