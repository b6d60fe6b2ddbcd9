/**
 * Draws the pixel portraits that a conditional generator learns, with what each shows, and packs them:
 *
 *     npx tsx training/portraits.ts [--training 12000] [--test 4000] [--seed 1]
 *
 * The faces are DiceBear's "Pixel Art" (CC0 1.0), 16 × 16 pixels on transparent ground. Every attribute is drawn by
 * itself, so a bearded face with braids is as likely as any; what is no attribute (the cut of the clothes,
 * earrings, the shape of the glasses, …) differs at random too. Only drawings whose meaning can be seen are taken:
 * mouths that smile or droop at both ends, in colours that stand out from every skin, and hair that shows under a
 * hat. Also writes an unselected sheet of 64 of them, and the demo's copy.
 */

import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { createAvatar } from '@dicebear/core';
import * as pixelArt from '@dicebear/pixel-art';
import { Resvg } from '@resvg/resvg-js';
import { drawSheet, drawStrip, writeFile } from '../scripts/pictures.ts';
import { Random } from '../src/gan/Random.ts';
import { writeSafetensors } from '../src/gan/weights/safetensors.ts';

const SIDE = 16;
const CHANNELS = 4;
const FOLDER = 'node_modules/.cache/genesis';
const SHEET = 'docs/looks/portraits-real.png';
/** The training set once more, for the main demo. */
const DEMO = 'demos/public/data/portraits.safetensors.gz.bin';

/** The first of the test set side by side, for the demo that searches a generator. */
const HELD_OUT = 'demos/public/pictures/held-out-portraits.png';
const HELD_OUT_COUNT = 24;

type Drawing = Readonly<Record<string, readonly string[] | number>>;

/** A value of an attribute: its name, the drawings that show it, of which one is taken, and how likely it is. */
interface Value {
  readonly name: string;
  readonly shownBy: Drawing;
  /** @default 1 */
  readonly weight?: number;
}

interface Feature {
  readonly name: string;
  readonly values: readonly Value[];
}

const numbered = (kind: string, ...numbers: number[]) =>
  numbers.map(number => `${kind}${String(number).padStart(2, '0')}`);

const colours = (option: string, byName: Readonly<Record<string, readonly string[]>>): Value[] =>
  Object.entries(byName).map(([name, hexes]) => ({ name, shownBy: { [option]: hexes } }));

const FEATURES: readonly Feature[] = [
  {
    name: 'mouth',
    values: [
      { name: 'happy', shownBy: { mouth: numbered('happy', 6, 9, 12) } },
      { name: 'sad', shownBy: { mouth: numbered('sad', 1) } },
    ],
  },
  {
    name: 'glasses',
    values: [
      { name: 'none', shownBy: { glassesProbability: 0 }, weight: 2 },
      {
        name: 'clear',
        shownBy: { glassesProbability: 100, glasses: numbered('light', 1, 2, 3, 4, 5, 6, 7) },
      },
      { name: 'dark', shownBy: { glassesProbability: 100, glasses: numbered('dark', 1, 2, 3, 4, 5, 6, 7) } },
    ],
  },
  {
    name: 'hat',
    values: [
      { name: 'none', shownBy: { hatProbability: 0 }, weight: 2 },
      { name: 'hat', shownBy: { hatProbability: 100 } },
    ],
  },
  {
    name: 'hair',
    values: [
      { name: 'short', shownBy: { hair: numbered('short', 1, 13, 14, 15, 17) } },
      { name: 'curly', shownBy: { hair: [...numbered('short', 11), ...numbered('long', 15)] } },
      { name: 'bob', shownBy: { hair: numbered('long', 4, 10, 11, 16, 17) } },
      { name: 'braids', shownBy: { hair: numbered('long', 6, 18, 19) } },
      { name: 'long', shownBy: { hair: numbered('long', 1, 2, 3, 7, 8, 9, 12, 13) } },
    ],
  },
  {
    name: 'hair colour',
    values: colours('hairColor', {
      black: ['1c1614'],
      brown: ['603a14'],
      blond: ['e8c872'],
      red: ['bd3a17'],
      grey: ['b9bcc2'],
      blue: ['009bbd'],
      green: ['5fae2b'],
      pink: ['e667a8'],
    }),
  },
  {
    name: 'skin',
    values: colours('skinColor', {
      pale: ['ffdbac'],
      tan: ['e0b080'],
      brown: ['b07c4a'],
      dark: ['7a4520'],
    }),
  },
  {
    name: 'eyes',
    values: colours('eyesColor', { blue: ['2f6fd0'], brown: ['5a3010'], green: ['2e9b45'] }),
  },
  {
    name: 'beard',
    values: [
      { name: 'none', shownBy: { beardProbability: 0 }, weight: 2 },
      { name: 'beard', shownBy: { beardProbability: 100, beard: numbered('variant', 1, 5, 6, 7, 8) } },
    ],
  },
  {
    name: 'clothes',
    values: colours('clothingColor', {
      blue: ['5bc0de', '428bca', '03396c'],
      green: ['88d8b0', '44c585', '00b159'],
      red: ['ff6f69', 'd11141', 'ae0001'],
      yellow: ['ffeead', 'ffd969', 'ffc425'],
    }),
  },
];

