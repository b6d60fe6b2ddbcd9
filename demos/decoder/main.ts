/**
 * What is known beforehand, enforced at a generator's output: a mirror, a palette and a silhouette, of which any may be
 * asked for, stand behind a network that knows of none of them.
 */
import type { Decoder, Generator } from 'genesis-particles/gan';
import { countColours } from '../pictures/countColours.ts';
import { MaskPad } from '../pictures/MaskPad.ts';
import { oneOf, whole } from '../stage/address.ts';
import { addChips } from '../stage/chips.ts';
import type { Exhibit } from '../stage/Exhibit.ts';
import { addKeys } from '../stage/keys.ts';
import { openGenerator } from '../stage/openGenerator.ts';
import { openStage } from '../stage/openStage.ts';
import { addPointing } from '../stage/pointing.ts';
import { type Choice, MIRRORS, PALETTES, SHAPES } from './structures.ts';

const { stage, swarm, readout, start } = openStage({ layout: 'grid', brightness: 0.75, shimmer: 0.003 });
const pad = new MaskPad(document.getElementById('pad') as HTMLCanvasElement);
const names = <Name extends string>(record: Record<Name, unknown>) => Object.keys(record) as Name[];
const choice: Choice = {
  mirror: oneOf(names(MIRRORS), 'mirror'),
  palette: oneOf(names(PALETTES), 'palette'),
  shape: oneOf(names(SHAPES), 'shape'),
};
let seed = whole('seed') ?? 4;
let [generator, shown, asked]: [Generator | null, Exhibit | null, number] = [null, null, 0];

function decoders(): Decoder[] {
  const axis = MIRRORS[choice.mirror];
  const colours = PALETTES[choice.palette];
  return [
    ...(axis ? [{ type: 'mirror', axis } as const] : []),
    ...(colours.length > 0 ? [{ type: 'palette', colours } as const] : []),
    ...(choice.shape === 'whole' ? [] : [{ type: 'silhouette', mask: pad.mask } as const]),
  ];
}

async function make(): Promise<void> {
  if (!generator) return;
  const mine = ++asked;
  const enhance = decoders();
  const [plain, image] = await Promise.all([generator.sample({ seed }), generator.sample({ seed, enhance })]);
  if (mine !== asked) return;
  pad.picture = plain;
  readout.caption(sentenceOn(enhance));
  readout.set('colours', countColours(image));
  if ((await swarm.form(image)) === 'formed') shown = { source: 'pretrained', image };
}

function sentenceOn(enhance: readonly Decoder[]): string {
  if (enhance.length === 0) return 'A face, *just as a network made it up*.';
  const words = {
    mirror: choice.mirror === 'across' ? 'one half is the other' : 'below is as above',
    palette: `only ${PALETTES[choice.palette].length} colours`,
    silhouette: 'nothing outside its shape',
  };
  return `A face that a network made up, *${enhance.map(({ type }) => words[type]).join(', ')}*.`;
}

function choose(change: Partial<Choice>): void {
  Object.assign(choice, change);
  void make();
}

addPointing(stage, swarm);
addChips(
  'mirrors',
  names(MIRRORS),
  () => choice.mirror,
  mirror => choose({ mirror }),
);
addChips(
  'palettes',
  names(PALETTES),
  () => choice.palette,
  palette => choose({ palette }),
);
const markShape = addChips(
  'shapes',
  names(SHAPES),
  () => choice.shape,
  shape => {
    pad.fill(SHAPES[shape]);
    choose({ shape });
  },
);
for (const chip of document.querySelectorAll<HTMLElement>('#palettes button')) {
  const colours = PALETTES[chip.textContent as Choice['palette']];
  if (colours.length > 0) chip.style.setProperty('--colours', colours.join());
}
if (choice.shape !== 'own') pad.fill(SHAPES[choice.shape]);
pad.onDrawn = () => {
  choose({ shape: 'own' });
  markShape();
};
const another = () => {
  seed++;
  choose({});
};
document.getElementById('another')?.addEventListener('click', another);
addKeys({ KeyN: another });
start();

const ready = openGenerator('portraits', readout).then(opened => {
  generator = opened;
  readout.status(
    'Choose a structure, or draw a shape on the small picture. What the network made stays below.',
  );
  return make();
});
ready.catch(() => {}); // the visitor has been told
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
