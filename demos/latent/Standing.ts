import type { GenesisParticles, PixelImage } from 'genesis-particles';
import { lightAlone } from '../pictures/lightAlone.ts';
import type { Exhibit } from '../stage/Exhibit.ts';
import { onGround } from '../stage/ground.ts';
import type { Stage } from '../stage/Stage.ts';
import type { Makings } from './makings.ts';

/** Shimmer of what may still become another. */
const UNSURE = 0.016;

/** What a swarm forms of a generator's images, with what it is made of. */
export class Standing {
  /** What stands there, or will. */
  now: { readonly makings: Makings; readonly image: PixelImage } | null = null;
  shown: Exhibit | null = null;
  readonly #stage: Stage;
  readonly #swarm: GenesisParticles;
  /** Grey images are light on nothing where the ground is light. */
  #isGrey = false;
  #isFollowing = false;
  /** The shimmer of what is sure, while what stands there is not. */
  #steady: number | null = null;
  #glimpsed: PixelImage | null = null;

  constructor(stage: Stage, swarm: GenesisParticles) {
    [this.#stage, this.#swarm] = [stage, swarm];
    onGround(() => !this.#isFollowing && this.#form());
  }

  /** Images of another kind come from now on. */
  begin(isGrey: boolean): void {
    [this.#isGrey, this.#steady, this.now] = [isGrey, null, null];
  }

  show(makings: Makings, image: PixelImage): void {
    this.now = { makings, image };
    this.#settle();
    this.#form();
  }

  /** What may become of it: it trembles, until something is shown. */
  glimpse(image: PixelImage): void {
    this.#glimpsed = image;
    if (this.#steady !== null) return;
    this.#steady = this.#swarm.parameters.shimmer;
    this.#swarm.parameters.shimmer = UNSURE;
    this.#follow(() => {
      const newest = this.#glimpsed;
      this.#glimpsed = null;
      return newest;
    });
  }

  /** From now on the newest image of the source stands there, without a flight for each. */
  follow(source: () => PixelImage | null): void {
    this.#settle();
    this.#follow(() => {
      const image = source();
      if (image) this.shown = { source: 'pretrained', image };
      return image;
    });
  }

  #follow(source: () => PixelImage | null): void {
    this.#isFollowing = true;
    const rate = this.#stage.software ? 15 : 30;
    const lit = () => {
      const image = source();
      return image && this.#lit(image);
    };
    this.#swarm.follow(lit, { smooth: this.#isGrey, rate });
  }

  #settle(): void {
    if (this.#steady !== null) this.#swarm.parameters.shimmer = this.#steady;
    this.#steady = null;
  }

  #form(): void {
    const image = this.now?.image;
    if (!image) return;
    this.#isFollowing = false;
    void this.#swarm.form(this.#lit(image), { smooth: this.#isGrey }).then(end => {
      if (end === 'formed') this.shown = { source: 'pretrained', image };
    });
  }

  #lit(image: PixelImage): PixelImage {
    return this.#isGrey && this.#stage.ground === 'light' ? lightAlone(image) : image;
  }
}
