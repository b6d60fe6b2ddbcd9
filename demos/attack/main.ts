/**
 * Adversarial examples: digits changed by so little that anybody still reads them, until a network does not; and what
 * brings them back.
 */
import type { PixelImage } from 'genesis-particles';
import { type Classifier, loadClassifier, type Verdict } from 'genesis-particles/gan';
import { drawSheet, footOf } from '../pictures/drawSheet.ts';
import { type TestDigit, testDigits } from '../pictures/testDigits.ts';
import { oneOf, query } from '../stage/address.ts';
import { addChips } from '../stage/chips.ts';
import type { Exhibit } from '../stage/Exhibit.ts';
import { onGround } from '../stage/ground.ts';
import { Labels } from '../stage/Labels.ts';
import { openStage } from '../stage/openStage.ts';
import { addPointing } from '../stage/pointing.ts';

/** The first test images, whichever they are. */
const COUNT = 20;
const DEFENCES = ['none', 'projection', 'training'] as const;
type Defence = (typeof DEFENCES)[number];
const WORDS: Readonly<Record<Defence, string>> = {
  none: 'What a network takes them for, *with nothing to defend it*.',
  projection: 'The nearest digits that *a generator can draw*, and what the same network takes those for.',
  training: 'What a network takes them for that *learnt from attacks*. These were made against it.',
};

const { stage, swarm, readout, start } = openStage({ tint: 0.1, shimmer: 0.002 }, { fewest: 12_288 });
const labels = new Labels(stage, swarm);
const slider = document.getElementById('epsilon') as HTMLInputElement;
const bound = document.getElementById('bound') as HTMLElement;
const models = (name: string) => new URL(`../models/${name}.safetensors`, location.href);

let digits: TestDigit[] = [];
let [plain, hardened]: [Classifier?, Classifier?] = [];
let defence: Defence = oneOf(DEFENCES, 'defence');
let work = new AbortController();
let [redraw, shown]: [() => void, Exhibit | null] = [() => {}, null];

const isRight = ({ label }: Verdict, index: number) => label === digits[index]!.label;

/** Attacks, defends, and shows what came of it; what was under way is given up. */
async function attack(): Promise<void> {
  work.abort();
  work = new AbortController();
  const { signal } = work;
  const epsilon = slider.valueAsNumber;
  const originals = digits.map(({ image }) => image);
  const victim = defence === 'training' ? hardened! : plain!;
  const onProgress = (share: number) => readout.progress(share);
  try {
    let images: readonly PixelImage[] = originals;
    let verdicts = await victim.classify(images, { signal });
    if (epsilon > 0) {
      readout.status('Looking for the smallest changes that mislead it…');
      const truth = digits.map(({ label }) => label);
      const found = await victim.attack(originals, truth, { epsilon, signal, onProgress });
      images = found.map(({ image }) => image);
      verdicts = found.map(({ verdict }) => verdict);
    }
    readout.set('misled', COUNT - verdicts.filter(isRight).length);
    show(images, verdicts);
    if (defence === 'projection') {
      readout.status('Searching what the generator can draw…');
      verdicts = await victim.classify(images, { defended: true, signal, onProgress });
      images = verdicts.map(({ projection }) => projection!);
      show(images, verdicts);
    }
    readout.set('right', verdicts.filter(isRight).length);
    readout.caption(WORDS[defence]);
    const percent = Math.round(epsilon * 100);
    readout.status(
      percent
        ? `No pixel was changed by more than ${percent}\u00a0%.`
        : 'Nothing is changed. Move the slider.',
    );
  } catch (error) {
    if (!signal.aborted) readout.status((error as Error).message, 'alert');
  } finally {
    if (!signal.aborted) readout.progress(null);
  }
}

function show(images: readonly PixelImage[], verdicts: readonly Verdict[]): void {
  redraw = () => {
    const columns = stage.aspect > 1 ? 5 : 4;
    // A projection is another image altogether: nothing in it was changed.
    const tiles = images.map((now, index) => ({
      now,
      before: verdicts[index]!.projection ? now : digits[index]!.image,
    }));
    const image = drawSheet(tiles, columns, stage.ground);
    const words = verdicts.map((verdict, index) => ({
      at: footOf(index, COUNT, columns),
      text: verdict.label!,
      kind: isRight(verdict, index) ? 'right' : 'wrong',
    }));
    labels.show(words, image.width / image.height);
    void swarm.form(image).then(end => {
      if (end === 'formed') shown = { source: 'image', image };
    });
  };
  redraw();
}

async function open(): Promise<void> {
  readout.progress(Number.NaN);
  const options = { backend: stage.software ? 'wasm' : 'auto' } as const;
  try {
    [digits, plain, hardened] = await Promise.all([
      testDigits(COUNT),
      loadClassifier(models('digits-classifier'), { ...options, defence: models('digits') }),
      loadClassifier(models('digits-classifier-robust'), options),
    ]);
  } catch (error) {
    readout.progress(null);
    readout.status((error as Error).message, 'alert');
    throw error;
  }
  await attack();
}

addPointing(stage, swarm);
const choose = (name: Defence) => {
  defence = name;
  if (hardened) void attack();
};
addChips('defences', DEFENCES, () => defence, choose);
const tell = () => {
  bound.textContent = slider.valueAsNumber.toFixed(2);
};
slider.addEventListener('input', tell);
slider.value = query.get('change') ?? '0';
tell();
slider.addEventListener('change', () => hardened && void attack());
start(() => labels.frame());

const ready = open();
ready.catch(() => {}); // the visitor has been told
onGround(() => redraw());
window.genesis = {
  swarm,
  ready,
  get shown() {
    return shown;
  },
};
