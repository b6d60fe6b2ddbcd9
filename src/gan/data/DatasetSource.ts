/** Where training images can come from. */

import { inWords } from '../assertKnown.ts';
import type { Attribute } from './Attribute.ts';
import type { PictureOptions } from './pictures/PictureOptions.ts';

/** Images already at hand. */
export interface RawImages {
  /** All images one after the other: rows from the top, pixels from the left, channels interleaved, 0 to 255. */
  readonly images: Uint8Array;
  /** Pixels a row of one image. */
  readonly width: number;
  /** Rows of one image. */
  readonly height: number;
  /** Values a pixel: 1 grey, 2 grey and alpha, 3 RGB, 4 RGBA with straight alpha. */
  readonly channels: number;
  /**
   * What each image shows, image after image: for each attribute the number of its value, or the place in its range, 0 to
   * 255; one number where there is one class.
   */
  readonly labels?: Uint8Array;
  /** What the numbers in `labels` mean. @default one attribute `label`, of as many values as occur: '0', '1', … */
  readonly attributes?: readonly Attribute[];
}

/** Where a pair of IDX files is: IDX3 for the images, IDX1 for one label each. */
export interface IdxAddresses {
  readonly images: URL;
  readonly labels?: URL;
}

/** A file with the path it had, where the file does not know it: of what was dropped on a page, or of folders in a list. */
export interface PlacedFile {
  readonly file: Blob;
  /** As in `pets/cats/tom.png`: names the file in messages, and pictures are labelled by the folder they lie in. */
  readonly path: string;
}

/**
 * `'mnist'` (looked for in `data/mnist/`, relative to the page), images already at hand, or files: the address of one, or
 * a list. What they are is told by their content, whatever their names say:
 *
 * - IDX3, alone or with IDX1 for the labels (a pair of addresses, or both in the list);
 * - a packed set: safetensors with bytes `images` [count, height, width, channels], and `labels` [count, attributes] with
 *   {@link Attribute}s as JSON in its metadata, `attributes`;
 * - pictures that the browser can decode (PNG, JPEG, WebP, GIF, …), a zip of them, or sheets of square cells, brought to
 *   squares of `imageSide` pixels. Where they lie in at least two folders (`webkitRelativePath`, in the zip, or
 *   {@link PlacedFile}), the folder's name is the label. They are learned as grey, RGB or RGBA, whichever holds them all.
 *
 * IDX files and packed sets may be gzipped.
 */
export type DatasetSource = 'mnist' | URL | IdxAddresses | readonly (File | PlacedFile)[] | RawImages;

/** Where `'mnist'` is looked for, relative to the page's base URL. */
export const MNIST_PATH = 'data/mnist/';

/** MNIST's own names of its two sets. */
const MNIST_SETS = { training: 'train', 'held-out': 't10k' } as const;

/** The packed files of MNIST in a folder; no name ends in `.gz`, or servers would say `Content-Encoding: gzip` of it. */
export function mnistIn(folder: URL, set: keyof typeof MNIST_SETS): Required<IdxAddresses> {
  const name = MNIST_SETS[set];
  return {
    images: new URL(`${name}-images.idx3.gz.bin`, folder),
    labels: new URL(`${name}-labels.idx1.gz.bin`, folder),
  };
}

/** A source in a form that can be sent to a worker: addresses absolute, as strings. */
export type PortableSource =
  | { readonly url: string; readonly labelsUrl?: string; readonly pictures?: PictureOptions }
  | { readonly files: readonly PlacedFile[]; readonly pictures?: PictureOptions }
  | { readonly raw: RawImages };

/** Checks a source and makes it portable. @throws TypeError on anything that is no source. */
export function toPortableSource(source: DatasetSource, pictures?: PictureOptions): PortableSource {
  if (source === 'mnist') {
    if (typeof document === 'undefined') {
      throw new TypeError(
        "dataset: 'mnist' is found relative to the page, and here is no page. Give a URL or the images.",
      );
    }
    return toPortableSource(mnistIn(new URL(MNIST_PATH, document.baseURI), 'training'));
  }
  if (source instanceof URL) return { url: source.href, pictures };
  if (Array.isArray(source)) return { files: placeAll(source), pictures };
  if (isAddresses(source)) {
    const { images, labels } = source;
    return labels ? { url: images.href, labelsUrl: labels.href } : { url: images.href };
  }
  if (isRawImages(source)) return { raw: source };
  throw new TypeError(
    `dataset is ${inWords(source)}. Give 'mnist', the URL of an IDX3 file (new URL(…)), [File, …], or ` +
      '{ images: Uint8Array, width, height, channels }.',
  );
}

/** The path of a file in a chosen folder is read here: not every browser takes it along to a worker. */
function placeAll(files: readonly (File | PlacedFile)[]): PlacedFile[] {
  if (files.length === 0) throw new TypeError('dataset is a list of 0 things. Give files.');
  return files.map((file, index) => {
    if (file instanceof Blob) return { file, path: file.webkitRelativePath || file.name || `file ${index}` };
    const { file: content, path } = (file ?? {}) as Partial<PlacedFile>;
    if (content instanceof Blob && typeof path === 'string') return { file: content, path };
    throw new TypeError(
      `In the list that is dataset, number ${index} is no file. Give File or { file, path }.`,
    );
  });
}

function isAddresses(source: unknown): source is IdxAddresses {
  return isRawImages(source) && (source as { images: unknown }).images instanceof URL;
}

function isRawImages(source: unknown): source is RawImages {
  return typeof source === 'object' && source !== null && 'images' in source;
}
