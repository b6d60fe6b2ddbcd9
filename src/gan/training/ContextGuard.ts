/**
 * Keeps a training from being lost with the WebGL context that computes it: every ten seconds it takes a copy of all
 * weights out of the GPU. Idle on other backends.
 */

import * as tf from '../tf.ts';
import { Interval } from './Interval.ts';
import type { RunState, TrainingRun } from './TrainingRun.ts';

const SECONDS_BETWEEN_SNAPSHOTS = 10;

export class ContextGuard {
  readonly #onLost: (snapshot: RunState | null) => void;
  readonly #gl: WebGLRenderingContext | null;
  #snapshot: RunState | null = null;
  #interval = new Interval('now');
  #told = false;

  /** Watches the backend that is active now. `onLost` is called once, with the last copy. */
  constructor(onLost: (snapshot: RunState | null) => void) {
    this.#onLost = onLost;
    this.#gl = tf.getBackend() === 'webgl' ? (tf.backend() as tf.MathBackendWebGL).gpgpu.gl : null;
    this.#gl?.canvas.addEventListener('webglcontextlost', () => this.#tell());
  }

  /** Takes a copy when it is time for one. */
  async keepUp(run: TrainingRun): Promise<void> {
    if (this.#interval.isOver(SECONDS_BETWEEN_SNAPSHOTS)) await this.copy(run);
  }

  async copy(run: TrainingRun): Promise<void> {
    this.#interval.mark();
    if (this.#gl) this.#snapshot = await run.readState();
  }

  /** Whether the context is lost: its event may come later than the failure of a step in it. */
  isToBlame(): boolean {
    if (!this.#gl?.isContextLost()) return false;
    this.#tell();
    return true;
  }

  #tell(): void {
    if (this.#told) return;
    this.#told = true;
    this.#onLost(this.#snapshot);
  }
}
