/**
 * From a picture back: a generator is searched for what would make what a visitor draws. What is found can be changed along
 * its attributes, added to others and turned into them, for it is as if the generator had imagined it.
 */
import type { PixelImage } from 'genesis-particles';
import type { Generator } from 'genesis-particles/gan';
import { AttributeRows } from '../latent/AttributeRows.ts';
import { Morph } from '../latent/Morph.ts';
import { along, type Makings, pure, withValue } from '../latent/makings.ts';
import { Pads } from '../latent/Pads.ts';
import { Slots } from '../latent/Slots.ts';
import { Standing } from '../latent/Standing.ts';
import { SET_NAMES, SETS, type SetName } from '../latent/sets.ts';
import { takePictures } from '../pictures/takePictures.ts';
import { oneOf } from '../stage/address.ts';
import { addChips } from '../stage/chips.ts';
import { addKeys } from '../stage/keys.ts';
import { openGenerator } from '../stage/openGenerator.ts';
import { openStage } from '../stage/openStage.ts';
import { addPointing } from '../stage/pointing.ts';

const byId = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;
const { stage, swarm, readout, dress, start } = openStage(SETS.portraits.look);
const pads = new Pads(picture => void find(picture));
const rows = new AttributeRows(byId('attributes'));
const slots = new Slots();
const standing = new Standing(stage, swarm);
const morph = new Morph(byId('morph'), byId('play'), makings => generator!.sample(makings));

let chosen = oneOf(SET_NAMES, 'data');
let [generator, work]: [Generator | null, AbortController] = [null, new AbortController()];

async function open(name: SetName): Promise<void> {
  giveUp();
  generator?.dispose();
  [chosen, generator] = [name, null];
  pads.choose(name);
  const { signal } = work;
  const [opened, pictures] = await Promise.all([openGenerator(name, readout), SETS[name].ready()]);
  if (signal.aborted) return opened.dispose();
  generator = opened;
  pads.offer(pictures);
  dress(SETS[name].look);
  standing.begin(SETS[name].isGrey);
  rows.offer(opened.attributes ?? []);
  for (const [index, makings] of SETS[name].pair(opened.latentSize).entries()) {
    const image = await opened.sample(makings);
    slots.put(index, makings, image);
    standing.glimpse(image);
  }
  await find(pads.picture);
}

function choose(name: SetName): Promise<void> {
  const opening = open(name);
  const { signal } = work;
  opening.catch(error => signal.aborted || readout.status(error.message, 'alert'));
  return opening;
}

/** Ends whatever is under way. */
function giveUp(): void {
  pads.rest();
  work.abort();
  work = new AbortController();
  morph.stop();
  readout.progress(null);
}

/** Searches for what makes the picture, forms that, and keeps it as C. */
async function find(picture: PixelImage): Promise<void> {
  if (!generator) return;
  giveUp();
  const { signal } = work;
  readout.status('Searching all that the generator can make: a latent vector, and attributes…');
  readout.progress(0);
  try {
    const onProgress = (share: number) => readout.progress(share);
    const onImage = (image: PixelImage) => standing.glimpse(image);
    const options = { ...SETS[chosen].plan, signal, onProgress, onImage };
    const { latent, attributes, image, error } = await generator.invert(picture, options);
    const makings = { latent, attributes: pure(attributes!) };
    slots.put(2, makings, image);
    show(makings, image, 'Your picture, *as the generator would have imagined it*.');
    readout.status(`Found, and ${Math.round(error * 100)} % off. Change it below, or draw on.`);
  } catch (error) {
    if (!signal.aborted) readout.status((error as Error).message, 'alert');
  } finally {
    if (!signal.aborted) readout.progress(null);
  }
}

function show(makings: Makings, image: PixelImage, caption: string): void {
  readout.caption(caption);
  rows.attributes = makings.attributes;
  standing.show(makings, image);
}

async function make(makings: Makings | null | undefined, caption: string): Promise<void> {
  if (!generator || !makings) return;
  giveUp();
  readout.status('Change it below, or draw on.');
  const { signal } = work;
  const image = await generator.sample(makings);
  if (!signal.aborted) show(makings, image, caption);
}

const another = () => find(pads.next());
rows.onChoose = (name, value) => {
  const makings = standing.now && withValue(standing.now.makings, name, value);
  void make(makings, `The same latent vector, *${name}: ${value}*.`);
};
slots.onShow = (kept, name) => void make(kept, `*${name}*, as it was kept.`);
slots.onKeep = index => standing.now && slots.put(index, standing.now.makings, standing.now.image);
morph.at = place => generator && along(slots.kept, place, generator);
morph.onBegin = () => standing.follow(morph.newest);
morph.onMade = (makings, image, place) => {
  standing.now = { makings, image };
  rows.attributes = makings.attributes;
  readout.caption(slots.sayPlace(place));
};
takePictures({
  take(picture, caption) {
    pads.picture = SETS[chosen].fit(picture);
    readout.caption(caption);
    void find(pads.picture);
  },
  say: sentence => readout.status(sentence, 'alert'),
});
addChips('sets', SET_NAMES, () => chosen, choose);
byId('clear').addEventListener('click', () => pads.clear());
byId('another').addEventListener('click', () => void another());
const SUM = '*A − B + C*, latent vectors and attributes alike.';
byId('sum').addEventListener('click', () => void make(slots.sum, SUM));
addKeys({ KeyN: () => void another(), KeyM: () => morph.toggle() });
addPointing(stage, swarm);
start(deltaSeconds => morph.frame(deltaSeconds));

const ready = choose(chosen);
window.genesis = {
  swarm,
  ready,
  get generator() {
    return generator ?? undefined;
  },
  get shown() {
    return standing.shown;
  },
};
