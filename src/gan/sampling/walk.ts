/** A walk through what a generator can make, as a source to follow. */

import type { PixelImage } from '../../image.ts';
import { inWords } from '../assertKnown.ts';
import { assertDecoders } from '../chain/assertDecoders.ts';
import { isRange, valueInRange } from '../data/Attribute.ts';
import type { GanTrainer } from '../GanTrainer.ts';
import type { Generator, SampleOptions } from '../Generator.ts';
import { drawLabels } from './drawConditions.ts';
import { LatentPath } from './LatentPath.ts';
import { resolveLabels } from './resolveLabels.ts';

/** Who can be walked through: a loaded generator, or a trainer, whose newest weights draw each image. */
export type Walkable =
  | Pick<Generator, 'latentSize' | 'attributes' | 'sample'>
  | Pick<GanTrainer, 'ready' | 'generator'>;

/** What the images of a walk shall be; what is left open, each seed on the way chooses. */
export type WalkWish = Pick<SampleOptions, 'label' | 'attributes' | 'truncation' | 'enhance'>;

export interface WalkOptions extends WalkWish {
  /** Where it begins: after k × `seconds` it passes the image of `seed + k`. A whole number from 0. @default 1 */
  readonly seed?: number;
  /** From one seed's image to the next, above 0. @default 4 */
  readonly seconds?: number;
  /** Images a second at most, above 0; fewer where they take longer to make. @default 15 */
  readonly rate?: number;
}

/** A walk under way: a function of time, for `swarm.follow`. */
export interface Walk {
  /** The image of this moment, in seconds since the beginning; null where there is no newer one than the last. */
  (seconds: number): PixelImage | null;
  /** The images that come from now on shall be this, in place of what was asked for before. */
  ask(wish: WalkWish): void;
  /** Ends it: no image is made any more, and none comes. The generator stays. */
  dispose(): void;
}

/**
 * A smooth walk through latent space, for `swarm.follow`. The same seed goes the same way at every frame rate and on every
 * machine; a slow one shows fewer images of it. They are made ahead, one at a time, so that no frame waits. One that
 * cannot be made is warned of once, and the next one asked for.
 *
 * ```ts
 * const digits = await loadGenerator('/models/digits.safetensors');
 * const path = walk(digits, { seed: 42, seconds: 4, label: 7 });
 * const stop = swarm.follow(path, { smooth: true });
 * ```
 * @throws TypeError or RangeError when the source is none, a number is out of its range, or a loaded generator does not
 *   know what is wished for
 */
export function walk(source: Walkable, options: WalkOptions = {}): Walk {
  const walker = new Walker(source, options);
  return Object.assign((seconds: number) => walker.at(seconds), {
    ask: (wish: WalkWish) => {
      walker.wish = wish;
    },
    dispose: () => walker.dispose(),
  });
}

class Walker {
  #wish: WalkWish = {};
  readonly #source: Walkable;
  readonly #seed: number;
  readonly #seconds: number;
  readonly #rate: number;
  #path: LatentPath | null = null;
  /** Images are numbered by their time × rate. Which one was asked for last, and when. */
  #asked = -1;
  #askedAt = 0;
  #isUnderWay = false;
  /** Made, and shown when its time has come. */
  #made: PixelImage | null = null;
  /** Seconds that an image takes: so far ahead the next is asked for. */
  #lead = 0;
  #now = 0;
  #isDisposed = false;
  #hasWarned = false;

  constructor(source: Walkable, { seed = 1, seconds = 4, rate = 15, ...wish }: WalkOptions) {
    if (!Number.isInteger(seed) || seed < 0) {
      throw new RangeError(`The seed is ${seed}. It must be a whole number of at least 0.`);
    }
    assertPositive('seconds', seconds);
    assertPositive('rate', rate);
    if (typeof source !== 'object' || source === null || !('ready' in source || 'sample' in source)) {
      throw new TypeError(`walk was given ${inWords(source)}. Give a generator, or a trainer.`);
    }
    this.#source = source;
    this.#seed = seed;
    this.#seconds = seconds;
    this.#rate = rate;
    this.wish = wish;
  }

  set wish(wish: WalkWish) {
    if (wish.truncation !== undefined) assertPositive('truncation', wish.truncation);
    if (wish.enhance !== undefined) assertDecoders(wish.enhance);
    // What a trainer knows is seen when it is ready.
    if (!('ready' in this.#source)) resolveLabels(this.#source.attributes, wish);
    this.#wish = wish;
  }

  at(seconds: number): PixelImage | null {
    if (this.#isDisposed) return null;
    this.#now = seconds;
    // Time has begun anew: what was made for later is of no use.
    if (seconds < this.#askedAt) this.#made = null;
    let image: PixelImage | null = null;
    if (this.#made && seconds * this.#rate >= this.#asked) {
      image = this.#made;
      this.#made = null;
    }
    const next = Math.ceil((seconds + this.#lead) * this.#rate);
    if (!this.#made && !this.#isUnderWay && next !== this.#asked) void this.#make(next);
    return image;
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#made = null;
  }

  async #make(number: number): Promise<void> {
    this.#asked = number;
    this.#askedAt = this.#now;
    this.#isUnderWay = true;
    try {
      const generator = await generatorOf(this.#source);
      const { latentSize, attributes } = generator;
      const place = number / this.#rate / this.#seconds;
      this.#path ??= new LatentPath(this.#seed, latentSize);
      const image = await generator.sample({
        latent: this.#path.at(place),
        ...this.#wishAt(place, attributes),
      });
      if (this.#isDisposed) return;
      this.#made = image;
      this.#lead += 0.5 * (Math.max(0, this.#now - this.#askedAt) - this.#lead);
    } catch (error) {
      if (!this.#hasWarned && !this.#isDisposed) {
        console.warn('An image of the walk could not be made; the next one is asked for.', error);
      }
      this.#hasWarned = true;
    } finally {
      this.#isUnderWay = false;
    }
  }

  /** Classes have nothing in between: they change at the stations. Numbers of a range go from one to the next. */
  #wishAt(place: number, attributes: Generator['attributes']): WalkWish {
    const wish = this.#wish;
    if (!attributes || wish.label !== undefined) return wish;
    const station = Math.floor(place);
    const [from, to] = [0, 1].map(k => drawLabels(this.#seed + station + k, attributes));
    const free = Object.fromEntries(
      attributes.map((attribute, index) => {
        const [start, end] = [from![index]!, to![index]!];
        const between = start + (end - start) * (place - station);
        return [attribute.name, isRange(attribute) ? valueInRange(attribute, between) : start];
      }),
    );
    return { ...wish, attributes: { ...free, ...wish.attributes } };
  }
}

async function generatorOf(
  source: Walkable,
): Promise<Pick<Generator, 'latentSize' | 'attributes' | 'sample'>> {
  if (!('ready' in source)) return source;
  await source.ready;
  return source.generator;
}

function assertPositive(name: string, value: number): void {
  if (value > 0 && value < Number.POSITIVE_INFINITY) return;
  throw new RangeError(`${name} is ${value}. It must be a finite number above 0.`);
}
