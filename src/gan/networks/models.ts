/** The models known by name: functions of the images and the condition that they are for. */

import type { LayerDescription, ModelDescription } from './layers/LayerDescription.ts';

/** Of images: [height, width, channels]. */
export type ImageShape = readonly [height: number, width: number, channels: number];

/** The pairs of networks known by name. */
export type ModelName = 'article' | 'dense' | 'conv';

type MakeModel = (imageShape: ImageShape, conditional: boolean) => Required<ModelDescription>;

/** The article's own pair of networks: for 28 × 28 grey digits 559,632 and 533,505 parameters. Never conditional. */
const article: MakeModel = ([height, width, channels]) => ({
  latentSize: 100,
  generator: [
    { type: 'dense', units: 256, activation: 'relu' },
    { type: 'dense', units: 512, activation: 'relu' },
    { type: 'dense', units: height * width * channels, activation: 'tanh' },
  ],
  discriminator: [
    { type: 'dense', units: 512, activation: 'relu' },
    { type: 'dense', units: 256, activation: 'relu' },
    { type: 'dense', units: 1 },
  ],
});

/** The article's sizes with leaky ReLUs, and a condition where there is one. For machines without a GPU. */
const dense: MakeModel = ([height, width, channels], conditional) => ({
  latentSize: LATENT_SIZE,
  generator: [
    ...start(conditional),
    { type: 'dense', units: 256, activation: 'leaky-relu' },
    { type: 'dense', units: 512, activation: 'leaky-relu' },
    { type: 'dense', units: height * width * channels, activation: 'tanh' },
  ],
  discriminator: [
    { type: 'dense', units: 512, activation: 'leaky-relu' },
    { type: 'dense', units: 256, activation: 'leaky-relu' },
    end(conditional),
  ],
});

/** Convolutions for images of 16, 28, 32 or 64 pixels a side. */
const conv: MakeModel = (imageShape, conditional) => {
  const [height, width, channels] = imageShape;
  const layers = CONVOLUTIONS[height];
  if (!layers || width !== height) {
    const sides = CONV_SIDES.join(', ');
    throw new RangeError(
      `The model 'conv' is for square images of ${sides} pixels a side; these are ${width} × ${height}. Take the model ` +
        "'dense', scale the images, or describe a model of your own.",
    );
  }
  const { generator, discriminator } = layers(height, channels);
  return {
    latentSize: LATENT_SIZE,
    generator: [...start(conditional), ...generator],
    discriminator: [
      ...discriminator,
      { type: 'dense', units: 128, activation: 'leaky-relu' },
      end(conditional),
    ],
  };
};

export const MODELS: Readonly<Record<ModelName, MakeModel>> = { article, dense, conv };

const LATENT_SIZE = 64;

function start(conditional: boolean): LayerDescription[] {
  return conditional ? [{ type: 'condition' }] : [];
}

function end(conditional: boolean): LayerDescription {
  return conditional ? { type: 'projection' } : { type: 'dense', units: 1 };
}

type MakeLayers = (side: number, channels: number) => Pick<ModelDescription, 'generator' | 'discriminator'>;

/** By the images' side. Kernels of 4 with stride 2 reach every pixel equally often, so no chequerboards come of them. */
const CONVOLUTIONS: Readonly<Record<number, MakeLayers>> = {
  16: (side, channels) => ({
    generator: [
      ...image(side / 4, 128),
      doubled(64),
      detailed(64),
      doubled(64),
      { ...detailed(channels), activation: 'tanh' },
    ],
    discriminator: [detailed(64), halved(64), halved(128)],
  }),
  28: smallPair,
  32: smallPair,
  64: (side, channels) => ({
    generator: [
      ...image(side / 8, 128),
      doubled(64),
      doubled(32),
      { ...doubled(channels), activation: 'tanh' },
    ],
    discriminator: [halved(32), halved(64), halved(128)],
  }),
};

/** Sides of the images that `conv` is for, in pixels. */
export const CONV_SIDES: readonly number[] = Object.keys(CONVOLUTIONS).map(Number);

function smallPair(side: number, channels: number): ReturnType<MakeLayers> {
  return {
    generator: [...image(side / 4, 64), doubled(32), { ...doubled(channels), activation: 'tanh' }],
    discriminator: [halved(32), halved(64)],
  };
}

/** A small image of many channels, out of numbers in a row. */
function image(side: number, channels: number): LayerDescription[] {
  return [
    { type: 'dense', units: side * side * channels, activation: 'leaky-relu' },
    { type: 'reshape', shape: [side, side, channels] },
  ];
}

function doubled(filters: number) {
  return { type: 'conv-transpose', filters, kernelSize: 4, activation: 'leaky-relu' } as const;
}

function detailed(filters: number) {
  return { type: 'conv', filters, kernelSize: 3, activation: 'leaky-relu' } as const;
}

function halved(filters: number) {
  return { type: 'conv', filters, kernelSize: 4, stride: 2, activation: 'leaky-relu' } as const;
}
