/**
 * Robustness to noise: twelve latent vectors are shaken, and a classifier says which of their images are still the digit
 * that they were. One recipe bears more of it than another; truncation helps them all.
 */
import type { PixelImage } from 'genesis-particles';
import { type Classifier, loadClassifier, loadGenerator } from 'genesis-particles/gan';
import { drawSheet, footOf } from '../pictures/drawSheet.ts';
import { Comparison } from '../shaking/Comparison.ts';
import { addChoices } from '../shaking/choices.ts';
import { RECIPES } from '../shaking/recipes.ts';
import { shake } from '../shaking/shake.ts';
import { type Shaken, Tremor } from '../shaking/Tremor.ts';
import type { Exhibit } from '../stage/Exhibit.ts';
import { onGround } from '../stage/ground.ts';
import { addKeys } from '../stage/keys.ts';
import { Labels } from '../stage/Labels.ts';
import { openStage } from '../stage/openStage.ts';
import { addPointing } from '../stage/pointing.ts';

const COUNT = 12;

const { stage, swarm, readout, start } = openStage({ tint: 0.1, shimmer: 0.002 }, { fewest: 12_288 });
const labels = new Labels(stage, swarm);
const at = (path: string) => new URL(`../${path}.safetensors`, location.href);
const judge = at('models/digits-classifier');
const choices = addChoices({
  recipe: () => void open().catch(() => {}),
  truncation: () => tremor && compare(tremor),
  mover: describe,
});
const comparison = new Comparison(readout, judge);

let [classifier, tremor]: [Classifier?, Tremor?] = [];
let [image, shown, redraw]: [PixelImage | null, Exhibit | null, () => void] = [null, null, () => {}];
let loading = new AbortController();
let kept = COUNT;

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
    classifier ??= await loadClassifier(judge, options);
    const generator = await loadGenerator(at(RECIPES[choices.recipe()].weights), options);
    if (signal.aborted) return generator.dispose();
    tremor = new Tremor(generator, classifier, judge, COUNT);
    last?.dispose();
    const { size, truncation } = choices.wish();
    show(await tremor.at(size, truncation, 0));
  } catch (error) {
    if (signal.aborted) return;
    readout.progress(null);
    readout.status((error as Error).message, 'alert');
    throw error;
  }
  describe();
  swarm.follow(newest, { rate: 15 });
  compare(tremor);
  void keepShaking(tremor, signal);
}

function describe(): void {
  const { caption } = RECIPES[choices.recipe()];
  const isChance = choices.wish().mover === 'chance';
  readout.caption(`${caption}, ${isChance ? 'shaken by noise' : 'moved by an adversary'}.`);
  readout.status(
    isChance
      ? 'What moves changes its colour. Where a digit turns into another, both are named.'
      : 'An adversary goes as far as that noise would, but to where the classifier errs.',
  );
}

const compare = ({ generator }: Tremor) =>
  void comparison.measure(generator, choices.recipe(), choices.wish().truncation);

async function keepShaking(mine: Tremor, signal: AbortSignal): Promise<void> {
  try {
    for await (const shaken of shake(mine, choices.wish, signal)) if (!signal.aborted) show(shaken);
  } catch (error) {
    if (!signal.aborted) readout.status((error as Error).message, 'alert');
  }
}

function show(shaken: readonly Shaken[]): void {
  kept = shaken.filter(({ isKept }) => isKept).length;
  redraw = () => {
    const columns = stage.aspect > 4 / 3 ? 4 : 3;
    const tiles = shaken.map(({ tile }) => tile);
    image = drawSheet(tiles, columns, stage.ground);
    const words = shaken.map(({ text, isKept }, index) => {
      return { at: footOf(index, COUNT, columns), text, kind: isKept ? 'right' : 'wrong' };
    });
    labels.show(words, image.width / image.height);
    readout.set('kept', kept);
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
addKeys({ KeyN: () => void open().catch(() => {}) });
start(() => {
  labels.frame();
  const { size, mover } = choices.wish();
  comparison.mark(size, mover === 'chance' ? null : kept / COUNT);
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
