/** A few latent vectors with what is done to each: the noise that shakes it, and a path beside it. */

import { conditionSizeOf } from '../data/Attribute.ts';
import type { Network } from '../networks/Network.ts';
import { Random } from '../Random.ts';
import { drawConditions } from '../sampling/drawConditions.ts';
import type { GeneratorShape } from '../sampling/SampleRequest.ts';
import * as tf from '../tf.ts';
import type { Generate } from './Generate.ts';
import type { PathPlace } from './pathLengths.ts';

export class Handful {
  readonly latents: tf.Tensor2D;
  readonly noise: tf.Tensor2D;
  readonly places: readonly PathPlace[];
  /** Conditions are those that the seeds choose. */
  readonly generate: Generate;

  readonly #condition: tf.Tensor2D | null;

  /** Those of `seed`, `seed` + 1, …, as `sample({ seed })` draws them. */
  constructor(
    network: Network,
    { latentSize, imageShape, attributes }: GeneratorShape,
    seed: number,
    count: number,
    truncation: number,
  ) {
    const seeds = Array.from({ length: count }, (_, k) => seed + k);
    const normals = (stream: string) => {
      const rows = seeds.map(each => [...new Random(each, stream).normals(latentSize)]);
      return tf.tensor2d(rows, [count, latentSize]);
    };
    this.latents = normals('latent vector');
    this.noise = normals('noise on a latent vector');
    this.places = seeds.map(each => {
      const random = new Random(each, 'a place on a path');
      return { from: random.normals(latentSize), to: random.normals(latentSize), at: random.uniform() };
    });
    const conditions =
      attributes &&
      drawConditions({ seed, count, truncation, labels: attributes.map(() => null) }, attributes);
    this.#condition = conditions && tf.tensor2d(conditions, [count, conditionSizeOf(attributes!)]);
    this.generate = latents => {
      const images = network.apply(tf.mul(latents, truncation), this.#condition);
      return tf.reshape(images, [count, ...imageShape]) as tf.Tensor4D;
    };
  }

  /** What noise of this size leaves of the latent vectors, and makes of them. */
  shaken(size: number): tf.Tensor2D {
    return tf.tidy(() => tf.add(tf.mul(this.latents, Math.sqrt(1 - size ** 2)), tf.mul(this.noise, size)));
  }

  dispose(): void {
    tf.dispose([this.latents, this.noise, this.#condition ?? []]);
  }
}
