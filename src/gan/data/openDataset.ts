/** From a source to images in memory: download, unpack, read. Runs where the training runs, off the page's thread. */

import type { PlacedFile, PortableSource, RawImages } from './DatasetSource.ts';
import { download } from './download.ts';
import { gunzip } from './gunzip.ts';
import { ImageDataset } from './ImageDataset.ts';
import { type FileKind, kindOfFile } from './kindOfFile.ts';
import { parseIdx, parseIdxLabels } from './parseIdx.ts';
import { DEFAULT_PICTURES, type PictureOptions } from './pictures/PictureOptions.ts';
import { readPictures } from './pictures/readPictures.ts';
import type { OnNamedProgress, Report } from './Report.ts';
import { readPackedSet } from './readPackedSet.ts';

/** @param onWarning gets a sentence on what was skipped or guessed */
export async function openDataset(
  source: PortableSource,
  onProgress: OnNamedProgress,
  onWarning: (message: string) => void = () => {},
): Promise<ImageDataset> {
  return new ImageDataset(await loadImages(source, { onProgress, onWarning }));
}

async function loadImages(source: PortableSource, report: Report): Promise<RawImages> {
  if ('raw' in source) return source.raw;
  const { pictures = DEFAULT_PICTURES } = source;
  if ('url' in source) return readFiles(await fetchFiles(source, report), pictures, report);
  const total = source.files.reduce((sum, { file }) => sum + file.size, 0);
  report.onProgress(0, total, 'Training images');
  const files = source.files.map(({ file, path }) => ({ path, content: file }));
  const images = await readFiles(files, pictures, report);
  report.onProgress(total, total, 'Training images');
  return images;
}

/** What was downloaded is at hand; of files only what is looked at is read. */
interface NamedContent {
  readonly path: string;
  readonly content: Blob | Uint8Array<ArrayBuffer>;
}

interface KnownContent extends NamedContent {
  readonly kind: FileKind;
}

async function fetchFiles(
  { url, labelsUrl }: Extract<PortableSource, { url: string }>,
  { onProgress }: Report,
): Promise<NamedContent[]> {
  const load = async (path: string, what: string) => {
    const content = await download(path, what, (loaded, total) => onProgress(loaded, total, what));
    return { path, content };
  };
  const images = await load(url, 'Training images');
  return labelsUrl === undefined ? [images] : [images, await load(labelsUrl, 'Labels')];
}

/** One packed set, one IDX file of images and perhaps one of their labels, or pictures: in any order. */
async function readFiles(
  files: readonly NamedContent[],
  pictures: PictureOptions,
  report: Report,
): Promise<RawImages> {
  const known: KnownContent[] = [];
  for (const file of files) known.push(await recognise(file));
  const [set, ...otherSets] = known.filter(({ kind }) => kind === 'packed set' || kind === 'idx images');
  const [labels, ...otherLabels] = known.filter(({ kind }) => kind === 'idx labels');
  if (!set && !labels) return readPictures(known.map(toPlacedFile), pictures, report);
  if (!set) throw new Error('The files hold labels, but no images (IDX3). Give those too.');
  const isPair = labels && set.kind === 'idx images';
  if (otherSets.length + otherLabels.length > 0 || known.length > (isPair ? 2 : 1)) {
    throw new Error(
      `${set.path} is a whole data set (${set.kind}), but came with ${known.length - 1} other file(s). Give it by itself, ` +
        'IDX images with one file of their labels, or pictures only.',
    );
  }
  const read = set.kind === 'packed set' ? readPackedSet : parseIdx;
  const images = read(await bytesOf(set), wordsFor(set));
  return labels ? { ...images, labels: parseIdxLabels(await bytesOf(labels), wordsFor(labels)) } : images;
}

/** Unpacks it, if it is gzipped. */
async function recognise(file: NamedContent): Promise<KnownContent> {
  const kind = await kindOf(file.content);
  if (kind !== 'gzip') return { ...file, kind };
  const content = await gunzip(await bytesOf(file), wordsFor(file));
  return { ...file, content, kind: await kindOf(content) };
}

/** A file that cannot be read is of no kind; what reads pictures tells of it. */
async function kindOf(content: NamedContent['content']): Promise<FileKind> {
  return kindOfFile(content).catch(() => 'other');
}

async function bytesOf({ content }: NamedContent): Promise<Uint8Array<ArrayBuffer>> {
  return content instanceof Blob ? new Uint8Array(await content.arrayBuffer()) : content;
}

function toPlacedFile({ path, content }: NamedContent): PlacedFile {
  return { path, file: content instanceof Blob ? content : new Blob([content]) };
}

function wordsFor({ path }: NamedContent): string {
  return `Training images from ${path}`;
}
