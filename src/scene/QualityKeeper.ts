import type { WebGLRenderer } from 'three';
import { GpuTimer } from '../particles/index.ts';
import { Budget } from './Budget.ts';

/**
 * `full` draws all particles. A number of milliseconds is what the swarm may cost the GPU in a frame: where it would cost
 * more, fewer and larger particles are moved and drawn, as bright together as before. `auto` is 4. Where the browser does
 * not measure the GPU (EXT_disjoint_timer_query_webgl2), frames are held below 27 ms instead. With `measure` you say
 * yourself what the last frame cost.
 */
export type Quality =
  | 'full'
  | 'auto'
  | {
      readonly milliseconds: number;
      /** Milliseconds that the last frame cost. */
      readonly measure?: () => number;
    };

/** `quality: 'auto'`, and the milliseconds of a whole frame where the GPU's own time is not known. */
const AUTO: { milliseconds: number; measure?: () => number } = { milliseconds: 4 };
const FRAME_MILLISECONDS = (1.6 * 1000) / 60;
/** Fewest particles that are still drawn over budget. */
const LEAST_DRAWN = 512;
/** Watches what frames cost and says which share of the particles is to be drawn. Owns the timer of the GPU. */
export class QualityKeeper {
  readonly quality: Quality;
  /** Measures what the swarm costs the GPU; null where nobody asks, or the browser does not tell. */
  readonly timer: GpuTimer | null = null;
  private readonly budget: Budget | null = null;

  /** @param count number of particles. */
  constructor(quality: Quality, renderer: WebGLRenderer, count: number) {
    this.quality = checkQuality(quality);
    if (quality === 'full') return;
    this.budget = new Budget(LEAST_DRAWN / count);
    if (quality === 'auto' || !quality.measure) this.timer = GpuTimer.of(renderer);
  }

  /** How many of `count` particles are to be drawn. */
  drawnOf(count: number): number {
    const share = this.budget?.share ?? 1;
    return Math.max(Math.min(count, LEAST_DRAWN), Math.round(count * share));
  }

  /** A frame took `seconds`. @returns whether the share has changed */
  frame(seconds: number): boolean {
    const { budget, timer, quality } = this;
    if (!budget || quality === 'full') return false;
    const { milliseconds, measure } = quality === 'auto' ? AUTO : quality;
    const measured = measure ? measure() : timer?.frame();
    // Some browsers have the extension and never answer: until the first answer frames tell.
    const load = measure || timer?.answers ? measured! / milliseconds : (1000 * seconds) / FRAME_MILLISECONDS;
    return budget.frame(seconds, load);
  }

  dispose(): void {
    this.timer?.dispose();
  }
}

function checkQuality(quality: Quality): Quality {
  if (quality === 'full' || quality === 'auto') return quality;
  const { milliseconds, measure } = (quality ?? {}) as Partial<Exclude<Quality, string>>;
  if (milliseconds! > 0 && (measure === undefined || typeof measure === 'function')) return quality;
  throw new TypeError(
    `The quality is ${JSON.stringify(quality)}. It takes 'full', 'auto' or { milliseconds } above 0, with a function as its measure or none.`,
  );
}
