/**
 * A training as a safetensors file, to go on from later as if it had never stopped: all tensors that change with the
 * steps, and under `__metadata__` model, recipe, seed, counters and the state of every stream of random numbers.
 */

import type { LayerDescription } from '../networks/layers/LayerDescription.ts';
import type { ModelPlan } from '../networks/planModel.ts';
import { PRESETS } from '../recipes/presets.ts';
import type { Recipe } from '../recipes/Recipe.ts';
import { overrideRecipe } from '../recipes/resolveRecipe.ts';
import type { RunState } from '../training/TrainingRun.ts';
import { floatTensors, readSafetensors, writeSafetensors } from '../weights/safetensors.ts';
import { FORMAT } from './isCheckpoint.ts';

/** What has to be the same for a training to go on from a checkpoint. */
export interface Fingerprint {
  readonly latentSize: number;
  readonly conditionSize: number;
  readonly imageShape: readonly number[];
  readonly generator: readonly LayerDescription[];
  readonly discriminator: readonly LayerDescription[];
  /** Images in the data set. */
  readonly images: number;
}

export interface Checkpoint {
  readonly fingerprint: Fingerprint;
  readonly recipe: Recipe;
  readonly seed: number;
  readonly state: RunState;
}

export function fingerprintOf(plan: ModelPlan, images: number): Fingerprint {
  const { latentSize, conditionSize, imageShape } = plan;
  const [generator, discriminator] = [plan.generator, plan.discriminator].map(layers =>
    layers.map(({ description }) => description),
  ) as [LayerDescription[], LayerDescription[]];
  return { latentSize, conditionSize, imageShape, generator, discriminator, images };
}

/** @throws Error when the recipe has an objective of one's own, which is no data. */
export function writeCheckpoint({ fingerprint, recipe, seed, state }: Checkpoint): Uint8Array<ArrayBuffer> {
  if (typeof recipe.objective !== 'string') {
    throw new Error(
      'A training by functions of your own cannot be saved: functions are no data. Name an objective.',
    );
  }
  const { tensors, ...counted } = state;
  const words = { fingerprint, recipe, seed, state: counted };
  const metadata = Object.fromEntries(
    Object.entries(words).map(([name, value]) => [name, JSON.stringify(value)]),
  );
  return writeSafetensors({ tensors, metadata: { ...metadata, format: FORMAT } });
}

/** @throws Error when the file is damaged, is no checkpoint, or belongs to another model or data set. */
export function readCheckpoint(bytes: Uint8Array, expected: Fingerprint): Omit<Checkpoint, 'fingerprint'> {
  const { tensors, metadata } = readSafetensors(bytes);
  if (metadata.format !== FORMAT) {
    throw new Error(
      `The file is no saved training: its metadata says format ${JSON.stringify(metadata.format)}, not ` +
        `${JSON.stringify(FORMAT)}. Give a file that was made by save() of a trainer.`,
    );
  }
  const { fingerprint, recipe, seed, state } = parse(metadata);
  for (const [name, value] of Object.entries(expected)) {
    const found = (fingerprint as unknown as Record<string, unknown>)?.[name];
    if (JSON.stringify(found) === JSON.stringify(value)) continue;
    throw new Error(
      `The saved training belongs to another model or data set: its ${name} is ${inShort(found)}, here it is ` +
        `${inShort(value)}. Make the trainer with the same dataset and model ('auto' is chosen by the machine's speed: ` +
        'give it by its name), and load again.',
    );
  }
  return {
    recipe: overrideRecipe(PRESETS.article, recipe as Recipe),
    seed,
    state: { ...checkCounters(state), tensors: floatTensors(tensors) },
  };
}

/** Layers by their kinds and sizes, all else as it is. */
function inShort(value: unknown): string {
  if (!Array.isArray(value) || typeof value[0] !== 'object') return JSON.stringify(value);
  const layers = value as readonly Partial<Record<'type' | 'units' | 'filters', unknown>>[];
  return layers.map(({ type, units = '', filters = '' }) => `${type} ${units}${filters}`.trim()).join(', ');
}

function parse(metadata: Readonly<Record<string, string>>): Checkpoint {
  try {
    const names = ['fingerprint', 'recipe', 'seed', 'state'];
    return Object.fromEntries(
      names.map(name => [name, JSON.parse(metadata[name]!)]),
    ) as unknown as Checkpoint;
  } catch (cause) {
    throw new Error('The saved training is damaged: its metadata is not JSON. Load or copy the file again.', {
      cause,
    });
  }
}

function checkCounters(state: Omit<RunState, 'tensors'>): Omit<RunState, 'tensors'> {
  const { step, imagesSeen, order, counters } = state ?? {};
  const numbers = [
    step,
    imagesSeen,
    order?.epoch,
    order?.shown,
    counters?.generatorUpdates,
    counters?.discriminatorUpdates,
    counters?.averagings,
    ...Object.values(counters?.randoms ?? { none: [] }).flatMap(random => random.slice(0, 4)),
  ];
  if (numbers.length === 23 && numbers.every(value => Number.isInteger(value))) return state;
  throw new Error(
    'The saved training is damaged: its counters are not whole numbers. Load or copy the file again.',
  );
}
