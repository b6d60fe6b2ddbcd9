/** From a model's name or description, and the images it is for, to both networks' layers, checked. */

import type { LayerDescription, ModelDescription } from './layers/LayerDescription.ts';
import { assertLayers, type LayerPlan, planLayers, sizeOf } from './layers/planLayers.ts';
import { type ImageShape, MODELS, type ModelName } from './models.ts';

export interface ModelPlan {
  readonly latentSize: number;
  /** Length of the condition vector; 0 where both networks are unconditional. */
  readonly conditionSize: number;
  readonly imageShape: ImageShape;
  readonly generator: readonly LayerPlan[];
  readonly discriminator: readonly LayerPlan[];
}

const DEFAULT_LATENT_SIZE = 100;

/** Throws at once what can be known without the images. @throws TypeError on an unknown name or no description. */
export function assertModel(model: ModelName | ModelDescription): void {
  const known = [...Object.keys(MODELS), 'auto'].join(', ');
  if (typeof model === 'string') {
    if (Object.hasOwn(MODELS, model)) return;
    throw new TypeError(
      `There is no model named ${JSON.stringify(model)}. Known are ${known}; or describe one as ` +
        '{ latentSize, generator: [layers], discriminator: [layers] }.',
    );
  }
  if (typeof model !== 'object' || model === null) {
    throw new TypeError(`The model is ${String(model)}. Give a name (${known}) or a description.`);
  }
  const { latentSize = DEFAULT_LATENT_SIZE } = model;
  if (!Number.isInteger(latentSize) || latentSize < 1) {
    throw new RangeError(`The model's latentSize is ${latentSize}. It must be a whole number of at least 1.`);
  }
  assertLayers('generator', model.generator);
  assertLayers('discriminator', model.discriminator);
}

/**
 * @param conditionSize of the images' labels, 0 without; models by name are conditional wherever there are labels.
 * @throws RangeError when the networks do not fit the images, the condition or each other.
 */
export function planModel(
  model: ModelName | ModelDescription,
  imageShape: ImageShape,
  conditionSize: number,
): ModelPlan {
  assertModel(model);
  const { latentSize = DEFAULT_LATENT_SIZE, ...layers } =
    typeof model === 'string' ? MODELS[model](imageShape, conditionSize > 0) : model;
  const conditional = [...layers.generator, ...layers.discriminator].some(takesCondition);
  const used = conditional ? conditionSize : 0;
  const plan = {
    latentSize,
    conditionSize: used,
    imageShape,
    generator: planLayers('generator', { shape: [latentSize], conditionSize: used }, layers.generator),
    discriminator: planLayers(
      'discriminator',
      { shape: imageShape, conditionSize: used },
      layers.discriminator,
    ),
  };
  assertMakesImages(plan.generator, imageShape);
  assertEndsInLogit(plan.discriminator);
  return plan;
}

function takesCondition(layer: LayerDescription): boolean {
  return layer?.type === 'condition' || layer?.type === 'projection';
}

/** @throws RangeError unless `generator` makes images of exactly this shape. */
export function assertMakesImages(generator: readonly LayerPlan[], imageShape: ImageShape): void {
  const { output } = generator.at(-1)!;
  const [height, width, channels] = imageShape;
  const fits = output.length === 1 ? output[0] === sizeOf(imageShape) : output.join() === imageShape.join();
  if (fits) return;
  throw new RangeError(
    `The images are ${width} × ${height} with ${channels} channel(s), ${sizeOf(imageShape)} values each, but the ` +
      `generator makes [${output}]. Give images of that size, or a model whose generator ends in them.`,
  );
}

function assertEndsInLogit(discriminator: readonly LayerPlan[]): void {
  const { output, description } = discriminator.at(-1)!;
  const activation = 'activation' in description ? (description.activation ?? 'linear') : 'linear';
  if (sizeOf(output) === 1 && activation === 'linear') return;
  throw new RangeError(
    `The discriminator ends in ${sizeOf(output)} ${activation} unit(s). It must end in one linear unit, the logit, or ` +
      'in a projection: the objectives apply the sigmoid themselves, in a numerically stable form.',
  );
}
