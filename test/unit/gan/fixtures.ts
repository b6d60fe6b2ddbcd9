/** Small data and networks for the tests of training. */

import type { GanTrainerOptions, ModelDescription } from '../../../src/gan/index.ts';
import { Random } from '../../../src/gan/Random.ts';

/** 4 × 4 grey images: a bright left half and a dark right half, with noise. */
export function tinyImages(count = 40): {
  images: Uint8Array;
  width: number;
  height: number;
  channels: number;
} {
  const random = new Random(7, 'tiny images');
  const images = Uint8Array.from({ length: count * 16 }, (_, i) => (i % 4 < 2 ? 200 : 20) + random.below(40));
  return { images, width: 4, height: 4, channels: 1 };
}

export const tinyModel: ModelDescription = {
  latentSize: 3,
  generator: [
    { type: 'dense', units: 8, activation: 'relu' },
    { type: 'dense', units: 16, activation: 'tanh' },
  ],
  discriminator: [
    { type: 'dense', units: 8, activation: 'leaky-relu' },
    { type: 'dense', units: 1 },
  ],
};

/** A trainer's options for a fast run in this thread. */
export function tinyOptions(overrides: Partial<GanTrainerOptions> = {}): GanTrainerOptions {
  return {
    dataset: tinyImages(),
    model: tinyModel,
    batchSize: 8,
    learningRate: 0.01,
    backend: 'cpu',
    worker: false,
    ...overrides,
  };
}

/** An IDX3 file of `count` images of 2 × 3 (height × width) pixels: 0, 1, 2, … */
export function idxFile(count = 2): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(16 + count * 6);
  const view = new DataView(bytes.buffer);
  [0x0803, count, 2, 3].forEach((value, index) => {
    view.setUint32(4 * index, value);
  });
  for (let i = 16; i < bytes.length; i++) bytes[i] = i - 16;
  return bytes;
}
