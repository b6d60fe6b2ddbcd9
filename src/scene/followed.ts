import type { PixelImage } from '../image.ts';
import { type ImageSource, toPixelImage } from './imageSources.ts';

/** A trainer, as far as it is followed: something that tells of each image it makes. */
interface Sampler {
  addEventListener(type: 'sample', listener: (event: { detail: { image: PixelImage } }) => void): void;
  removeEventListener(type: 'sample', listener: (event: { detail: { image: PixelImage } }) => void): void;
  sample: unknown;
}

/** What `follow` takes. */
export type Followable = ImageSource | Sampler | ((seconds: number) => ImageSource | null);

/** Any of them as a function of time, which gives null where there is no image or no new one; and how to let it go. */
export function followed(source: Followable): {
  image: (seconds: number) => PixelImage | null;
  stop: () => void;
} {
  if (typeof source === 'function') {
    let last: PixelImage | null = null;
    return {
      image: seconds => {
        const image = source(seconds);
        if (!image) return null;
        last = toPixelImage(image, last);
        return last;
      },
      stop: () => {},
    };
  }
  if (isSampler(source)) return ofSampler(source);
  if (typeof HTMLVideoElement !== 'undefined' && source instanceof HTMLVideoElement) {
    return { image: () => (source.readyState < 2 ? null : toPixelImage(source)), stop: () => {} };
  }
  // A mistake is said now and not in some frame.
  toPixelImage(source);
  return { image: () => toPixelImage(source), stop: () => {} };
}

function isSampler(source: unknown): source is Sampler {
  if (typeof source !== 'object' || source === null) return false;
  return 'addEventListener' in source && 'sample' in source && typeof source.sample === 'function';
}

function ofSampler(sampler: Sampler): ReturnType<typeof followed> {
  let next: PixelImage | null = null;
  const listen = (event: { detail: { image: PixelImage } }): void => {
    next = event.detail.image;
  };
  sampler.addEventListener('sample', listen);
  return {
    image: () => {
      const image = next;
      next = null;
      return image;
    },
    stop: () => sampler.removeEventListener('sample', listen),
  };
}
