/**
 * Writes captions for the pixel portraits of `training/portraits.ts`, for networks that draw what they are told:
 *
 *     npx tsx training/captions/portraits.ts [--each 16] [--seed 1]
 *
 * A file for the training: the portraits whose combination of attributes is not held out, with `--each` captions each,
 * as numbers of words; which attributes each caption names; and beside each caption a `twisted` one of which one thing
 * is not so. And the prompts that what was learnt is tested by: docs/tables/text-prompts.json, 200 in sentences that
 * occur in no caption, half of them for combinations that no portrait or caption of the training has.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { ValueAttribute } from '../../src/gan/data/Attribute.ts';
import { Random } from '../../src/gan/Random.ts';
import { tokensOf } from '../../src/gan/text/tokensOf.ts';
import { readSafetensors } from '../../src/gan/weights/safetensors.ts';
import { MOST_WORDS, vocabularyOf, writeCaptioned } from './Captioned.ts';
import { describePortrait, type Shown, shuffled } from './describePortrait.ts';

const PORTRAITS = 'node_modules/.cache/genesis/portraits-train.safetensors';
const CAPTIONED = 'node_modules/.cache/genesis/portraits-captioned.safetensors';
const PROMPTS = 'docs/tables/text-prompts.json';

/** No portrait that shows all of one of these is trained on, and no caption of the training names all of one. */
const HELD_OUT: readonly Shown[] = [
  { mouth: 'sad', 'hair colour': 'blue', glasses: 'clear' },
  { mouth: 'happy', 'hair colour': 'pink', hat: 'hat' },
  { mouth: 'sad', 'hair colour': 'red', beard: 'beard' },
  { mouth: 'happy', 'hair colour': 'green', glasses: 'dark' },
  { hair: 'braids', 'hair colour': 'grey', clothes: 'red' },
  { hair: 'curly', 'hair colour': 'blond', eyes: 'green' },
  { skin: 'dark', 'hair colour': 'pink', mouth: 'sad' },
  { skin: 'pale', hat: 'hat', clothes: 'yellow', mouth: 'sad' },
];

/** How many attributes captions name: 1 to 5, and how often. */
const NAMED = [1, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5];

const { values: options } = parseArgs({
  options: { each: { type: 'string', default: '16' }, seed: { type: 'string', default: '1' } },
});
const [each, seed] = [Number(options.each), Number(options.seed)];

const { tensors, metadata } = readSafetensors(new Uint8Array(readFileSync(PORTRAITS)));
const attributes = JSON.parse(metadata.attributes!) as ValueAttribute[];
const images = tensors.images as { shape: readonly number[]; values: Uint8Array };
const labels = tensors.labels!.values as Uint8Array;
const size = images.values.length / images.shape[0]!;

const shows = (shown: Shown, wanted: Shown) =>
  Object.entries(wanted).every(([name, value]) => shown[name] === value);

const shownBy = (index: number): Shown =>
  Object.fromEntries(
    attributes.map(({ name, values }, place) => [name, values[labels[index * attributes.length + place]!]!]),
  );

const names = attributes.map(({ name }) => name);
const some = (random: Random) => shuffled(names, random).slice(0, NAMED[random.below(NAMED.length)]);

const random = new Random(seed, 'captions');
const twisting = new Random(seed, 'twisted captions');
const trained = Array.from({ length: images.shape[0]! }, (_, index) => index).filter(
  index => !HELD_OUT.some(combination => shows(shownBy(index), combination)),
);
const captions = trained.map(index =>
  Array.from({ length: each }, () => {
    const [shown, named] = [shownBy(index), some(random)];
    const { state } = random;
    const words = tokensOf(describePortrait(shown, named, 'training', random));
    const same = new Random(seed, '');
    same.state = state;
    const twisted = tokensOf(describePortrait(twist(shown, named), named, 'training', same));
    return { named, words, twisted };
  }),
);

/** One of the attributes that are named has another value; no held-out combination comes of it. */
function twist(shown: Shown, named: readonly string[]): Shown {
  for (;;) {
    const name = named[twisting.below(named.length)]!;
    const { values } = attributes.find(each => each.name === name)!;
    const other = { ...shown, [name]: values[twisting.below(values.length)]! };
    const told = Object.fromEntries(named.map(each => [each, other[each]!]));
    if (other[name] !== shown[name] && !HELD_OUT.some(combination => shows(told, combination))) return other;
  }
}

const vocabulary = vocabularyOf(captions.flat());
const gather = (from: Uint8Array, length: number) => {
  const gathered = new Uint8Array(trained.length * length);
  for (const [place, index] of trained.entries())
    gathered.set(from.subarray(index * length, (index + 1) * length), place * length);
  return gathered;
};
const [, height, width, channels] = images.shape as [number, number, number, number];
writeCaptioned(
  CAPTIONED,
  {
    images: gather(images.values, size),
    labels: gather(labels, names.length),
    width,
    height,
    channels,
    attributes,
  },
  captions,
  vocabulary,
  `${metadata.title}, with captions`,
);

const known = new Set(vocabulary);
const read = new Set(captions.flat().map(({ words }) => words.join(' ')));
const testing = new Random(seed, 'prompts');
const prompts = Array.from({ length: 200 }, (_, index) => {
  for (;;) {
    const drawn = shownBy(testing.below(images.shape[0]!));
    const combination = index % 2 ? HELD_OUT[(index >> 1) % HELD_OUT.length]! : null;
    const shown: Shown = { ...drawn, ...combination };
    const named = combination ? Object.keys(combination) : some(testing);
    // Nobody who is asked for a beard is called a lady.
    const text = describePortrait(shown, named, 'test', testing);
    const words = tokensOf(text);
    if (words.length > MOST_WORDS || read.has(words.join(' '))) continue;
    const strange = words.filter(word => !known.has(word));
    if (strange.length) throw new Error(`The training knows no ${strange.join(', ')}.`);
    const asked = Object.fromEntries(
      names.filter(name => named.includes(name)).map(name => [name, shown[name]!]),
    );
    return { text, asked, heldOutCombination: combination !== null };
  }
});
writeFileSync(PROMPTS, `${JSON.stringify({ seed, heldOutCombinations: HELD_OUT, prompts }, null, 2)}\n`);
console.log(
  `${trained.length} portraits with ${each} captions each, ${vocabulary.length} words; ${images.shape[0]! - trained.length} portraits held out; wrote ${CAPTIONED}, ${PROMPTS}`,
);
