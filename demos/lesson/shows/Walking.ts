import { type Walk, type Walkable, walk } from 'genesis-particles/gan';
import type { Exhibit } from '../../stage/Exhibit.ts';
import type { LessonParts } from '../LessonParts.ts';
import type { Show } from './Show.ts';

/** Seconds from the image of one seed to that of the next. */
const SECONDS = 4;

/** The swarm follows a walk through all that a generator can draw. */
export class Walking implements Show {
  readonly #generator: Walkable;
  readonly #about: () => Omit<Exhibit, 'image'>;
  readonly #parts: LessonParts;
  #walk: Walk | null = null;
  #truncation = 1;

  /** @param about what there is to say of an image that it gives now. */
  constructor(generator: Walkable, about: () => Omit<Exhibit, 'image'>, parts: LessonParts) {
    this.#generator = generator;
    this.#about = about;
    this.#parts = parts;
  }

  /** Factor on the latent vectors: below 1 images come nearer to the average one. */
  get truncation(): number {
    return this.#truncation;
  }

  set truncation(factor: number) {
    this.#truncation = factor;
    this.answer();
  }

  enter(): void {
    const { exhibition, readout, seed } = this.#parts;
    const path = walk(this.#generator, { seed, seconds: SECONDS });
    this.#walk = path;
    const follow = (seconds: number) => {
      const image = path(seconds);
      if (image) exhibition.shown = { ...this.#about(), image };
      return image;
    };
    exhibition.follow(follow, { smooth: true });
    const who = this.#about().source === 'pretrained' ? 'the shipped generator' : 'the network in training';
    readout.caption(
      `The swarm walks through all that *${who}* can draw, past another image every ${SECONDS} s.`,
    );
  }

  leave(): void {
    this.#parts.exhibition.unfollow();
    this.#walk?.dispose();
    this.#walk = null;
  }

  answer(): void {
    this.#walk?.ask({ ...this.#parts.pad.request, truncation: this.#truncation });
  }
}
