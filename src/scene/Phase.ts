/** How a call of `form` or `dissolve` ended. */
export type PhaseResult = 'formed' | 'dissolved' | 'superseded';

/**
 * A forming or a dissolving that is under way, and the promise of the call that began it. Nobody need await the
 * promise: it never raises an unhandled rejection.
 */
export class Phase {
  readonly promise: Promise<PhaseResult>;
  /** Its particles do not know their ways yet. */
  waiting = false;
  readonly kind: 'forming' | 'dissolving';
  private settle!: { resolve: (result: PhaseResult) => void; reject: (reason: unknown) => void };
  private readonly signal: AbortSignal | undefined;

  constructor(kind: 'forming' | 'dissolving', signal?: AbortSignal) {
    this.kind = kind;
    this.signal = signal;
    this.promise = new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
    });
    this.promise.catch(() => {});
    signal?.addEventListener('abort', this.abort);
  }

  resolve(result: PhaseResult): void {
    this.signal?.removeEventListener('abort', this.abort);
    this.settle.resolve(result);
  }

  reject(reason: unknown): void {
    this.signal?.removeEventListener('abort', this.abort);
    this.settle.reject(reason);
  }

  private readonly abort = (): void => this.reject(this.signal?.reason);
}
