/** From a source to images in memory: download, unpack, read. Runs where the training runs, off the page's thread. */

import type { PortableSource, RawImages } from './DatasetSource.ts';
import { download, type OnProgress } from './download.ts';
import { gunzip } from './gunzip.ts';
import { ImageDataset } from './ImageDataset.ts';
import { parseIdx } from './parseIdx.ts';

const WHAT = 'Training images';

/** `onProgress` also gets a word on what is being loaded. */
export async function openDataset(
  source: PortableSource,
  onProgress: (...progress: [...Parameters<OnProgress>, what: string]) => void,
): Promise<ImageDataset> {
  return new ImageDataset(await loadImages(source, (loaded, total) => onProgress(loaded, total, WHAT)));
}

async function loadImages(source: PortableSource, onProgress: OnProgress): Promise<RawImages> {
  if ('raw' in source) return source.raw;
  if ('url' in source) {
    const packed = await download(source.url, WHAT, onProgress);
    const what = `${WHAT} from ${source.url}`;
    return parseIdx(await gunzip(packed, what), what);
  }
  const { file } = source;
  onProgress(0, file.size);
  const packed = new Uint8Array(await file.arrayBuffer());
  onProgress(file.size, file.size);
  const what = `${WHAT} from the file ${file.name}`;
  return parseIdx(await gunzip(packed, what), what);
}
