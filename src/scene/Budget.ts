/** Seconds of frames that a decision is based on, and between two changes. */
const WINDOW = 0.5;
const INTERVAL = 1;
/** Share of the budget that is aimed at, and below which there is room for more. */
const AIM = 0.8;
const ROOM = 0.65;
/** Most that the number is raised by at once. */
const RISE = 1.6;

/**
 * Holds what frames cost within a budget by saying which share of the particles is to be drawn: it looks at the median
 * of half a second, so that a single hiccup changes nothing, and changes the share at most once a second.
 */
export class Budget {
  /** Of the particles, above 0 and at most 1. */
  share = 1;
  private readonly least: number;
  private loads: number[] = [];
  private watched = 0;
  private sinceChange = INTERVAL;
  /** Below what was too many last; tried again, slowly. */
  private ceiling = 1;

  /** @param least share that is drawn at any cost. */
  constructor(least: number) {
    this.least = Math.min(1, least);
  }

  /** A frame took `seconds` and cost `load` times the budget; NaN: not known. @returns whether the share has changed. */
  frame(seconds: number, load: number): boolean {
    this.sinceChange += seconds;
    this.watched += seconds;
    if (load >= 0) this.loads.push(load);
    if (this.watched < WINDOW || this.sinceChange < INTERVAL || this.loads.length === 0) return false;
    const median = this.loads.sort((a, b) => a - b)[this.loads.length >> 1]!;
    this.forget();
    return this.take(this.wanted(median));
  }

  private wanted(load: number): number {
    const { share } = this;
    if (load > 1) {
      this.ceiling = 0.85 * share;
      return (share * AIM) / load;
    }
    // With this much room something else has ended that was in the way.
    this.ceiling = load < ROOM / 2 ? 1 : Math.min(1, 1.003 * this.ceiling);
    return load < ROOM ? Math.min(this.ceiling, share * Math.min(RISE, AIM / Math.max(load, 1e-3))) : share;
  }

  private take(wanted: number): boolean {
    const share = Math.max(this.least, Math.min(1, wanted));
    // What nobody would see is not worth a change.
    if (share === this.share || (share < 1 && Math.abs(share / this.share - 1) < 0.05)) return false;
    this.share = share;
    this.sinceChange = 0;
    return true;
  }

  private forget(): void {
    this.loads = [];
    this.watched = 0;
  }
}
