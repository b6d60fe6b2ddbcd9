import type { PixelImage } from '../image.ts';
import { type ImageSource, toPixelImage } from './imageSources.ts';
import type { Felt, Mood } from './Mood.ts';

interface SampleEvent {
  readonly detail: { readonly image: PixelImage };
}

interface StepEvent {
  readonly detail: Felt;
}

/** A trainer, as far as it is followed: something that tells of each image it makes, and of each step. */
interface Sampler {
  addEventListener(type: 'sample', listener: (event: SampleEvent) => void): void;
  addEventListener(type: 'step', listener: (event: StepEvent) => void): void;
  removeEventListener(type: 'sample', listener: (event: SampleEvent) => void): void;
  removeEventListener(type: 'step', listener: (event: StepEvent) => void): void;
  sample: unknown;
}

/** What `follow` takes. */
export type Followable = ImageSource | Sampler | ((seconds: number) => ImageSource | null);

/** Any of them as a function of time, which gives null where there is no image or no new one; and how to let it go. */
export function followed(
  source: Followable,
  mood: Mood,
): {
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
  if (isTrainer(source)) return ofTrainer(source, mood);
  if (typeof HTMLVideoElement !== 'undefined' && source instanceof HTMLVideoElement) {
    return { image: () => (source.readyState < 2 ? null : toPixelImage(source)), stop: () => {} };
  }
  // A mistake is said now and not in some frame.
  toPixelImage(source);
  return { image: () => toPixelImage(source), stop: () => {} };
}

/** Whether it is a trainer, which can be felt as well as seen. */
export function isTrainer(source: unknown): source is Sampler {
  if (typeof source !== 'object' || source === null) return false;
  return 'addEventListener' in source && 'sample' in source && typeof source.sample === 'function';
}

function ofTrainer(trainer: Sampler, mood: Mood): ReturnType<typeof followed> {
  let next: PixelImage | null = null;
  const listen = (event: SampleEvent): void => {
    next = event.detail.image;
  };
  const feel = ({ detail }: StepEvent): void => mood.feel(detail);
  trainer.addEventListener('sample', listen);
  trainer.addEventListener('step', feel);
  return {
    image: () => {
      const image = next;
      next = null;
      return image;
    },
    stop: () => {
      trainer.removeEventListener('sample', listen);
      trainer.removeEventListener('step', feel);
    },
  };
}
