/** From a trainer's options to complete, checked settings that can be sent to a worker. */

import { assertKnown, inWords } from '../assertKnown.ts';
import { assertBackendName } from '../backends/choose.ts';
import { toPortableSource } from '../data/DatasetSource.ts';
import { resolveHeldOut } from '../data/heldOut.ts';
import { resolvePictures } from '../data/pictures/PictureOptions.ts';
import type { ClassifierSource } from '../evaluation/openClassifier.ts';
import type { GanTrainerOptions } from '../GanTrainerTypes.ts';
import { assertModel } from '../networks/planModel.ts';
import type { Recipe } from '../recipes/Recipe.ts';
import { RECIPE_PARTS, resolveRecipe } from '../recipes/resolveRecipe.ts';
import { WATCH_MODES, type WatchMode } from '../watchdog/WatchMode.ts';
import type { TrainingSettings } from './TrainingSettings.ts';

/** Every option of a trainer, besides the parts of a recipe. */
const OPTIONS = [
  'dataset',
  'imageSide',
  'sheet',
  'preset',
  'model',
  'conditional',
  'heldOut',
  'classifier',
  'watchdog',
  'autosave',
  'seed',
  'sampleSeconds',
  'evaluateSeconds',
  'whenHidden',
  'backend',
  'worker',
  'workerUrl',
] as const satisfies readonly Exclude<keyof GanTrainerOptions, keyof Recipe>[];

/** @throws TypeError or RangeError when an option is unknown or out of its range. */
export function resolveSettings(options: GanTrainerOptions): TrainingSettings {
  assertKnown('new GanTrainer', options, [...OPTIONS, ...RECIPE_PARTS]);
  const {
    dataset,
    preset = 'article',
    model = 'article',
    conditional = true,
    classifier = null,
    watchdog = 'act',
    autosave = null,
    seed = 1,
    sampleSeconds = 4,
    evaluateSeconds = Number.POSITIVE_INFINITY,
    backend = 'auto',
    worker = true,
  } = options;
  if (model !== 'auto') assertModel(model);
  assertWatchMode(watchdog);
  assertBoolean('conditional', conditional);
  assertBoolean('worker', worker);
  assertAutosave(autosave);
  assertSeed(seed);
  assertSampleSeconds(sampleSeconds);
  assertSeconds('evaluateSeconds', evaluateSeconds, 'no evaluations');
  assertBackendName(backend);
  const recipe = resolveRecipe(preset, options);
  assertPortable(recipe, worker);
  const pictures = resolvePictures(options);
  return {
    source: toPortableSource(dataset, pictures),
    heldOut: resolveHeldOut(dataset, options.heldOut, pictures),
    classifier: toClassifierSource(classifier),
    model,
    conditional,
    watchdog,
    autosave,
    recipe,
    batchFits: options.batchSize === undefined,
    seed,
    sampleSeconds,
    evaluateSeconds,
    backend,
  };
}

function assertBoolean(name: string, value: boolean): void {
  if (typeof value === 'boolean') return;
  throw new TypeError(`${name} is ${inWords(value)}. It is true or false.`);
}

function assertAutosave(name: string | null): void {
  if (name === null || (typeof name === 'string' && name !== '')) return;
  throw new TypeError(
    `autosave is ${inWords(name)}. Give the name under which the training is kept, or leave it out.`,
  );
}

/** Functions cannot be sent to a worker. @throws TypeError */
export function assertPortable({ objective }: Recipe, worker: boolean): void {
  if (typeof objective === 'string' || !worker) return;
  throw new TypeError(
    'The objective is a pair of functions, which cannot be sent to a worker. Name one, or train with `worker: false`.',
  );
}

function assertWatchMode(mode: WatchMode): void {
  if (WATCH_MODES.includes(mode)) return;
  throw new TypeError(`watchdog is ${JSON.stringify(mode)}. It is ${WATCH_MODES.join(', ')}.`);
}

function toClassifierSource(classifier: URL | Uint8Array | null): ClassifierSource | null {
  if (classifier === null) return null;
  if (classifier instanceof URL) return { url: classifier.href };
  if (classifier instanceof Uint8Array) return { bytes: classifier };
  throw new TypeError(`The classifier is ${String(classifier)}. Give the URL of its file, or its bytes.`);
}

/** @throws TypeError unless it is one of the two. */
export function assertWhenHidden(whenHidden: string): void {
  if (whenHidden === 'train' || whenHidden === 'pause') return;
  throw new TypeError(`whenHidden is ${JSON.stringify(whenHidden)}. It is 'train' or 'pause'.`);
}

/** @throws RangeError unless it is a whole number of 32 bits. */
export function assertSeed(seed: number): void {
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffff_ffff) {
    throw new RangeError(`The seed is ${seed}. It must be a whole number from 0 to 4294967295.`);
  }
}

/** @throws RangeError unless it is a time, or Infinity for never. */
export function assertSampleSeconds(seconds: number): void {
  assertSeconds('sampleSeconds', seconds, 'no samples');
}

function assertSeconds(name: string, seconds: number, never: string): void {
  if (typeof seconds === 'number' && seconds > 0) return;
  throw new RangeError(`${name} is ${seconds}. It must be above 0, in seconds; Infinity for ${never}.`);
}
