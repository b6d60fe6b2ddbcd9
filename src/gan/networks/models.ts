/** The models known by name, and the check of any model against the images that it is to learn. */

import { assertLayers, type ModelDescription } from './layers.ts';

/** `imageShape` of a model: [height, width, channels]. */
export type ImageShape = readonly [height: number, width: number, channels: number];

const DEFAULT_LATENT_SIZE = 100;

/** The article's own pair of networks for 28 × 28 grey digits: 559,632 and 533,505 parameters. */
const article: ModelDescription = {
  latentSize: DEFAULT_LATENT_SIZE,
  generator: [
    { type: 'dense', units: 256, activation: 'relu' },
    { type: 'dense', units: 512, activation: 'relu' },
    { type: 'dense', units: 784, activation: 'tanh' },
  ],
  discriminator: [
    { type: 'dense', units: 512, activation: 'relu' },
    { type: 'dense', units: 256, activation: 'relu' },
    { type: 'dense', units: 1 },
  ],
};

export const MODELS: Readonly<Record<string, ModelDescription>> = { article };

/** A model's name or description to a checked description with its latent size filled in. */
export function resolveModel(model: string | ModelDescription): Required<ModelDescription> {
  if (typeof model === 'string') {
    if (!Object.hasOwn(MODELS, model)) {
      throw new TypeError(
        `There is no model named ${JSON.stringify(model)}. Known are ${Object.keys(MODELS).join(', ')}; or describe one ` +
          'as { latentSize, generator: [layers], discriminator: [layers] }.',
      );
    }
    return resolveModel(MODELS[model]!);
  }
  if (typeof model !== 'object' || model === null) {
    throw new TypeError(
      `The model is ${String(model)}. Give a name (${Object.keys(MODELS).join(', ')}) or a description.`,
    );
  }
  const { latentSize = DEFAULT_LATENT_SIZE, generator, discriminator } = model;
  if (!Number.isInteger(latentSize) || latentSize < 1) {
    throw new RangeError(`The model's latentSize is ${latentSize}. It must be a whole number of at least 1.`);
  }
  assertLayers('generator', generator);
  assertLayers('discriminator', discriminator);
  const last = discriminator.at(-1)!;
  if (last.units !== 1 || (last.activation ?? 'linear') !== 'linear') {
    throw new RangeError(
      `The discriminator ends in ${last.units} ${last.activation ?? 'linear'} unit(s). It must end in one linear unit, ` +
        'the logit: the objectives apply the sigmoid themselves, in a numerically stable form.',
    );
  }
  return { latentSize, generator, discriminator };
}

/** Throws unless the model's generator makes images of exactly this shape. */
export function assertModelFits(model: ModelDescription, [height, width, channels]: ImageShape): void {
  const units = model.generator.at(-1)!.units;
  const values = height * width * channels;
  if (units !== values) {
    throw new RangeError(
      `The images are ${width} × ${height} with ${channels} channel(s), ${values} values each, but the generator's last ` +
        `layer has ${units} units. Give images of ${units} values, or a model whose generator ends in ${values} units.`,
    );
  }
}
