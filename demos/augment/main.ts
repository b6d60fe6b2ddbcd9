/**
 * More out of few: ten real digits of a kind, and what can be made of them. Every addition takes shape beside them, and a
 * reader that knows these alone reads digits that it never saw.
 */
import {
  type AugmentDatasetOptions,
  augmentDataset,
  type Classifier,
  type Generator,
  loadClassifier,
} from 'genesis-particles/gan';
import { firstOfEach } from '../additions/firstOfEach.ts';
import { KINDS, type Kind } from '../additions/kinds.ts';
import { NearestNeighbour } from '../additions/NearestNeighbour.ts';
import { toDataset } from '../additions/toDataset.ts';
import { drawSheet, type Tile } from '../pictures/drawSheet.ts';
import { type TestDigit, testDigits } from '../pictures/testDigits.ts';
import { oneOf } from '../stage/address.ts';
import { addChips } from '../stage/chips.ts';
import type { Exhibit } from '../stage/Exhibit.ts';
import { onGround } from '../stage/ground.ts';
import { openGenerator } from '../stage/openGenerator.ts';
import { openStage } from '../stage/openStage.ts';
import { addPointing } from '../stage/pointing.ts';

/** Real digits of each kind, digits that tell what they are worth, and additions in all. */
const [EXAMPLES, TESTS, MOST] = [10, 1000, 400];
/** Additions from one sheet to the next. */
const TURN = 10;
const TILES = { wide: [5, 4], tall: [4, 5] } as const;

const { stage, swarm, readout, start } = openStage({ tint: 0.1, shimmer: 0.002 }, { fewest: 12_288 });
let kind = oneOf(Object.keys(KINDS) as Kind[], 'add');
let [real, others]: [TestDigit[], TestDigit[]] = [[], []];
let [generator, attacked, judge]: [Generator?, Classifier?, Classifier?] = [];
let work = new AbortController();
let [redraw, shown]: [() => void, Exhibit | null] = [() => {}, null];

const additions = (): Record<Kind, AugmentDatasetOptions> => ({
  changed: { classical: true },
  generated: { generator: generator! },
  hard: { hard: { classifier: attacked! } },
});

/** Adds, shows and reads until there are enough; what was under way is given up. */
async function augment(): Promise<void> {
  work.abort();
  work = new AbortController();
  const { signal } = work;
  readout.caption(KINDS[kind].caption);
  readout.status(KINDS[kind].status);
  const reader = new NearestNeighbour(others);
  for (const { image, label } of real) reader.learn(image, label);
  const percent = () => `${(100 * reader.accuracy).toFixed(1)} %`;
  readout.set('real', real.length);
  readout.set('before', percent());
  const options = { ...additions()[kind], filter: { classifier: judge! }, signal };
  const stream = augmentDataset(toDataset(real), options);
  const tell = (added: number) => {
    readout.set('added', added);
    readout.set('rejected', stream.rejected[KINDS[kind].source]);
    readout.set('now', percent());
  };
  let added: TestDigit[] = [];
  tell(0);
  show([]);
  try {
    for await (const { image, label, source } of stream) {
      if (source === 'original') continue;
      reader.learn(image, label);
      added = [...added, { image, label }];
      if (added.length % TURN === 0) {
        tell(added.length);
        await show(added);
      }
      if (added.length === MOST || signal.aborted) break;
    }
  } catch (error) {
    if (!signal.aborted) readout.status((error as Error).message, 'alert');
  }
}

/** The real digits of the sheet first, then the latest additions, in a colour of their own. */
function show(added: readonly TestDigit[]): Promise<unknown> {
  const draw = () => {
    const [columns, rows] = TILES[stage.aspect > 1 ? 'wide' : 'tall'];
    const latest = added.slice(-TURN).sort((a, b) => Number(a.label) - Number(b.label));
    const tiles: Tile[] = real
      .slice(0, columns * rows - latest.length)
      .map(({ image }) => ({ now: image, before: image }));
    for (const { image } of latest) {
      // Nothing of it was there before.
      tiles.push({ now: image, before: { ...image, data: new Uint8ClampedArray(image.data.length) } });
    }
    const image = drawSheet(tiles, columns, stage.ground);
    return swarm.form(image).then(end => {
      if (end === 'formed') shown = { source: 'image', image };
    });
  };
  redraw = () => void draw();
  return draw();
}

async function open(): Promise<void> {
  const options = { backend: stage.software ? 'wasm' : 'auto' } as const;
  const models = (name: string) => new URL(`../models/${name}.safetensors`, location.href);
  try {
    let digits: TestDigit[];
    [digits, generator, attacked, judge] = await Promise.all([
      testDigits(1500),
      openGenerator('digits', readout),
      loadClassifier(models('digits-classifier'), options),
      loadClassifier(models('digits-classifier-robust'), options),
    ]);
    ({ few: real, others } = firstOfEach(EXAMPLES, digits));
    others = others.slice(0, TESTS);
  } catch (error) {
    readout.status((error as Error).message, 'alert');
    throw error;
  }
  void augment();
}

addPointing(stage, swarm);
addChips(
  'kinds',
  Object.keys(KINDS) as Kind[],
  () => kind,
  name => {
    kind = name;
    if (judge) void augment();
  },
);
start();

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
