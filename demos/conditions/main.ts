/**
 * What is asked for: a generator that takes a class and two numbers, how bold and how slanted a digit shall be. The latent
 * vectors stay; a slider moves, and the standing swarm takes the new shape. What came of it is measured on the pictures.
 */
import type { PixelImage } from 'genesis-particles';
import type { Generator } from 'genesis-particles/gan';
import { measureStrokes } from '../../training/measureStrokes.ts';
import { drawSheet } from '../pictures/drawSheet.ts';
import { oneOf, whole } from '../stage/address.ts';
import { addChips } from '../stage/chips.ts';
import type { Exhibit } from '../stage/Exhibit.ts';
import { addKeys } from '../stage/keys.ts';
import { openGenerator } from '../stage/openGenerator.ts';
import { openStage } from '../stage/openStage.ts';
import { addPointing } from '../stage/pointing.ts';
import { SwayingSliders } from '../stage/SwayingSliders.ts';

const DIGITS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;
const HANDS = 12;

const { stage, swarm, readout, start } = openStage({ tint: 0.1, shimmer: 0.002 }, { fewest: 12_288 });
const wish = new SwayingSliders();
let digit = oneOf(['any', ...DIGITS], 'digit');
let seed = whole('seed') ?? 1;
let [generator, image, shown]: [Generator | null, ImageData | null, Exhibit | null] = [null, null, null];
let [drawnAs, isBusy] = ['', false];

/** One image of each latent vector; what is asked for meanwhile is next. */
async function draw(): Promise<void> {
  const columns = stage.aspect > 1.2 ? 4 : 3;
  const asked = JSON.stringify([digit, seed, columns, stage.ground, wish.numbers]);
  if (isBusy || !generator || asked === drawnAs) return;
  [isBusy, drawnAs] = [true, asked];
  const attributes = { ...(digit !== 'any' && { digit }), ...wish.numbers };
  try {
    const images = await generator.sample({ seed, count: HANDS, attributes });
    tell(images);
    const tiles = images.map(now => ({ now, before: now }));
    image = drawSheet(tiles, columns, stage.ground);
  } catch (error) {
    readout.status((error as Error).message, 'alert');
  }
  isBusy = false;
}

/** What the pictures are like, on average. */
function tell(images: readonly PixelImage[]): void {
  const strokes = images.map(({ data, width }) =>
    measureStrokes(
      data.filter((_, i) => i % 4 === 0),
      width,
    ),
  );
  const mean = (of: 'thickness' | 'slant') =>
    strokes.reduce((sum, each) => sum + each[of], 0) / strokes.length;
  readout.set('thickness-measured', mean('thickness').toFixed(1));
  readout.set('slant-measured', mean('slant').toFixed(0));
}

function newest(): ImageData | null {
  void draw();
  const made = image;
  image = null;
  if (made) shown = { source: 'pretrained', image: made };
  return made;
}

addPointing(stage, swarm);
addChips(
  'digits',
  ['any', ...DIGITS],
  () => digit,
  chosen => {
    digit = chosen;
    readout.caption(
      digit === 'any'
        ? 'Twelve hands, *as bold and as slanted as you ask*.'
        : `Twelve hands write a *${digit}*, as you ask.`,
    );
  },
);
const another = () => {
  seed += HANDS;
};
document.getElementById('another')?.addEventListener('click', another);
addKeys({ KeyN: another });
// Sliders sway no faster than images come, so that what is measured is of what they say.
start(seconds => isBusy || wish.frame(seconds));

const ready = openGenerator('digits-shaped', readout).then(opened => {
  generator = opened;
  wish.offer(opened.attributes!.filter(each => 'from' in each));
  readout.status('Take a slider. The network was asked for this, and drew it: nothing is bent afterwards.');
  swarm.follow(newest, { smooth: true, rate: stage.software ? 12 : 30 });
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
