/** Where in the training a row belongs. */
export interface HistoryPosition {
  readonly step: number;
  /** Passes over the data, from 1; 0 before the first step. */
  readonly epoch: number;
  /** Real images shown to the discriminator since step 0. */
  readonly imagesSeen: number;
}

/** What is known of one step. */
export interface HistoryRow extends HistoryPosition {
  /** When it came: milliseconds since 1970, as `Date.now()` counts. */
  readonly wallTime: number;
  /** `discriminatorLoss`, `frechetDistance`, …; a name that is missing here was not measured at this step. */
  readonly values: Readonly<Record<string, number>>;
}

/**
 * What a training said of itself on its way: one row for every step of which something is known, with any
 * scalar values by name. It may run for days, so memory is bounded: of the rows, the newest half is kept as
 * it is, and before it one row stands for so many steps, twice as many whenever there is no more room. What
 * is rarely measured (a Fréchet distance every few hundred steps) outlives what every row has.
 */
export class TrainingHistory {
  readonly #most: number;
  #rows: HistoryRow[] = [];
  /** So many rows from the start are thinned out; the rest is the newest, as it came. */
  #thinned = 0;
  /** So many steps' rows one thinned row stands for. */
  #stride = 1;
  /** For so many of them the last thinned row stands already; 0 when it is complete. */
  #gathered = 0;
  /** How often each name has come. */
  #uses = new Map<string, number>();

  /** @param most rows it keeps. */
  constructor(most = 10_000) {
    this.#most = most;
  }

  /** All rows by step, as of now. */
  get rows(): readonly HistoryRow[] {
    return this.#rows.slice();
  }

  /**
   * Takes in what is known of a step. Steps may come late, as evaluations do, and more than once: then they
   * share a row, and of one name the last value counts.
   *
   * @param wallTime milliseconds since 1970.
   */
  add(position: HistoryPosition, values: Readonly<Record<string, number>>, wallTime: number): void {
    for (const name of Object.keys(values)) this.#uses.set(name, (this.#uses.get(name) ?? 0) + 1);
    const { step, epoch, imagesSeen } = position;
    const at = this.#placeOf(step);
    const present = this.#rows[at];
    if (present?.step === step) {
      this.#rows[at] = { ...present, values: { ...present.values, ...values } };
      return;
    }
    this.#rows.splice(at, 0, { step, epoch, imagesSeen, wallTime, values: { ...values } });
    if (this.#rows.length - this.#thinned > this.#most / 2) this.#thinOldest();
    if (this.#thinned > this.#most / 2) this.#halve();
  }

  /** Forgets everything: another training begins. */
  clear(): void {
    this.#rows = [];
    this.#thinned = 0;
    this.#stride = 1;
    this.#gathered = 0;
    this.#uses.clear();
  }

  /** The index of the first row that is not before `step`. */
  #placeOf(step: number): number {
    let [low, high] = [0, this.#rows.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#rows[middle]!.step < step) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /**
   * The oldest of the new rows becomes a thinned row, or one more of those for which the last thinned row
   * stands.
   */
  #thinOldest(): void {
    if (this.#gathered === 0) {
      this.#thinned++;
    } else {
      const [last, oldest] = [this.#rows[this.#thinned - 1]!, this.#rows[this.#thinned]!];
      this.#rows.splice(this.#thinned - 1, 2, this.#joined(last, oldest));
    }
    this.#gathered = (this.#gathered + 1) % this.#stride;
  }

  #halve(): void {
    const kept: HistoryRow[] = [];
    for (let i = 0; i + 1 < this.#thinned; i += 2) {
      kept.push(this.#joined(this.#rows[i]!, this.#rows[i + 1]!));
    }
    const alone = this.#thinned % 2;
    this.#rows = [...kept, ...this.#rows.slice(this.#thinned - alone)];
    this.#thinned = kept.length + alone;
    // The last one may have no partner yet, or an unfinished one: then it goes on gathering.
    const lastStandsFor = (this.#gathered || this.#stride) + (alone ? 0 : this.#stride);
    this.#gathered = lastStandsFor % (2 * this.#stride);
    this.#stride *= 2;
  }

  /**
   * Of two neighbours, the one with a value that is rarer than all of the other's, else the earlier. What
   * only the other has moves over, a few steps aside, rather than be lost.
   */
  #joined(earlier: HistoryRow, later: HistoryRow): HistoryRow {
    const [stays, goes] = this.#rarest(later) < this.#rarest(earlier) ? [later, earlier] : [earlier, later];
    return { ...stays, values: { ...goes.values, ...stays.values } };
  }

  #rarest({ values }: HistoryRow): number {
    return Math.min(...Object.keys(values).map(name => this.#uses.get(name)!));
  }
}
