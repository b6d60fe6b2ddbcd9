/** Where training images can come from. */

/** Images already at hand. */
export interface RawImages {
  /** All images one after the other: rows from the top, pixels from the left, channels interleaved, 0 to 255. */
  readonly images: Uint8Array;
  /** Pixels a row of one image. */
  readonly width: number;
  /** Rows of one image. */
  readonly height: number;
  /** Values a pixel: 1 grey, 3 RGB, 4 RGBA. */
  readonly channels: number;
}

/**
 * `'mnist'` (looked for at `data/mnist/train-images.idx3.gz.bin`, relative to the page), the address of one IDX3 file,
 * one such `File` in a list, or images already at hand. IDX files may be gzipped, whatever their name says.
 */
export type DatasetSource = 'mnist' | URL | readonly File[] | RawImages;

/** Where `'mnist'` is looked for, relative to the page's base URL. */
export const MNIST_PATH = 'data/mnist/train-images.idx3.gz.bin';

/** A source in a form that can be sent to a worker: addresses absolute, as strings. */
export type PortableSource = { readonly url: string } | { readonly file: File } | { readonly raw: RawImages };

/** Checks a source and makes it portable. @throws TypeError on anything that is no source. */
export function toPortableSource(source: DatasetSource): PortableSource {
  if (source === 'mnist') {
    if (typeof document === 'undefined') {
      throw new TypeError(
        "dataset: 'mnist' is found relative to the page, and here is no page. Give a URL or the images.",
      );
    }
    return { url: new URL(MNIST_PATH, document.baseURI).href };
  }
  if (source instanceof URL) return { url: source.href };
  if (Array.isArray(source)) {
    const [file, ...more] = source as File[];
    if (!(file instanceof Blob) || more.length > 0) {
      throw new TypeError(`dataset is a list of ${source.length} file(s). Give exactly one IDX3 file.`);
    }
    return { file };
  }
  if (isRawImages(source)) return { raw: source };
  throw new TypeError(
    `dataset is ${describe(source)}. Give 'mnist', the URL of an IDX3 file (new URL(…)), [File], or ` +
      '{ images: Uint8Array, width, height, channels }.',
  );
}

function isRawImages(source: unknown): source is RawImages {
  return typeof source === 'object' && source !== null && 'images' in source;
}

function describe(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
