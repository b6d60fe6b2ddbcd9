/**
 * A map of latent space: between the images at its corners lies what a generator makes of the vectors between theirs.
 * One drags across it, and the swarm follows.
 */
import type { PixelImage } from 'genesis-particles';
import type { Generator } from 'genesis-particles/gan';
import { Atlas } from '../map/Atlas.ts';
import { Field } from '../map/Field.ts';
import { lightAlone } from '../pictures/lightAlone.ts';
import { toImageData } from '../pictures/toImageData.ts';
import { oneOf } from '../stage/address.ts';
import { addChips } from '../stage/chips.ts';
import type { Exhibit } from '../stage/Exhibit.ts';
import { openGenerator } from '../stage/openGenerator.ts';
import { openStage } from '../stage/openStage.ts';
import { addPointing } from '../stage/pointing.ts';
import { CORNERS, Plane } from './Plane.ts';

const SETS = { digits: { tint: 1 }, portraits: { tint: 0.1 } } as const;
type SetName = keyof typeof SETS;

const { stage, swarm, readout, dress, start } = openStage({});
const field = new Field(document.getElementById('map') as HTMLCanvasElement);
const atlas = new Atlas();
let chosen = oneOf<SetName>(['digits', 'portraits'], 'data');
let [generator, plane]: [Generator?, Plane?] = [];
let [image, shown]: [PixelImage | null, Exhibit | null] = [null, null];
let [drawnAt, isBusy, isMapsTurn] = ['', false, false];

async function open(name: SetName): Promise<void> {
  chosen = name;
  generator?.dispose();
  const opened = await openGenerator(name, readout);
  if (chosen !== name) return opened.dispose();
  [generator, plane, drawnAt] = [opened, new Plane(opened), ''];
  atlas.begin();
  dress(SETS[name]);
  readout.status('Drag across the map, or let it drift. Press a corner for another image there.');
  swarm.follow(newest, { smooth: name === 'digits', rate: stage.software ? 15 : 30 });
}

function newest(): PixelImage | null {
  void draw();
  const made = image;
  if (!made) return null;
  image = null;
  shown = { source: 'pretrained', image: made };
  return stage.ground === 'light' && chosen === 'digits' ? lightAlone(made) : made;
}

/** One image is under way at a time: of where one is by now or, every other one, for the map. */
async function draw(): Promise<void> {
  if (isBusy || !generator || !plane) return;
  const { place } = field.walker;
  const here = String(place.toArray());
  const cell = here === drawnAt || isMapsTurn ? atlas.next() : undefined;
  isMapsTurn = !isMapsTurn;
  if (here === drawnAt && !cell) return;
  [drawnAt, isBusy] = [cell ? drawnAt : here, true];
  const made = await generator.sample(plane.at(cell ?? place)).catch(() => null); // it was disposed of
  isBusy = false;
  if (made && cell) atlas.paint(cell, chosen === 'digits' ? lightAlone(made) : toImageData(made));
  else image = made;
}

addPointing(stage, swarm);
addChips(
  'sets',
  Object.keys(SETS) as SetName[],
  () => chosen,
  name => void open(name).catch(() => {}),
);
for (const [index, button] of document.querySelectorAll('.corner').entries()) {
  button.addEventListener('click', () => {
    plane?.renew(index);
    atlas.renew(CORNERS[index]!);
    drawnAt = '';
  });
}
start(deltaSeconds => {
  field.walker.frame(deltaSeconds);
  field.draw(atlas.canvas, chosen === 'digits');
});

const ready = open(chosen);
ready.catch(() => {}); // the visitor has been told
window.genesis = {
  swarm,
  ready,
  get generator() {
    return generator;
  },
  get shown() {
    return shown;
  },
};
