/** What pictures show, told by the folders that they lie in. */

import type { Attribute } from '../Attribute.ts';

export interface FolderLabels {
  readonly labels: Uint8Array;
  readonly attributes: readonly Attribute[];
}

/** Labels are bytes. */
const MOST_CLASSES = 256;
/** For pictures beside the folders of others. */
const NO_FOLDER = 'other';

/** Numbers before letters, 2 before 10; the same everywhere. */
export const byName: (a: string, b: string) => number = new Intl.Collator('en', { numeric: true }).compare;

/** The class of each picture is the folder it lies in. @returns null where all lie in one, or in too many */
export function labelsOf(
  paths: readonly string[],
  onWarning: (message: string) => void,
): FolderLabels | null {
  const folders = paths.map(path => path.split('/').at(-2) || NO_FOLDER);
  const values = [...new Set(folders)].sort(byName);
  if (values.length < 2) return null;
  if (values.length > MOST_CLASSES) {
    onWarning(
      `The pictures lie in ${values.length} folders. Folders are taken for classes up to ${MOST_CLASSES} of them, so these ` +
        'pictures are learned without.',
    );
    return null;
  }
  const numbers = new Map(values.map((value, number) => [value, number]));
  return {
    labels: Uint8Array.from(folders, folder => numbers.get(folder)!),
    attributes: [{ name: 'label', values }],
  };
}
