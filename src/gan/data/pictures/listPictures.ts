/** What may be pictures in a list of files: those of zips too, in one order wherever the list comes from. */

import type { PlacedFile } from '../DatasetSource.ts';
import { kindOfFile } from '../kindOfFile.ts';
import { byName } from './labelsOf.ts';
import { readZip } from './readZip.ts';
import { type SkippedFile, UnusableFile } from './UnusableFile.ts';

export interface ListedFile {
  readonly path: string;
  readonly size: number;
  open(): Promise<Blob>;
}

/** What systems leave in folders without showing it. */
const HIDDEN = /(^|\/)(\.[^/]*|__MACOSX\/.*|Thumbs\.db|desktop\.ini)$/i;

export async function listPictures(
  files: readonly PlacedFile[],
): Promise<{ listed: ListedFile[]; skipped: SkippedFile[] }> {
  const listed: ListedFile[] = [];
  const skipped: SkippedFile[] = [];
  for (const { file, path } of files) {
    try {
      if ((await kindOf(file)) === 'zip') listed.push(...(await listZip(file, path)));
      else listed.push({ path, size: file.size, open: async () => file });
    } catch (error) {
      if (!(error instanceof UnusableFile)) throw error;
      skipped.push({ path, reason: error.message });
    }
  }
  const shown = listed.filter(({ path }) => !HIDDEN.test(path));
  return { listed: shown.sort((a, b) => byName(a.path, b.path)), skipped };
}

/** A zip is a folder of its name. */
async function listZip(zip: Blob, path: string): Promise<ListedFile[]> {
  const folder = path.replace(/\.zip$/i, '');
  return (await readZip(zip)).map(entry => ({
    path: `${folder}/${entry.path}`,
    size: entry.size,
    open: entry.unpack,
  }));
}

/** A file may have gone, or changed, since it was chosen. */
function kindOf(file: Blob): ReturnType<typeof kindOfFile> {
  return kindOfFile(file).catch(() => {
    throw new UnusableFile('cannot be read');
  });
}
