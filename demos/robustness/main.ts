/**
 * Robustness to noise: twelve latent vectors are shaken, and a classifier says which of their images are still the digit
 * that they were. One recipe bears more of it than another; truncation helps them all.
 */
import type { PixelImage } from 'genesis-particles';
import { type Classifier, loadClassifier, loadGenerator } from 'genesis-particles/gan';
import { drawSheet, footOf } from '../pictures/drawSheet.ts';
import { Comparison } from '../shaking/Comparison.ts';
import { RECIPE_NAMES, RECIPES } from '../shaking/recipes.ts';
import { type Shaken, Tremor } from '../shaking/Tremor.ts';
import { oneOf, query } from '../stage/address.ts';
import { addChips } from '../stage/chips.ts';
import type { Exhibit } from '../stage/Exhibit.ts';
import { onGround } from '../stage/ground.ts';
import { addKeys } from '../stage/keys.ts';
import { Labels } from '../stage/Labels.ts';
import { openStage } from '../stage/openStage.ts';
import { addPointing } from '../stage/pointing.ts';

const COUNT = 12;
const TRUNCATIONS = ['1', '0.7', '0.5'] as const;
/** Milliseconds from one shake to the next, at least. */
const PAUSE = 150;

const { stage, swarm, readout, start } = openStage({ tint: 0.1, shimmer: 0.002 }, { fewest: 12_288 });
const labels = new Labels(stage, swarm);
const slider = document.getElementById('noise') as HTMLInputElement;
const output = document.getElementById('size') as HTMLOutputElement;
const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
const at = (path: string) => new URL(`../${path}.safetensors`, location.href);
const choice = { recipe: oneOf(RECIPE_NAMES, 'recipe'), truncation: oneOf(TRUNCATIONS, 'truncation') };
const comparison = new Comparison(readout, at('models/digits-classifier'));

let [classifier, tremor]: [Classifier?, Tremor?] = [];
let [image, shown, redraw]: [PixelImage | null, Exhibit | null, () => void] = [null, null, () => {}];
let loading = new AbortController();

/** Loads what this recipe has trained, and shakes it until another one is wanted. */
async function open(): Promise<void> {
  loading.abort();
  comparison.abort();
  loading = new AbortController();
  const { signal } = loading;
  const last = tremor?.generator;
  readout.progress(Number.NaN);
  try {
    const options = { backend: 'wasm' } as const;
    classifier ??= await loadClassifier(at('models/digits-classifier'), options);
    const generator = await loadGenerator(at(RECIPES[choice.recipe].weights), options);
    if (signal.aborted) return generator.dispose();
    tremor = new Tremor(generator, classifier, COUNT);
    last?.dispose();
    show(await tremor.at(slider.valueAsNumber, Number(choice.truncation), 0));
  } catch (error) {
    if (signal.aborted) return;
    readout.progress(null);
    readout.status((error as Error).message, 'alert');
    throw error;
  }
  readout.caption(RECIPES[choice.recipe].caption);
  readout.status('What moves changes its colour. Where a digit turns into another, both are named.');
  swarm.follow(newest, { rate: 15 });
  compare(tremor);
  void keepShaking(tremor, signal);
}

const compare = ({ generator }: Tremor) =>
  void comparison.measure(generator, choice.recipe, Number(choice.truncation));

async function keepShaking(mine: Tremor, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const since = performance.now();
    // Where motion is unwanted, the noise stands still.
    const shaken = await mine.at(slider.valueAsNumber, Number(choice.truncation), isCalm ? 0 : since / 1000);
    if (signal.aborted) return;
    show(shaken);
    await new Promise(resolve => setTimeout(resolve, Math.max(30, PAUSE + since - performance.now())));
  }
}

function show(shaken: readonly Shaken[]): void {
  redraw = () => {
    const columns = stage.aspect > 4 / 3 ? 4 : 3;
    const tiles = shaken.map(({ tile }) => tile);
    image = drawSheet(tiles, columns, stage.ground);
    const words = shaken.map(({ text, isKept }, index) => {
      return { at: footOf(index, COUNT, columns), text, kind: isKept ? 'right' : 'wrong' };
    });
    labels.show(words, image.width / image.height);
    readout.set('kept', shaken.filter(({ isKept }) => isKept).length);
  };
  redraw();
}

function newest(): PixelImage | null {
  const made = image;
  if (made) shown = { source: 'pretrained', image: made };
  image = null;
  return made;
}

addPointing(stage, swarm);
addChips(
  'recipes',
  RECIPE_NAMES,
  () => choice.recipe,
  recipe => {
    choice.recipe = recipe;
    void open().catch(() => {});
  },
);
addChips(
  'truncations',
  TRUNCATIONS,
  () => choice.truncation,
  truncation => {
    choice.truncation = truncation;
    if (tremor) compare(tremor);
  },
);
addKeys({ KeyN: () => void open().catch(() => {}) });
slider.value = query.get('noise') ?? slider.value;
const tell = () => {
  output.textContent = slider.valueAsNumber.toFixed(2);
};
slider.addEventListener('input', tell);
tell();
start(() => {
  labels.frame();
  comparison.mark(slider.valueAsNumber);
});

const ready = open();
ready.catch(() => {}); // the visitor has been told
onGround(() => redraw());
window.genesis = {
  swarm,
  ready,
  get generator() {
    return tremor?.generator;
  },
  get shown() {
    return shown;
  },
};
