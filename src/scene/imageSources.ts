import type { DataTexture, Texture } from 'three';
import { assertPixelImage, type PixelImage } from '../image.ts';

/** Everything that can be formed. Elements must have loaded; a texture must have its image. */
export type ImageSource =
  | PixelImage
  | HTMLImageElement
  | HTMLCanvasElement
  | HTMLVideoElement
  | OffscreenCanvas
  | ImageBitmap
  | Texture;

/** Longest side that particles can follow; larger pictures are scaled down to it. */
const MAX_SIDE = 1024;

/**
 * The pixels of whatever a game has at hand. Throws with a sentence to act on where there are none.
 * @param spent an image that was made here and that nobody needs any more: its memory may be used again.
 */
export function toPixelImage(source: ImageSource, spent: PixelImage | null = null): PixelImage {
  if (typeof source !== 'object' || source === null) {
    throw new TypeError(
      `An image was expected, not ${String(source)}. Give ImageData, { width, height, data }, an image, canvas, ` +
        'bitmap or video element, or a THREE.Texture.',
    );
  }
  if ('isTexture' in source) return ofTexture(source);
  if ('data' in source) {
    assertPixelImage(source);
    if (Math.max(source.width, source.height) > MAX_SIDE) return ofCanvasSource(toCanvas(source));
    // A copy, because it is read again when the number of particles changes, and the caller may reuse the buffer.
    const { width, height, data } = source;
    if (spent?.width !== width || spent.height !== height) return { width, height, data: data.slice() };
    spent.data.set(data);
    return spent;
  }
  return ofCanvasSource(source);
}

function ofTexture(texture: Texture): PixelImage {
  if ((texture as DataTexture).isDataTexture) {
    const { data, width, height } = (texture as DataTexture).image;
    if (!isBytes(data) || data.length !== width * height * 4) {
      throw new TypeError(
        'Of data textures only those of RGBA with 8 bits a channel can be formed (RGBAFormat, UnsignedByteType).',
      );
    }
    const bytes = new Uint8ClampedArray(data.length);
    // A DataTexture begins with its bottom row unless flipY says otherwise.
    const row = width * 4;
    for (let y = 0; y < height; y++) {
      const from = texture.flipY ? y : height - 1 - y;
      bytes.set(data.subarray(from * row, (from + 1) * row), y * row);
    }
    return toPixelImage({ width, height, data: bytes });
  }
  if (!texture.image) throw new Error('The texture has no image yet. Form it after it has loaded.');
  return toPixelImage(texture.image as ImageSource);
}

const isBytes = (data: unknown): data is Uint8Array | Uint8ClampedArray =>
  data instanceof Uint8Array || data instanceof Uint8ClampedArray;

type Drawable = Exclude<ImageSource, PixelImage | Texture>;

function ofCanvasSource(source: Drawable): PixelImage {
  if (!isDrawable(source)) {
    if ('then' in source)
      throw new TypeError('This is a promise of an image. Await it, and form what it gives.');
    throw new TypeError(
      `This cannot be drawn: ${nameOf(source)}. Give pixels, an image, canvas, bitmap or video element, or a texture of ` +
        'one of them (no render target, compressed or cube texture).',
    );
  }
  if ('readyState' in source && source.readyState < 2) {
    throw new Error('The video has no frame yet. Form it after its loadeddata event.');
  }
  const { width, height } = naturalSize(source);
  if (!(width > 0 && height > 0)) {
    throw new RangeError(
      `The image is ${width} × ${height} pixels. Wait until it has loaded (image.decode(), or a video's loadeddata).`,
    );
  }
  const scale = Math.min(1, MAX_SIDE / Math.max(width, height));
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(width * scale)),
    Math.max(1, Math.round(height * scale)),
  );
  const context = canvas.getContext('2d', { willReadFrequently: true }) as OffscreenCanvasRenderingContext2D;
  context.imageSmoothingQuality = 'high';
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  try {
    return context.getImageData(0, 0, canvas.width, canvas.height);
  } catch (cause) {
    throw new Error(
      'The image comes from another origin without permission to read its pixels. Serve it with CORS headers and ' +
        'load it with crossOrigin = "anonymous".',
      { cause },
    );
  }
}

const nameOf = (source: object): string => source.constructor?.name ?? 'an object';

function isDrawable(source: unknown): source is Drawable {
  const kinds = [
    'HTMLImageElement',
    'HTMLCanvasElement',
    'HTMLVideoElement',
    'OffscreenCanvas',
    'ImageBitmap',
  ] as const;
  return kinds.some(kind => kind in globalThis && source instanceof globalThis[kind]);
}

function naturalSize(source: Drawable): { width: number; height: number } {
  if ('naturalWidth' in source) return { width: source.naturalWidth, height: source.naturalHeight };
  if ('videoWidth' in source) return { width: source.videoWidth, height: source.videoHeight };
  return source;
}

function toCanvas(image: PixelImage): OffscreenCanvas {
  const canvas = new OffscreenCanvas(image.width, image.height);
  const data = new ImageData(image.data as Uint8ClampedArray<ArrayBuffer>, image.width, image.height);
  canvas.getContext('2d')?.putImageData(data, 0, 0);
  return canvas;
}
