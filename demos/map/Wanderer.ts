import { Vector2 } from 'three';

/** How fast one drifts, in widths of the map a second; and how many seconds a throw takes to be spent. */
const PACE = 0.05;
const SPENT = 0.7;
/** Places that are remembered, and how far they lie apart. */
const TRAIL = 120;
const STEP = 0.008;

/** Who walks over the map, which reaches from 0 to 1: led by a hand, thrown, or drifting on alone, all over it. */
export class Wanderer {
  readonly place = new Vector2(0.22, 0.3);
  readonly trail: Vector2[] = [];
  isLed = false;
  readonly #speed = new Vector2();
  readonly #wish = new Vector2();
  readonly #last = this.place.clone();
  #time = 0;

  leadTo(x: number, y: number): void {
    this.place.set(x, y).clampScalar(0, 1);
  }

  push(x: number, y: number): void {
    this.#speed.add(this.#wish.set(x, y));
  }

  frame(seconds: number): void {
    const { place, trail } = this;
    if (this.isLed) {
      // As fast as the hand has been lately: for when it lets go.
      this.#wish.subVectors(place, this.#last).divideScalar(Math.max(seconds, 0.001));
      this.#speed.lerp(this.#wish, 0.3);
    } else {
      this.#time += seconds;
      this.#wish.set(0.5 + 0.45 * Math.sin(0.17 * this.#time), 0.5 + 0.45 * Math.sin(0.23 * this.#time + 2));
      const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
      this.#wish.sub(place).setLength(still ? 0 : PACE);
      this.#speed.lerp(this.#wish, 1 - Math.exp(-seconds / SPENT));
      place.addScaledVector(this.#speed, seconds).clampScalar(0, 1);
    }
    this.#last.copy(place);
    if (trail.length > 0 && trail.at(-1)!.distanceTo(place) < STEP) return;
    trail.push(place.clone());
    if (trail.length > TRAIL) trail.shift();
  }
}
