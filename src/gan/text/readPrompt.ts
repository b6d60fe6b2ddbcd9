/** What a generator makes of a text before it draws: the words it knows, and for each that it does not the nearest ones. */

import { tokensOf } from './tokensOf.ts';

/** A text as a generator reads it. */
export interface ReadPrompt {
  /** The words it knows, in order. */
  readonly known: readonly string[];
  /** Each word it does not know, with the known ones that are nearest in spelling, nearest first. */
  readonly unknown: readonly { readonly word: string; readonly nearest: readonly string[] }[];
}

/** How many known words are named for an unknown one. */
const NEAREST = 3;

export function readPrompt(text: string, vocabulary: readonly string[]): ReadPrompt {
  const words = tokensOf(text);
  const isKnown = new Set(vocabulary);
  return {
    known: words.filter(word => isKnown.has(word)),
    unknown: [...new Set(words)]
      .filter(word => !isKnown.has(word))
      .map(word => ({ word, nearest: nearestTo(word, vocabulary) })),
  };
}

function nearestTo(word: string, vocabulary: readonly string[]): string[] {
  return vocabulary
    .map(known => ({ known, edits: editsBetween(word, known) }))
    .sort((a, b) => a.edits - b.edits)
    .slice(0, NEAREST)
    .map(({ known }) => known);
}

/** How many letters have to be put in, left out or changed (Levenshtein 1966). */
function editsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next[j] = Math.min(change, row[j]! + 1, next[j - 1]! + 1);
    }
    row = next;
  }
  return row[b.length]!;
}
