import type { PixelImage } from '../image.ts';
import type { Field } from '../particles/index.ts';
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
  sample(request: { seed?: number }): unknown;
  readonly settings?: { readonly seed: number };
}

/** A trainer that can be asked what its discriminator wants of an image. */
interface Critic extends Sampler {
  readonly settings: { readonly seed: number };
  critique(request: { seed: number }): Promise<{ image: PixelImage; gradient: Float32Array }>;
}

/** What `follow` takes. */
export type Followable = ImageSource | Sampler | ((seconds: number) => ImageSource | null);

/** Takes what a discriminator wants of the image that is shown. */
type Press = (field: Field | null) => unknown;

/**
 * Any of them as a function of time, which gives null where there is no image or no new one; and how to let it go.
 * @param press of a trainer that is to be asked for its critiques; else null.
 */
export function followed(
  source: Followable,
  mood: Mood,
  press: Press | null = null,
): {
  image: (seconds: number) => PixelImage | null;
  stop: () => void;
} {
  if (press && !isCritic(source)) {
    throw new TypeError(
      'critique: true was given for a source that is none. Follow a GanTrainer, or leave it out.',
    );
  }
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
  if (isTrainer(source)) return ofTrainer(source, mood, press && critiquesOf(source as Critic, press));
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

function isCritic(source: unknown): source is Critic {
  return isTrainer(source) && 'critique' in source && typeof source.critique === 'function';
}

function ofTrainer(
  trainer: Sampler,
  mood: Mood,
  critiques: ReturnType<typeof critiquesOf> | null,
): ReturnType<typeof followed> {
  let next: PixelImage | null = null;
  let heard = false;
  // The next sample may be long in coming; a trainer that fails says so by itself.
  const first = Promise.resolve(trainer.sample({ seed: trainer.settings?.seed })) as Promise<
    PixelImage | undefined
  >;
  first.then(
    image => {
      if (image && !heard) next = image;
    },
    () => {},
  );
  const listen = (event: SampleEvent): void => {
    heard = true;
    next = event.detail.image;
    // Asked a moment later, the generator has gone on: its image of then is the one that is judged.
    void critiques?.ask(image => {
      next = image;
    });
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
      critiques?.stop();
    },
  };
}

/**
 * Asks a trainer for the critique of what its `sample` event shows, the image of its own seed. One question is under way
 * at a time; whoever asks meanwhile is answered by another one after it.
 */
function critiquesOf(
  trainer: Critic,
  press: Press,
): { ask: (show: Show) => Promise<void>; stop: () => void } {
  let [asking, again, stopped, failed] = [false, false, false, false];
  return {
    ask: async show => {
      again = true;
      if (asking) return;
      asking = true;
      while (again && !stopped) {
        again = false;
        try {
          const { image, gradient } = await trainer.critique({ seed: trainer.settings.seed });
          if (stopped) return;
          press({ width: image.width, height: image.height, data: gradient });
          show(image);
        } catch (error) {
          if (!failed && !stopped) console.warn('The trainer that is followed gave no critique.', error);
          failed = true;
        }
      }
      asking = false;
    },
    stop: () => {
      stopped = true;
      press(null);
    },
  };
}

type Show = (image: PixelImage) => void;
