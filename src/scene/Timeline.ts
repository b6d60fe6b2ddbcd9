import { STEP_SECONDS } from '../particles/index.ts';

/** Seconds in which particles that have new homes come to count how far they are. */
const RECOLLECT = 0.35;
/** Seconds in which a swarm that was dissolved lights up again. */
const LIGHT_UP = 0.4;

/** Mean light of particles that are let go, as `draw.glsl.ts` fades them. */
function lightLeft(release: number, stagger: number): number {
  const TURNS = 32;
  let light = 0;
  for (let turn = 0; turn < TURNS; turn++) {
    const freed = (release - ((turn + 0.5) / TURNS) * stagger) / (1 - stagger);
    const t = Math.min(1, Math.max(0, (freed - 0.3) / 0.7));
    light += 1 - t * t * (3 - 2 * t);
  }
  return light / TURNS;
}

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
  /** The whole fades away where it stands, instead of coming apart. */
  fading = false;
  /** How much it counts to be near home, 0 to 1: nothing when homes have just become others. */
  nearness = 1;
  /** Seconds since an image began to come apart. */
  apart = 0;
  private seconds = 1;

  /** An image is to form within about `seconds`; `fresh` where nothing was to be seen. */
  beginForming(seconds: number, fresh: boolean, releaseStagger = 0): void {
    // What had faded in a dissolving lights up again, and does not flash.
    this.presence *= lightLeft(this.release, releaseStagger);
    if (this.form === 1 && !fresh) this.nearness = 0;
    this.form = 0;
    this.morph = 0;
    this.release = this.apart = 0;
    this.fading = false;
    this.seconds = seconds;
    if (fresh) this.presence = 0;
  }

  /** What is to be seen, be it coming apart, fades away within `seconds`. */
  beginFading(seconds: number): void {
    this.fading = true;
    this.seconds = seconds;
  }

  /** What is coming apart already goes on from where it is. */
  beginDissolving(seconds: number): void {
    this.fading = false;
    this.seconds = seconds;
  }

  /** One simulation step of a forming, or of the image that stands. */
  stepForming(): void {
    this.form = Math.min(1, this.form + STEP_SECONDS / this.seconds);
    this.morph = Math.max(this.morph, this.form);
    this.nearness = Math.min(1, this.nearness + STEP_SECONDS / RECOLLECT);
    this.presence = Math.min(1, this.presence + STEP_SECONDS / LIGHT_UP);
  }

  /** One simulation step of a fading. */
  stepFading(): void {
    this.presence = Math.max(0, this.presence - STEP_SECONDS / this.seconds);
  }

  /** One simulation step of a dissolving. */
  stepDissolving(): void {
    this.release = Math.min(1, this.release + STEP_SECONDS / this.seconds);
    this.apart += STEP_SECONDS;
    this.morph = Math.min(1, this.morph + STEP_SECONDS / LIGHT_UP);
  }

  /** Whether nothing is left of an image that was let go. */
  get gone(): boolean {
    return this.fading ? this.presence === 0 : this.release >= 1;
  }

  /** Nothing is to be seen any more. */
  end(): void {
    this.form = 0;
    this.morph = 1;
    this.release = this.apart = 0;
    this.presence = 0;
    this.fading = false;
  }
}
