const WINDOW = 60;

/** Median frames a second over the last second or so. */
export class FrameRate {
  private readonly times = new Float64Array(WINDOW);
  private frames = 0;

  frame(deltaSeconds: number): void {
    this.times[this.frames++ % WINDOW] = deltaSeconds;
  }

  get perSecond(): number {
    const times = this.times.slice(0, Math.min(this.frames, WINDOW)).sort();
    return times.length ? 1 / (times[times.length >> 1] as number) : 0;
  }
}
