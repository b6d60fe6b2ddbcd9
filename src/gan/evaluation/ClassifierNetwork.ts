/** A trained classifier at work: what it sees in images, and in which features it sees it. Fixed; nothing learns here. */

import type { ValueAttribute } from '../data/Attribute.ts';
import type { ImageShape } from '../networks/models.ts';
import { Network } from '../networks/Network.ts';
import * as tf from '../tf.ts';
import { type ClassifierFile, readClassifierFile } from '../weights/classifierFile.ts';

/** What it sees, image after image. */
export interface Seen {
  /** `featureSize` numbers an image. */
  readonly features: Float32Array;
  /** For each value of each attribute its probability; those of one attribute sum to 1. */
  readonly probabilities: Float32Array;
}

export class ClassifierNetwork {
  readonly attributes: readonly ValueAttribute[];
  readonly imageShape: ImageShape;
  readonly featureSize: number;
  /** Free words from its file: how it was trained, and how often it is right on test images. */
  readonly metadata: Readonly<Record<string, string>>;

  readonly #network: Network;
  readonly #featureLayer: number;

  constructor(file: ClassifierFile) {
    this.attributes = file.attributes;
    this.imageShape = file.imageShape;
    this.metadata = file.metadata;
    this.featureSize = file.plans[file.featureLayer]!.output.reduce((size, side) => size * side, 1);
    this.#network = Network.fromWeights(file.plans, file.weights);
    this.#featureLayer = file.featureLayer;
  }

  /** @throws Error when the bytes are no classifier. */
  static fromBytes(bytes: Uint8Array): ClassifierNetwork {
    return new ClassifierNetwork(readClassifierFile(bytes));
  }

  /** @param images in [-1, 1], [count, height, width, channels]; stays the caller's */
  async see(images: tf.Tensor4D): Promise<Seen> {
    const [features, probabilities] = tf.tidy(() => {
      const end = this.#featureLayer + 1;
      const found = this.#network.applyPart(images, null, 0, end);
      const logits = this.#network.applyPart(found, null, end, this.#network.depth);
      return [tf.reshape(found, [images.shape[0], this.featureSize]), this.#softmax(logits as tf.Tensor2D)];
    });
    try {
      const [seen, likely] = await Promise.all([features.data(), probabilities.data()]);
      return {
        features: new Float32Array(seen as Float32Array),
        probabilities: new Float32Array(likely as Float32Array),
      };
    } finally {
      tf.dispose([features, probabilities]);
    }
  }

  /** [images, {@link featureSize}] */
  features(images: tf.Tensor4D): tf.Tensor2D {
    const found = this.#network.applyPart(images, null, 0, this.#featureLayer + 1);
    return tf.reshape(found, [images.shape[0], this.featureSize]);
  }

  /** The number of the likeliest value of each attribute, image after image. */
  async classes(images: tf.Tensor4D): Promise<number[]> {
    const classes = tf.tidy(() => {
      const groups = this.#perAttribute(this.logits(images));
      return tf.stack(
        groups.map(group => tf.argMax(group, 1)),
        1,
      );
    });
    return [...(await classes.data().finally(() => classes.dispose()))];
  }

  /** [images, values of all attributes], before any softmax. */
  logits(images: tf.Tensor4D): tf.Tensor2D {
    return this.#network.apply(images) as tf.Tensor2D;
  }

  dispose(): void {
    this.#network.dispose();
  }

  /** One softmax for each attribute. */
  #softmax(logits: tf.Tensor2D): tf.Tensor2D {
    return tf.concat(
      this.#perAttribute(logits).map(group => tf.softmax(group)),
      1,
    ) as tf.Tensor2D;
  }

  #perAttribute(logits: tf.Tensor2D): tf.Tensor2D[] {
    const sizes = this.attributes.map(({ values }) => values.length);
    return tf.split(logits, sizes, 1) as tf.Tensor2D[];
  }
}
