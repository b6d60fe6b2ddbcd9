/** Images with several captions each, as `train_text.py` reads them. */

import { writeFileSync } from 'node:fs';
import type { RawImages } from '../../src/gan/data/DatasetSource.ts';
import { writeSafetensors } from '../../src/gan/weights/safetensors.ts';

export interface Caption {
  readonly words: readonly string[];
  /** The names of the attributes that it tells of. */
  readonly named: readonly string[];
  /** The same sentence, but for one thing that is not so: whoever tells the two apart has to look closely. */
  readonly twisted: readonly string[];
}

/** A network reads no more words of a text than this. */
export const MOST_WORDS = 32;

/** All words, the most frequent first. @throws RangeError when there are more than a byte can number */
export function vocabularyOf(captions: readonly Caption[]): string[] {
  const counts = new Map<string, number>();
  for (const { words } of captions) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const vocabulary = [...counts.keys()].sort((a, b) => counts.get(b)! - counts.get(a)! || (a < b ? -1 : 1));
  if (vocabulary.length > 255)
    throw new RangeError(`${vocabulary.length} words are more than a byte can number.`);
  return vocabulary;
}

/** Writes a packed set with, for each image as many as for the others, captions as numbers of words: 0 is the empty place
 * after the last word, the most frequent word is 1. */
export function writeCaptioned(
  path: string,
  images: Required<RawImages>,
  captions: readonly (readonly Caption[])[],
  vocabulary: readonly string[],
  title: string,
): void {
  const { width, height, channels, attributes } = images;
  const each = captions[0]!.length;
  const shape = [captions.length, each, MOST_WORDS];
  const texts = (kind: 'words' | 'twisted') => ({
    shape,
    values: toNumbers(
      captions.flat().map(caption => caption[kind]),
      vocabulary,
    ),
  });
  const tells = captions
    .flat()
    .flatMap(({ named }) => attributes.map(({ name }) => Number(named.includes(name))));
  writeFileSync(
    path,
    writeSafetensors({
      tensors: {
        images: { shape: [captions.length, height, width, channels], values: images.images },
        labels: { shape: [captions.length, attributes.length], values: images.labels },
        captions: texts('words'),
        named: { shape: [captions.length, each, attributes.length], values: Uint8Array.from(tells) },
        twisted: texts('twisted'),
      },
      metadata: {
        attributes: JSON.stringify(attributes),
        vocabulary: JSON.stringify(vocabulary),
        title,
      },
    }),
  );
}

function toNumbers(texts: readonly (readonly string[])[], vocabulary: readonly string[]): Uint8Array {
  const numberOf = new Map(vocabulary.map((word, index) => [word, index + 1]));
  const numbers = new Uint8Array(texts.length * MOST_WORDS);
  for (const [row, words] of texts.entries()) {
    if (words.length > MOST_WORDS)
      throw new RangeError(`A caption has ${words.length} words: ${words.join(' ')}`);
    numbers.set(
      words.map(word => numberOf.get(word)!),
      row * MOST_WORDS,
    );
  }
  return numbers;
}
