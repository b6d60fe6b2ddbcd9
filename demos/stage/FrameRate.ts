const WINDOW = 60;

/** Median frames a second over the last second or so. */
export class FrameRate {
  private readonly times = new Float64Array(WINDOW);
  private frames = 0;

  /** Call once a frame. Returns whether it is time to read the median: every ten frames. */
  frame(deltaSeconds: number): boolean {
    this.times[this.frames++ % WINDOW] = deltaSeconds;
    return this.frames % 10 === 0;
  }

  get perSecond(): number {
    const times = this.times.slice(0, Math.min(this.frames, WINDOW)).sort();
    return times.length ? 1 / (times[times.length >> 1] as number) : 0;
  }
}
