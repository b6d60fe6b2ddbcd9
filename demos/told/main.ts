/**
 * Images that are told in words. The latent vector stays while somebody writes: with every word the same face changes in
 * what the word says.
 */
import type { Generator } from 'genesis-particles/gan';
import { lightAlone } from '../pictures/lightAlone.ts';
import { oneOf, query, whole } from '../stage/address.ts';
import { addChips } from '../stage/chips.ts';
import type { Exhibit } from '../stage/Exhibit.ts';
import { onGround } from '../stage/ground.ts';
import { addKeys } from '../stage/keys.ts';
import { openGenerator } from '../stage/openGenerator.ts';
import { openStage } from '../stage/openStage.ts';
import { addPointing } from '../stage/pointing.ts';
import { Reading } from '../telling/Reading.ts';
import { SETS, type SetName } from '../telling/sets.ts';
import { Typist } from '../telling/Typist.ts';

/** Milliseconds without a letter after which it is drawn. */
const PAUSE = 140;

const { stage, swarm, readout, dress, start } = openStage({});
const field = document.getElementById('prompt') as HTMLTextAreaElement;
const reading = new Reading((word, by) => {
  // Whole words only; \b knows no Chinese.
  const place = new RegExp(`(?<![\\p{L}\\p{M}])${word}(?![\\p{L}\\p{M}])`, 'giu');
  field.value = field.value.replace(place, by);
  void make();
});
const typist = new Typist(field, make);
let chosen = oneOf<SetName>(['faces', 'digits'], 'images');
let seed = whole('seed') ?? 14;
let timer = 0;
let [generator, shown, asked]: [Generator | null, Exhibit | null, number] = [null, null, 0];

/** Draws what the field says. Resolves when it stands, or when something newer was wanted. */
async function make(): Promise<void> {
  if (!generator) return;
  const mine = ++asked;
  const prompt = field.value;
  reading.show(generator.readPrompt(finished(prompt, generator)));
  const image = await generator.sample({ prompt, seed }).catch(() => null); // it was disposed of
  if (!image || mine !== asked) return;
  const onPaper = stage.ground === 'light' && chosen === 'digits';
  const end = await swarm.form(onPaper ? lightAlone(image) : image);
  if (end === 'formed') shown = { source: 'pretrained', image };
}

/** Without the word that somebody is in the middle of. */
function finished(prompt: string, { vocabulary }: Generator): string {
  const last = /[\p{L}\p{M}]+$/u.exec(prompt.toLowerCase())?.[0];
  const goesOn = last && vocabulary!.some(word => word.startsWith(last));
  return goesOn && document.activeElement === field ? prompt.slice(0, -last.length) : prompt;
}

async function open(name: SetName): Promise<void> {
  chosen = name;
  typist.stop();
  generator?.dispose();
  generator = null;
  field.value = '';
  const { look, caption, examples, generator: file } = SETS[name];
  const opened = await openGenerator(file, readout);
  if (chosen !== name) return opened.dispose();
  generator = opened;
  dress(look);
  readout.caption(caption);
  readout.status('Write what it shall look like. It changes with every word.');
  offer(examples);
  typist.write(query.get('prompt') ?? examples[0]);
}

function offer(examples: readonly string[]): void {
  document.querySelectorAll('#examples button').forEach(each => {
    each.remove();
  });
  addChips(
    'examples',
    examples,
    () => '',
    example => typist.write(example),
  );
}

const another = () => {
  seed++;
  void make();
};
addPointing(stage, swarm);
addChips(
  'sets',
  Object.keys(SETS) as SetName[],
  () => chosen,
  name => void open(name).catch(() => {}),
);
field.addEventListener('input', () => {
  clearTimeout(timer);
  timer = window.setTimeout(make, PAUSE);
});
field.addEventListener('keydown', event => {
  // A sentence, not lines.
  if (event.key === 'Enter') event.preventDefault();
});
document.getElementById('another')?.addEventListener('click', another);
addKeys({ KeyN: another });
start();

const ready = open(chosen);
ready.catch(() => {}); // the visitor has been told
onGround(() => void make());
window.genesis = {
  swarm,
  ready,
  get generator() {
    return generator ?? undefined;
  },
  get shown() {
    return shown;
  },
};
