import { STEP_SECONDS } from '../particles/index.ts';

/** Seconds in which a swarm that was dissolved lights up again. */
const LIGHT_UP = 0.4;
/** Share of a dissolving over which particles let go. */
const RELEASE_STAGGER = 0.5;

/** How far forming and dissolving have come, in simulated time. */
export class Timeline {
  /** How far the particles have been called home, 0 to 1; it goes on when the image already counts as formed. */
  form = 0;
  /** From the colours of the last image (0) to those of this one (1). */
  morph = 1;
  /** Light of the whole, 0 to 1. */
  presence = 1;
  /** How far an image has come apart, 0 to 1. */
  release = 0;
  readonly releaseStagger: number = RELEASE_STAGGER;
  private seconds = 1;

  /** Seconds since an image began to come apart. */
  get apart(): number {
    return this.release * this.seconds;
  }

  /** An image is to form within about `seconds`; `fresh` where nothing was to be seen. */
  beginForming(seconds: number, fresh: boolean): void {
    this.form = 0;
    this.morph = 0;
    this.release = 0;
    this.seconds = seconds;
    if (fresh) this.presence = 0;
  }

  beginDissolving(seconds: number): void {
    this.release = 0;
    this.seconds = seconds;
  }

  /** One simulation step of a forming, or of the image that stands. */
  stepForming(): void {
    this.form = Math.min(1, this.form + STEP_SECONDS / this.seconds);
    this.morph = Math.max(this.morph, this.form);
    this.presence = Math.min(1, this.presence + STEP_SECONDS / LIGHT_UP);
  }

  /** One simulation step of a dissolving. */
  stepDissolving(): void {
    this.release = Math.min(1, this.release + STEP_SECONDS / this.seconds);
    this.morph = Math.min(1, this.morph + STEP_SECONDS / LIGHT_UP);
  }

  /** Nothing is to be seen any more. */
  end(): void {
    this.form = 0;
    this.morph = 1;
    this.release = 0;
    this.presence = 0;
  }
}
