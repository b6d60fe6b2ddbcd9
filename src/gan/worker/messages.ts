/** What page and worker say to each other. Errors travel as they are: structured cloning keeps kind and message. */

/** Page to worker. */
export interface Call {
  readonly id: number;
  readonly service: string;
  readonly method: string;
  readonly args: readonly unknown[];
}

/** Worker to page: it runs; an answer to a call; an event. */
export type Message =
  | { readonly kind: 'started' }
  | { readonly kind: 'result'; readonly id: number; readonly result: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly error: Error }
  | { readonly kind: 'event'; readonly type: string; readonly detail: unknown };

/** Anything thrown, as an Error that can be sent: TensorFlow.js' WASM backend throws plain objects. */
export function toError(thrown: unknown): Error {
  if (thrown instanceof Error || thrown instanceof DOMException) return thrown;
  const message = (thrown as { message?: unknown } | null)?.message;
  return new Error(typeof message === 'string' ? message : String(thrown));
}
