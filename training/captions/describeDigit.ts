/** Captions for digits, in numerals, in English and in Chinese. */

import type { Random } from '../../src/gan/Random.ts';

const ENGLISH = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const CHINESE = [...'零一二三四五六七八九'];

/** What a digit is called: 7, seven, 七. */
export const namesOf = (digit: number): readonly [string, string, string] => [
  String(digit),
  ENGLISH[digit]!,
  CHINESE[digit]!,
];

type Frame = (name: string) => string;

const IN_ENGLISH: readonly Frame[] = [
  name => name,
  name => name,
  name => `a ${name}`,
  name => `the ${name}`,
  name => `the digit ${name}`,
  name => `digit ${name}`,
  name => `the number ${name}`,
  name => `number ${name}`,
  name => `a handwritten ${name}`,
  name => `write a ${name}`,
  name => `please draw the number ${name}`,
];

const IN_CHINESE: readonly Frame[] = [
  name => name,
  name => name,
  name => `数字${name}`,
  name => `写个${name}`,
  // 一 is the digit one too: which of the two it is, its place says.
  name => `一个${name}`,
  name => `请画一个${name}`,
  name => `手写的${name}`,
];

/** A caption of a digit. */
export function describeDigit(digit: number, random: Random): string {
  const [numeral, english, chinese] = namesOf(digit);
  const speaksChinese = random.uniform() < 0.4;
  const isNumeral = random.uniform() < 0.4;
  const frames = speaksChinese ? IN_CHINESE : IN_ENGLISH;
  return frames[random.below(frames.length)]!(isNumeral ? numeral : speaksChinese ? chinese : english);
}
