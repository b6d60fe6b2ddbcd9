/** What happens to an effect that no camera sees. */
export type OutOfView = 'simulate' | 'pause' | 'catch-up';

export const outOfViewNames: readonly OutOfView[] = ['simulate', 'pause', 'catch-up'];

/** Seconds that are caught up with at most, in which most of what begins also ends: each costs as much as sixty frames. */
const MOST_SECONDS = 5;

/** The time that passes while no camera sees an effect. */
export class Absence {
  mode: OutOfView;
  private missed = 0;

  constructor(mode: OutOfView) {
    this.mode = mode;
  }

  /** @returns whether the effect waits, because nobody has seen it; then `seconds` are not for it, or not yet. */
  misses(seconds: number, seen: boolean): boolean {
    if (this.mode === 'simulate' || seen) return false;
    if (this.mode === 'catch-up') this.missed = Math.min(MOST_SECONDS, this.missed + seconds);
    return true;
  }

  /** It is seen again. @returns seconds to catch up with. */
  end(): number {
    const { missed } = this;
    this.missed = 0;
    return missed;
  }
}