/** What differs without a name. What is neither here nor above is left to DiceBear. */
const NAMELESS: Drawing = {
  accessoriesProbability: 20,
  mouthColor: ['de0f0d', 'c81d4e'],
  eyes: numbered('variant', 1, 3, 4, 6, 7, 8, 9, 11),
};

const attributes = FEATURES.map(({ name, values }) => ({ name, values: values.map(value => value.name) }));

interface Portrait {
  readonly pixels: Uint8ClampedArray;
  /** The number of the value of each attribute. */
  readonly labels: readonly number[];
}

function drawPortrait(random: Random): Portrait {
  const labels = FEATURES.map(({ values }) => pick(values, random));
  const shown = labels.map((label, index) => FEATURES[index]!.values[label]!.shownBy);
  const seed = String(random.below(2 ** 31));
  const avatar = createAvatar(pixelArt, { ...Object.assign({}, NAMELESS, ...shown), seed, size: SIDE });
  // Beards are painted through a mask as bright as the hair, which would leave nothing of a black one.
  const svg = avatar.toString().replace(/(<mask id="beard.*?fill=")#[0-9a-f]+/, '$1#fff');
  const { pixels } = new Resvg(svg, { font: { loadSystemFonts: false } }).render();
  return { pixels: new Uint8ClampedArray(pixels), labels };
}

/** The number of a value, as likely as its weight. */
function pick(values: readonly Value[], random: Random): number {
  const all = values.reduce((sum, { weight = 1 }) => sum + weight, 0);
  let rest = random.uniform() * all;
  return values.findIndex(({ weight = 1 }) => {
    rest -= weight;
    return rest < 0;
  });
}

function pack(portraits: readonly Portrait[], title: string): Uint8Array {
  const size = SIDE * SIDE * CHANNELS;
  const images = new Uint8Array(portraits.length * size);
  for (const [index, { pixels }] of portraits.entries()) images.set(pixels, index * size);
  return writeSafetensors({
    tensors: {
      images: { shape: [portraits.length, SIDE, SIDE, CHANNELS], values: images },
      labels: {
        shape: [portraits.length, FEATURES.length],
        values: Uint8Array.from(portraits.flatMap(({ labels }) => labels)),
      },
    },
    metadata: {
      title,
      licence: 'DiceBear "Pixel Art", CC0 1.0 (https://creativecommons.org/publicdomain/zero/1.0/)',
      attributes: JSON.stringify(attributes),
    },
  });
}

const { values: options } = parseArgs({
  options: {
    training: { type: 'string', default: '12000' },
    test: { type: 'string', default: '4000' },
    seed: { type: 'string', default: '1' },
  },
});
const seed = Number(options.seed);

for (const [set, count] of [
  ['train', Number(options.training)],
  ['test', Number(options.test)],
] as const) {
  const random = new Random(seed, `portraits, ${set}`);
  const portraits = Array.from({ length: count }, () => drawPortrait(random));
  const part = set === 'train' ? 'training' : set;
  const title = `Pixel portraits, ${part} set of ${count}: DiceBear's "Pixel Art" (CC0)`;
  const packed = pack(portraits, title);
  writeFile(`${FOLDER}/portraits-${set}.safetensors`, packed);
  if (set === 'train') writeFile(DEMO, gzipSync(packed, { level: 9 }));
  console.log(`wrote ${FOLDER}/portraits-${set}.safetensors, ${count} portraits`);
  if (set === 'test') {
    const images = portraits.slice(0, 64).map(({ pixels: data }) => ({ width: SIDE, height: SIDE, data }));
    writeFile(SHEET, drawSheet([{ images }], { columns: 8 }));
    writeFile(HELD_OUT, drawStrip(images.slice(0, HELD_OUT_COUNT)));
    console.log(`wrote ${SHEET} and ${HELD_OUT}`);
  }
}
