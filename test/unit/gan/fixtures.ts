/** Small data and networks for the tests of training. */

import type { GanTrainerOptions, ModelDescription } from '../../../src/gan/index.ts';
import { planLayers } from '../../../src/gan/networks/layers/planLayers.ts';
import type { ImageShape } from '../../../src/gan/networks/models.ts';
import { drawWeights, Network } from '../../../src/gan/networks/Network.ts';
import { type ModelPlan, planModel } from '../../../src/gan/networks/planModel.ts';
import { Random } from '../../../src/gan/Random.ts';
import { writeSafetensors } from '../../../src/gan/weights/safetensors.ts';

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

/** The same, and every other one turned dark where it was bright; the label says which: 0, 1, 0, 1, … */
export function tinyLabelledImages(count = 40): ReturnType<typeof tinyImages> & { labels: Uint8Array } {
  const all = tinyImages(count);
  const labels = Uint8Array.from({ length: count }, (_, image) => image % 2);
  const images = all.images.map((value, i) => (labels[i >> 4] ? 255 - value : value));
  return { ...all, images, labels };
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

/** {@link tinyModel} with the label as condition of both networks. */
export const tinyConditionalModel: ModelDescription = {
  latentSize: 3,
  generator: [{ type: 'condition' }, ...tinyModel.generator],
  discriminator: [tinyModel.discriminator[0]!, { type: 'projection' }],
};

/** Convolutions of all kinds, with the label as condition. */
export const tinyConvModel: ModelDescription = {
  latentSize: 3,
  generator: [
    { type: 'condition' },
    { type: 'dense', units: 16, activation: 'leaky-relu' },
    { type: 'reshape', shape: [2, 2, 4] },
    { type: 'conv-transpose', filters: 4, kernelSize: 4, activation: 'leaky-relu' },
    { type: 'conv', filters: 1, kernelSize: 3, activation: 'tanh' },
  ],
  discriminator: [
    { type: 'conv', filters: 4, kernelSize: 3, activation: 'leaky-relu' },
    { type: 'conv', filters: 4, kernelSize: 4, stride: 2, activation: 'leaky-relu' },
    { type: 'dense', units: 8, activation: 'leaky-relu' },
    { type: 'projection' },
  ],
};

/** The file of a classifier of {@link tinyLabelledImages}' two kinds, which has learnt nothing. */
export function tinyClassifier(): Uint8Array {
  const imageShape: ImageShape = [4, 4, 1];
  const layers = [
    { type: 'dense', units: 6, activation: 'relu' },
    { type: 'dense', units: 2 },
  ] as const;
  const plans = planLayers('classifier', { shape: imageShape, conditionSize: 0 }, layers);
  const attributes = [{ name: 'label', values: ['0', '1'] }];
  return writeSafetensors({
    tensors: drawWeights(plans, new Random(3, 'classifier')),
    metadata: {
      format: 'genesis-particles classifier 1',
      architecture: JSON.stringify({ imageShape, layers, featureLayer: 0, attributes }),
    },
  });
}

/** Both networks of a tiny model, for images of 4 × 4 pixels. */
export function tinyPlan(
  model: ModelDescription = tinyModel,
  { imageShape = [4, 4, 1], conditionSize = 0 }: { imageShape?: ImageShape; conditionSize?: number } = {},
): ModelPlan {
  return planModel(model, imageShape, conditionSize);
}

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

/** An IDX1 file of these labels. */
export function idxLabels(labels: readonly number[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array([0, 0, 8, 1, 0, 0, 0, labels.length, ...labels]);
}

export const LINEAR_IMAGES = [2, 2, 1] as const;

/** Images of 2 × 2 pixels out of 4 latent numbers: z · matrix, without a bias and without an activation. */
export function linearGenerator(matrix: readonly number[]): Network {
  const layers = [{ type: 'dense', units: 4 }] as const;
  const plans = planLayers('generator', { shape: [4], conditionSize: 0 }, layers);
  return Network.fromWeights(plans, {
    '0.kernel': { shape: [4, 4], values: Float32Array.from(matrix) },
    '0.bias': { shape: [4], values: new Float32Array(4) },
  });
}

export const diagonal = (...entries: number[]): number[] =>
  entries.flatMap((entry, i) => [0, 1, 2, 3].map(j => (i === j ? entry : 0)));

/** The file of a classifier that looks at the first pixel alone: dark or bright. Its features are all four pixels. */
export function darkOrBright(): Uint8Array {
  const layers = [
    { type: 'dense', units: 4 },
    { type: 'dense', units: 2 },
  ];
  const tensor = (shape: number[], values: number[]) => ({ shape, values: Float32Array.from(values) });
  return writeSafetensors({
    tensors: {
      '0.kernel': tensor([4, 4], diagonal(1, 1, 1, 1)),
      '0.bias': tensor([4], [0, 0, 0, 0]),
      '1.kernel': tensor([4, 2], [-1, 1, 0, 0, 0, 0, 0, 0]),
      '1.bias': tensor([2], [0, 0]),
    },
    metadata: {
      format: 'genesis-particles classifier 1',
      architecture: JSON.stringify({
        imageShape: LINEAR_IMAGES,
        layers,
        featureLayer: 0,
        attributes: [{ name: 'light', values: ['dark', 'bright'] }],
      }),
    },
  });
}
