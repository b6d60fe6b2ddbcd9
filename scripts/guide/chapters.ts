/** The guide's documents, `docs/guide/`: its first page and, in the order in which that one names them, its chapters. */
import { readFileSync } from 'node:fs';
import { type Document, parseMarkdown } from './parseMarkdown.ts';
import { CONTENTS, GUIDE, placeOf } from './places.ts';

export interface Chapter extends Document {
  /** The document's file in `docs/guide/`. */
  readonly file: string;
  /** Of the site, as a folder: `guide/`, `guide/forces/`. */
  readonly place: string;
}

/** All documents; the first one is the table of contents. */
export function readChapters(): Chapter[] {
  const markdown = readFileSync(GUIDE + CONTENTS, 'utf8');
  const named = [...markdown.matchAll(/\]\(([\w-]+\.md)\)/g)].map(([, file]) => file!);
  return [CONTENTS, ...new Set(named)].map(file => ({
    file,
    place: placeOf(file),
    ...parseMarkdown(readFileSync(GUIDE + file, 'utf8'), file),
  }));
}
