import type { WebGLRenderer } from 'three';

/** The extension's constants, which no type knows. */
interface TimerQueries {
  readonly TIME_ELAPSED_EXT: number;
  readonly GPU_DISJOINT_EXT: number;
}

/** Frames whose answers may be owed before the oldest is given up. */
const MOST_FRAMES = 16;

/**
 * Measures what the GPU spends between {@link begin} and {@link end}, frame by frame, without waiting: a frame's answer
 * comes some frames later (EXT_disjoint_timer_query_webgl2). Owns its queries.
 */
export class GpuTimer {
  /** Whether an answer has ever come. */
  answers = false;
  private readonly gl: WebGL2RenderingContext;
  private readonly names: TimerQueries;
  private readonly spare: WebGLQuery[] = [];
  private frames: WebGLQuery[][] = [];
  private current: WebGLQuery[] = [];
  private running = false;

  /** null where the browser measures nothing. */
  static of(renderer: WebGLRenderer): GpuTimer | null {
    const gl = renderer.getContext() as WebGL2RenderingContext;
    const names = gl.getExtension('EXT_disjoint_timer_query_webgl2') as TimerQueries | null;
    return names && new GpuTimer(gl, names);
  }

  private constructor(gl: WebGL2RenderingContext, names: TimerQueries) {
    this.gl = gl;
    this.names = names;
  }

  begin(): void {
    const { gl, names } = this;
    // Only one can run at a time, and the game may have its own.
    if (this.running || gl.isContextLost() || gl.getQuery(names.TIME_ELAPSED_EXT, gl.CURRENT_QUERY)) return;
    const query = this.spare.pop() ?? gl.createQuery();
    if (!query) return;
    gl.beginQuery(names.TIME_ELAPSED_EXT, query);
    this.current.push(query);
    this.running = true;
  }

  end(): void {
    if (!this.running) return;
    this.running = false;
    this.gl.endQuery(this.names.TIME_ELAPSED_EXT);
  }

  /** A frame is over. @returns milliseconds of the latest frame that is known now and was not before; NaN without one. */
  frame(): number {
    const { gl, names } = this;
    if (this.current.length > 0) this.frames.push(this.current);
    this.current = [];
    let latest = Number.NaN;
    const disjoint = gl.getParameter(names.GPU_DISJOINT_EXT);
    while (this.frames[0]?.every(query => gl.getQueryParameter(query, gl.QUERY_RESULT_AVAILABLE))) {
      const queries = this.frames.shift()!;
      this.spare.push(...queries);
      const nanoseconds = queries.map(query => gl.getQueryParameter(query, gl.QUERY_RESULT) as number);
      if (disjoint) continue;
      this.answers = true;
      latest = nanoseconds.reduce((sum, each) => sum + each, 0) / 1e6;
    }
    if (this.frames.length > MOST_FRAMES) this.forget();
    return latest;
  }

  dispose(): void {
    this.end();
    this.forget();
  }

  private forget(): void {
    for (const query of [...this.frames.flat(), ...this.current, ...this.spare]) this.gl.deleteQuery(query);
    this.frames = [];
    this.current = [];
    this.spare.length = 0;
  }
}
