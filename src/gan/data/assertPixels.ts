import { inWords } from '../assertKnown.ts';

/**
 * Before they travel to a worker, where it would only be heard that they cannot be cloned.
 * @throws TypeError for what holds no pixels: a canvas, a promise, nothing
 */
export function assertPixels(images: readonly unknown[]): void {
  for (const [index, image] of images.entries()) {
    const data = (image as { readonly data?: unknown } | null | undefined)?.data;
    if (data instanceof Uint8ClampedArray || data instanceof Uint8Array) continue;
    const which = images.length > 1 ? `Image ${index}` : 'The image';
    if (image instanceof Promise) throw new TypeError(`${which} is a promise of an image. Await it.`);
    throw new TypeError(
      `${which} is ${inWords(image)}. Give pixels, as ImageData has them: context.getImageData(0, 0, width, height).`,
    );
  }
}
